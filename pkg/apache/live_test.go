package apache

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// freePort returns a port of loopback that nothing listens on.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// server is a ServerRoot with the files that were emitted for a host, and the
// configuration that a distribution would have around them.
type server struct {
	root, conf string
	port       int
}

// install writes emitted files below a ServerRoot of their own. Paths of the
// distribution's logs lead there too. The modules are those that the site's own
// header names, without those left out.
func install(t testing.TB, x estate, without ...string) *server {
	t.Helper()
	httpdPath(t)
	s := &server{root: serverRoot(t), port: freePort(t)}
	x.listen = fmt.Sprintf("listen = [\"127.0.0.1:%d\"]", s.port)
	texts, diags := emit(t, x.String())
	if diags.HasErrors() {
		t.Fatalf("%v\n%s", diags, x)
	}
	if err := os.Symlink(modulesDir, filepath.Join(s.root, "modules")); err != nil {
		t.Fatal(err)
	}
	var names []string
	old := false
	for name, text := range texts {
		old = old || strings.Contains(text, "NameVirtualHost")
		text = strings.ReplaceAll(text, "/var/log/httpd/", filepath.Join(s.root, "logs")+"/")
		text = strings.ReplaceAll(text, "/usr/sbin/rotatelogs", "/usr/bin/rotatelogs")
		writeFile(t, filepath.Join(s.root, "sites", filepath.Base(name)), text)
		if m := regexp.MustCompile(`(?m)a2enmod (.*?) &&`).FindStringSubmatch(text); m != nil {
			names = append(names, strings.Fields(m[1])...)
		}
	}
	var load strings.Builder
	seen := make(map[string]bool)
	for _, name := range append([]string{"mpm_event", "authz_core"}, names...) {
		if !seen[name] && !slices.Contains(without, name) {
			fmt.Fprintf(&load, "LoadModule %s_module modules/mod_%s.so\n", name, name)
		}
		seen[name] = true
	}
	if seen["ssl"] {
		load.WriteString("LoadModule socache_shmcb_module modules/mod_socache_shmcb.so\n")
	}
	deny := "Require all denied"
	if old { // what is a part of httpd 2.2 itself
		deny = "Order deny,allow\n    Deny from all"
		for _, name := range []string{"access_compat", "authz_host", "slotmem_shm", "proxy", "proxy_balancer", "lbmethod_byrequests", "lbmethod_bytraffic", "lbmethod_bybusyness"} {
			fmt.Fprintf(&load, "LoadModule %s_module modules/mod_%s.so\n", name, name)
		}
	}
	s.conf = filepath.Join(s.root, "httpd.conf")
	writeFile(t, s.conf, load.String()+`PidFile httpd.pid
ServerName test.invalid
ErrorLog logs/error_log
LogLevel warn
LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"" combined
StartServers 1
ServerLimit 1
ThreadsPerChild 16
MaxRequestWorkers 16
<Directory />
    `+deny+`
</Directory>
IncludeOptional sites/*.conf
`)
	return s
}

// check runs httpd's own check of the configuration.
func (s *server) check(t testing.TB) (output string, ok bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, httpdPath(t), "-d", s.root, "-f", s.conf, "-t").CombinedOutput()
	return string(out), err == nil
}

// start runs httpd in the foreground until the test ends.
func (s *server) start(t testing.TB) {
	t.Helper()
	if out, ok := s.check(t); !ok {
		t.Fatalf("httpd refuses the configuration: %s\n%s", out, s.sites(t))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	cmd := exec.CommandContext(ctx, httpdPath(t), "-d", s.root, "-f", s.conf, "-DFOREGROUND")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait() // ends by the signal
		if t.Failed() {
			log, _ := os.ReadFile(filepath.Join(s.root, "logs", "error_log"))
			t.Logf("httpd: %s\n%s\n%s", stderr.String(), log, s.sites(t))
		}
	})
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", s.address()); err == nil {
			c.Close()
			return
		}
	}
	t.Fatalf("httpd does not listen on %s: %s", s.address(), stderr.String())
}

func (s *server) address() string { return "127.0.0.1:" + strconv.Itoa(s.port) }

// sites is the text of the emitted files.
func (s *server) sites(t testing.TB) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(s.root, "sites", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

// reply is what a request got.
type reply struct {
	status int
	body   string
	header http.Header
}

// get asks for a path as a client of the site does, and follows no redirect.
func (s *server) get(t testing.TB, path string, fields ...string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.address()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "shop.example.net"
	for i := 0; i+1 < len(fields); i += 2 {
		request.Header.Set(fields[i], fields[i+1])
	}
	return do(t, http.DefaultTransport, request)
}

func do(t testing.TB, transport http.RoundTripper, request *http.Request) reply {
	t.Helper()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, string(body), response.Header}
}

// backend is a back end on loopback that says what it was asked.
func backend(t testing.TB, name string) (port int) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
			fmt.Fprintf(w, "x=%s", r.Header.Get("X-Test"))
			return
		}
		w.Header().Set("X-Own", "back end")
		fmt.Fprintf(w, "%s %s %s proto=%s for=%s x=%s", name, r.Host, r.RequestURI, r.Header.Get("X-Forwarded-Proto"), r.Header.Get("X-Forwarded-For"), r.Header.Get("X-Test"))
	}))
	t.Cleanup(s.Close)
	return s.Listener.Addr().(*net.TCPAddr).Port
}

// certificate writes a certificate for the site and its key.
func certificate(t testing.TB) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "shop.example.net"}, DNSNames: []string{"shop.example.net"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	directory := t.TempDir()
	certificate, key = filepath.Join(directory, "site.pem"), filepath.Join(directory, "site.key")
	writeFile(t, certificate, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	writeFile(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})))
	return certificate, key
}
