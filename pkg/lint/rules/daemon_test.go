package rules

import (
	"cmp"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"os/user"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/lint"
)

// stage is a folder in which a daemon finds what a configuration counts on: its
// files under the folder in place of the root, certificates, modules, users and
// names. A configuration is changed in nothing else than those paths, ports that
// only root may bind, and modules that are built in here.
type stage struct {
	t   *testing.T
	dir string
	// address is the loopback address that the daemon listens on; "" where it only
	// tests its configuration.
	address string
	// named is the address of every name in the fixtures, 127.0.0.1 unless it is set.
	named string
	// unprivileged tells to run a daemon as nobody from its start.
	unprivileged bool
	// env is added to the environment of a daemon that runs.
	env []string
	// workers tells to run nginx with a master and its workers.
	workers bool
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, dir: t.TempDir()}
	s.must(os.Chmod(filepath.Dir(s.dir), 0o755)) // for a daemon that gives up being root
	for _, folder := range []string{"tmp", "run", "logs", "etc/nginx", "etc/httpd/logs", "etc/apache2", "var/lib", "var/cache", "fixture"} {
		s.mkdir(folder)
	}
	for _, link := range []string{"modules", "etc/httpd/modules", "usr/lib/apache2/modules"} {
		s.mkdir(path.Dir(link))
		s.must(os.Symlink("/usr/lib/apache2/modules", filepath.Join(s.dir, link)))
	}
	for name, content := range supplied {
		s.write(name, content)
	}
	for _, site := range []string{"default", "www", "shop", "chat", "wiki"} { // which a macro names in part
		s.write("etc/ssl/example.net/"+site+".pem", certificate())
		s.write("etc/ssl/example.net/"+site+".key", certificate())
	}
	return s
}

// supplied are the files that fixtures read and that are not theirs: those of
// the daemons' packages, and one that another program would write.
var supplied = map[string]string{
	"etc/nginx/mime.types":          "types { text/html html htm; text/css css; image/png png; }\n",
	"etc/nginx/proxy_params":        "proxy_set_header Host $http_host;\nproxy_set_header X-Real-IP $remote_addr;\n",
	"etc/nginx/fastcgi_params":      "fastcgi_param QUERY_STRING $query_string;\nfastcgi_param REQUEST_METHOD $request_method;\n",
	"etc/nginx/uwsgi_params":        "uwsgi_param QUERY_STRING $query_string;\nuwsgi_param REQUEST_METHOD $request_method;\n",
	"etc/nginx/app.servers":         "server 10.0.0.7:8080;\nserver 10.0.0.8:8080;\n",
	"etc/httpd/conf/balancers.list": "10.20.0.4\n10.20.0.5\n",
	"mime.types":                    "text/html html htm\ntext/css css\n",
	"etc/mime.types":                "text/html html htm\ntext/css css\n",
}

// absolute is a path of the host's in a configuration.
var absolute = regexp.MustCompile(`(^|[\s"'|=:,(])(/(?:etc|var|run|srv|opt)/[^\s"';,){}]*)`)

// documentRoot is a folder that httpd wants to be there.
var documentRoot = regexp.MustCompile(`(?m)^\s*DocumentRoot\s+"?(/(?:var|srv)/[^"\s]+)`)

// local moves the host's paths of a text into the stage, and makes what the
// daemon looks for there: the folder of each file, and certificates.
func (s *stage) local(text string) string {
	for _, m := range absolute.FindAllStringSubmatch(text, -1) {
		name := m[2]
		if strings.ContainsAny(name, "$*%") {
			continue
		}
		// What a misspelt path makes impossible, the daemon will tell.
		_ = os.MkdirAll(s.path(path.Dir(name)), 0o755)
		switch path.Ext(name) {
		case ".pem", ".crt", ".key", ".cert", ".cer":
			content := certificate()
			if strings.Contains(name, "/letsencrypt/") {
				content = certificateWithoutOCSP()
			}
			_ = os.WriteFile(s.path(name), []byte(content), 0o644)
		}
	}
	for _, m := range documentRoot.FindAllStringSubmatch(text, -1) {
		s.mkdir(m[1])
	}
	return absolute.ReplaceAllString(text, "${1}"+s.dir+"${2}")
}

// host undoes what local did, in what a daemon says.
func (s *stage) host(text string) string {
	text = strings.ReplaceAll(text, s.dir+"/fixture/", "")
	return strings.ReplaceAll(text, s.dir, "")
}

func (s *stage) path(name string) string { return filepath.Join(s.dir, name) }

func (s *stage) mkdir(name string) { s.must(os.MkdirAll(s.path(name), 0o755)) }

func (s *stage) write(name, content string) {
	s.mkdir(path.Dir(name))
	s.must(os.WriteFile(s.path(name), []byte(content), 0o644))
}

func (s *stage) read(name string) string {
	s.t.Helper()
	text, err := os.ReadFile(s.path(name))
	s.must(err)
	return string(text)
}

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// stageFiles writes the files of a fixture: one, or the tree of a host.
func (s *stage) stageFiles(files []lint.Source, edit func(string) string) {
	for _, f := range files {
		name := f.Path
		if name == "" {
			name = "/fixture/" + f.Name
		}
		s.write(name, s.local(edit(string(f.Src))))
	}
}

// environment makes the names and users of the fixtures known, by nss_wrapper:
// names are of the reserved domains, and every one of them has an address.
func (s *stage) environment(t *testing.T, files []lint.Source) []string {
	wrapper, _ := filepath.Glob("/usr/lib*/*/libnss_wrapper.so")
	more, _ := filepath.Glob("/usr/lib*/libnss_wrapper.so")
	if wrapper = append(wrapper, more...); len(wrapper) == 0 {
		t.Skip("libnss-wrapper is not installed")
	}
	names := make(map[string]bool)
	for _, f := range files {
		for _, name := range reserved.FindAllString(string(f.Src), -1) {
			names[name] = true
		}
	}
	hosts := "127.0.0.1 localhost app2 ocsp.example.net\n"
	for name := range names {
		hosts += cmp.Or(s.named, "127.0.0.1") + " " + name + "\n"
	}
	me, err := user.Current()
	s.must(err)
	passwd := fmt.Sprintf("%s:x:%s:%s::/:/bin/sh\n", me.Username, me.Uid, me.Gid)
	group := fmt.Sprintf("%s:x:%s:\n", me.Username, me.Gid)
	for i, name := range []string{"nobody", "nogroup", "nginx", "apache", "www-data"} {
		passwd += fmt.Sprintf("%s:x:%d:%d::/:/bin/false\n", name, 60001+i, 60001+i)
		group += fmt.Sprintf("%s:x:%d:\n", name, 60001+i)
	}
	s.write("nss/hosts", hosts)
	s.write("nss/passwd", passwd)
	s.write("nss/group", group)
	return append(append(os.Environ(), s.env...), "LD_PRELOAD="+wrapper[0], "NSS_WRAPPER_HOSTS="+s.path("nss/hosts"),
		"NSS_WRAPPER_PASSWD="+s.path("nss/passwd"), "NSS_WRAPPER_GROUP="+s.path("nss/group"))
}

// reserved are the names that fixtures use, of RFC 2606's domains.
var reserved = regexp.MustCompile(`\b(?:[a-z0-9-]+\.)+(?:example\.(?:net|org|com)|example|test|invalid)\b`)

// run runs a program to its end and returns whether it was content, and what it
// said. One that a busy machine keeps from its end has a second, longer time.
func (s *stage) run(env []string, args ...string) (bool, string) {
	s.t.Helper()
	var out string
	for _, limit := range []time.Duration{30 * time.Second, 2 * time.Minute} {
		ok, ended := false, false
		if ok, ended, out = s.runWithin(limit, env, args...); ended {
			return ok, out
		}
	}
	s.t.Fatalf("%s does not end:\n%s", strings.Join(args, " "), out)
	return false, ""
}

// runWithin runs a program, and tells whether it was content and ended in time.
func (s *stage) runWithin(limit time.Duration, env []string, args ...string) (ok, ended bool, out string) {
	ctx, cancel := context.WithTimeout(s.t.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = env
	said, err := cmd.CombinedOutput()
	return err == nil, err == nil || ctx.Err() == nil, string(said)
}

// daemon finds a program, which may stand outside of a user's path.
func daemon(t *testing.T, name string) string {
	t.Helper()
	for _, file := range []string{name, "/usr/sbin/" + name} {
		if found, err := exec.LookPath(file); err == nil {
			return found
		}
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// certificate is a key, a certificate of it for every name of the fixtures'
// domain, and that of the authority that signed it; the other names no OCSP
// responder, as those of Let's Encrypt.
var (
	certificate            = sync.OnceValue(func() string { return newCertificate("http://ocsp.example.net/") })
	certificateWithoutOCSP = sync.OnceValue(func() string { return newCertificate() })
)

func newCertificate(responders ...string) string {
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Example CA"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	site := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "example.net"}, NotBefore: authority.NotBefore, NotAfter: authority.NotAfter,
		DNSNames: []string{"example.net", "*.example.net", "localhost"}, KeyUsage: x509.KeyUsageDigitalSignature,
		OCSPServer: responders,
	}
	above, err1 := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	key, err2 := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	private, err3 := x509.MarshalPKCS8PrivateKey(key)
	leaf, err4 := x509.CreateCertificate(rand.Reader, site, authority, &key.PublicKey, above)
	root, err5 := x509.CreateCertificate(rand.Reader, authority, authority, &above.PublicKey, above)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: leaf})) +
		string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root})) +
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}))
}

// lines returns the lines of a daemon's output that say something, each once.
func lines(out string, skip *regexp.Regexp) []string {
	var list []string
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(skip.ReplaceAllString(strings.TrimSpace(line), ""))
		if line != "" && !slices.Contains(list, line) {
			list = append(list, line)
		}
	}
	return list
}
