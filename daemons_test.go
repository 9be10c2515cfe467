package hagen_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/topology"
)

// web is the web tier of an example, as it is built for this machine: what is
// replaced stands in the topology, never in what hagen made of it.
type web struct {
	example string
	vars    map[string]string
	site    string                  // the Host that clients ask for
	local   func(s *stand) []string // pairs of old and new text
}

// stand is where a web tier is tried out.
type stand struct {
	dir           string
	apache, nginx int // ports
	member        int // the port of both back ends, on 127.0.0.2 and 127.0.0.3
}

var webs = []web{
	{
		example: "everlinux", vars: map[string]string{"web_platform": "debian12"}, site: "everlinux-homolog.com",
		local: func(s *stand) []string {
			return []string{
				`aliases = ["200.24.12.34"]`, fmt.Sprintf("aliases = [\"200.24.12.34\"]\n  listen = [\"127.0.0.1:%d\"]", s.apache),
				`listen = ["202.34.52.24:80"]`, fmt.Sprintf(`listen = ["127.0.0.1:%d"]`, s.nginx),
				"10.10.23.53", "127.0.0.2", "10.10.23.56", "127.0.0.3",
				"port         = 80", fmt.Sprintf("port = %d", s.member),
				"/var/log/httpd", s.dir, "/var/log/nginx", s.dir,
			}
		},
	},
	{
		example: "debian", site: "www.example.net",
		local: func(s *stand) []string {
			return []string{
				`"apache.example.net"`, `"www.example.net"`,
				"for_each = local.ports\n    labels   = [\"127.0.0.1\"]", "for_each = [\"127.0.0.2\", \"127.0.0.3\"]\n    labels   = [member.value]",
				"port  = member.value", fmt.Sprintf("port  = %d", s.member),
				"server = \"apache\"\n  hosts  = [host.lb-apache]\n  listen = [\"*:8080\"]", fmt.Sprintf("server = \"apache\"\n  hosts  = [host.lb-apache]\n  listen = [\"127.0.0.1:%d\"]", s.apache),
				"server = \"nginx\"\n  hosts  = [host.lb-nginx]\n  listen = [\"*:8080\"]", fmt.Sprintf("server = \"nginx\"\n  names  = [\"www.example.net\"]\n  hosts  = [host.lb-nginx]\n  listen = [\"127.0.0.1:%d\"]", s.nginx),
				"/var/log/apache2", s.dir, "/var/log/nginx", s.dir,
			}
		},
	},
}

// The output of every example, built for Debian 12: the daemons accept it, and
// pass requests to two real back ends, with the client's Host; one of which may die.
func TestDaemonsServeTheExamples(t *testing.T) {
	for _, w := range webs {
		t.Run(w.example, func(t *testing.T) {
			apache := program(t, "apache2", "/usr/sbin/apache2")
			nginx := program(t, "nginx", "/usr/sbin/nginx")
			s := &stand{dir: t.TempDir(), apache: freePort(t, "127.0.0.1"), nginx: freePort(t, "127.0.0.1"), member: freePort(t, "127.0.0.2")}
			outputs := w.build(t, s)

			first, second := startBackEnd(t, "127.0.0.2", s.member), startBackEnd(t, "127.0.0.3", s.member)
			startApache(t, apache, s, outputs)
			startNginx(t, nginx, s, outputs)
			for name, port := range map[string]int{"apache": s.apache, "nginx": s.nginx} {
				seen := make(map[string]bool)
				for range 8 {
					seen[ask(t, name, port, w.site)] = true
				}
				if name == "apache" && len(seen) != 2 { // nginx hashes the address of the one client in everlinux
					t.Errorf("%s: %d back ends were reached", name, len(seen))
				}
			}
			followable(t, "apache", s.apache, w.site)
			stop(first)
			for name, port := range map[string]int{"apache": s.apache, "nginx": s.nginx} {
				for range 4 {
					if by := ask(t, name, port, w.site); by != "127.0.0.3" {
						t.Errorf("%s: %s answered after its end", name, by)
					}
				}
			}
			stop(second)
		})
	}
}

// The output for every platform, as far as the daemons of today read its dialect:
// they find no fault with it.
func TestDaemonsAcceptThePlatforms(t *testing.T) {
	src, err := os.ReadFile("testdata/build/platforms/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	text := strings.NewReplacer("/var/log/web", dir, "*:8081", fmt.Sprintf("*:%d", freePort(t, "127.0.0.1"))).Replace(string(src))
	result, diags := hagen.Build(map[string][]byte{"t.hcl": []byte(text)}, hagen.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	hosts := make(map[string]map[string]string)
	for _, o := range result.Outputs {
		if hosts[o.Host] == nil {
			hosts[o.Host] = make(map[string]string)
		}
		hosts[o.Host][o.Path] = string(o.Content)
	}
	if len(hosts) != 7 {
		t.Fatalf("%d hosts", len(hosts))
	}
	for host, files := range hosts {
		t.Run("apache2 "+host, func(t *testing.T) { acceptApache(t, files) })
		t.Run("nginx "+host, func(t *testing.T) { acceptNginx(t, files) })
	}
}

// acceptApache lets httpd check the files as a host of Red Hat's or Debian's has
// them: the modules' before the sites'.
func acceptApache(t *testing.T, files map[string]string) {
	apache := program(t, "apache2", "/usr/sbin/apache2")
	dir := t.TempDir()
	if err := os.Symlink("/usr/lib/apache2/modules", filepath.Join(dir, "modules")); err != nil {
		t.Fatal(err)
	}
	modules := []string{"mpm_event", "authz_core"} // of every distribution's own
	var names []string
	for path, content := range files {
		if !strings.Contains(path, "httpd") && !strings.Contains(path, "apache2") {
			continue
		}
		names = append(names, path)
		write(t, filepath.Join(dir, filepath.Base(path)), content)
		if m := enabled.FindStringSubmatch(content); m != nil {
			modules = append(modules, strings.Fields(m[1])...)
		}
		if strings.Contains(content, "NameVirtualHost") { // what 2.2 has in other modules or built in
			modules = append(modules, "access_compat", "slotmem_shm", "proxy", "proxy_balancer", "lbmethod_byrequests")
		}
	}
	if len(names) == 0 {
		t.Fatal("no files for Apache")
	}
	slices.Sort(names) // conf.d/00-hagen, or conf.modules.d after conf.d: its modules go first
	slices.SortStableFunc(names, func(a, b string) int {
		return strings.Count(b, "conf.modules.d") - strings.Count(a, "conf.modules.d")
	})
	var conf strings.Builder
	fmt.Fprintf(&conf, "ServerRoot %s\nPidFile %[1]s/pid\nErrorLog %[1]s/log\nServerName localhost\nListen 127.0.0.1:1\n", dir)
	for _, m := range modules {
		fmt.Fprintf(&conf, "<IfModule !%s_module>\nLoadModule %[1]s_module modules/mod_%[1]s.so\n</IfModule>\n", m)
	}
	conf.WriteString("LogFormat %h combined\n")
	for _, name := range names {
		fmt.Fprintf(&conf, "Include %s\n", filepath.Base(name))
	}
	main := filepath.Join(dir, "httpd.conf")
	write(t, main, conf.String())
	judge(t, apache, "-t", "-d", dir, "-f", main)
}

// acceptNginx lets nginx check the files in its http block.
func acceptNginx(t *testing.T, files map[string]string) {
	nginx := program(t, "nginx", "/usr/sbin/nginx")
	dir := t.TempDir()
	n := 0
	for path, content := range files {
		if strings.Contains(path, "nginx") {
			write(t, filepath.Join(dir, filepath.Base(path)), content)
			n++
		}
	}
	if n != 2 {
		t.Fatalf("%d files for nginx", n)
	}
	main := filepath.Join(dir, "nginx.main")
	write(t, main, fmt.Sprintf("pid %s/pid;\nerror_log %[1]s/log;\nevents {}\nhttp {\n    include %[1]s/*.conf;\n}\n", dir))
	judge(t, nginx, "-t", "-c", main, "-e", filepath.Join(dir, "log"))
}

// build builds the web hosts of an example for this machine.
func (w *web) build(t *testing.T, s *stand) map[string]string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("examples", w.example, "topology.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(w.local(s)...).Replace(string(src))
	result, diags := hagen.Build(map[string][]byte{"t.hcl": []byte(text)}, hagen.Options{Variables: topology.Options{Vars: w.vars}})
	if diags.HasErrors() {
		t.Fatalf("%v\n%s", diags, text)
	}
	outputs := make(map[string]string)
	for _, o := range result.Outputs {
		if strings.Contains(o.Path, "apache2") || strings.Contains(o.Path, "nginx") {
			outputs[o.Path] = string(o.Content)
		}
	}
	if len(outputs) < 3 {
		t.Fatalf("the web hosts have only %d files", len(outputs))
	}
	return outputs
}

// program finds a daemon, which may stand outside of a user's path.
func program(t *testing.T, name, path string) string {
	t.Helper()
	if found, err := exec.LookPath(name); err == nil {
		return found
	}
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

func freePort(t *testing.T, address string) int {
	t.Helper()
	l, err := net.Listen("tcp", address+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// startBackEnd serves what a back end sees of a request, and its own address.
func startBackEnd(t *testing.T, address string, port int) *http.Server {
	t.Helper()
	l, err := net.Listen("tcp", fmt.Sprintf("%s:%d", address, port))
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			w.Header().Set("Location", fmt.Sprintf("http://%s:%d/there", address, port))
			w.WriteHeader(http.StatusFound)
			return
		}
		fmt.Fprintf(w, "%s|%s|%s|%s|%s", address, r.Host, r.URL.Path, r.Header.Get("X-Forwarded-Proto"), r.Header.Get("X-Forwarded-For"))
	})}
	server.SetKeepAlivesEnabled(false) // a stopped back end must not live on in a pooled connection
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { stop(server) })
	return server
}

func stop(server *http.Server) { _ = server.Close() }

// send sends a request for a host and returns the answer, a redirect included.
func send(t *testing.T, daemon string, port int, host, path string) *http.Response {
	t.Helper()
	client := &http.Client{
		Timeout:       5 * time.Second,
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	req, err := http.NewRequest(http.MethodGet, fmt.Sprintf("http://127.0.0.1:%d%s", port, path), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = host
	resp, err := client.Do(req)
	if err != nil {
		t.Fatalf("%s: %v", daemon, err)
	}
	return resp
}

// ask sends a request and checks what the back end saw of it; it returns which
// back end that was.
func ask(t *testing.T, daemon string, port int, site string) string {
	t.Helper()
	host := fmt.Sprintf("%s:%d", site, port)
	resp := send(t, daemon, port, host, "/a/b")
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	fields := strings.Split(string(body), "|")
	if resp.StatusCode != http.StatusOK || len(fields) != 5 {
		t.Fatalf("%s: status %d: %s", daemon, resp.StatusCode, body)
	}
	want := strings.Join([]string{fields[0], host, "/a/b", "http", "127.0.0.1"}, "|")
	if got := string(body); got != want {
		t.Errorf("%s: the back end saw %s, want %s", daemon, got, want)
	}
	return fields[0]
}

// followable checks that a back end's redirect to its own address leads the
// client to the site.
func followable(t *testing.T, daemon string, port int, site string) {
	t.Helper()
	host := fmt.Sprintf("%s:%d", site, port)
	resp := send(t, daemon, port, host, "/moved")
	resp.Body.Close()
	if location := resp.Header.Get("Location"); location != "http://"+host+"/there" {
		t.Errorf("%s: the client was sent to %s", daemon, location)
	}
}

var enabled = regexp.MustCompile(`(?m)^# To enable it: a2enmod (.*) && a2ensite`)

// startApache runs httpd with the modules that the generated file asks for and
// those that Debian always loads, after its own check of the configuration.
func startApache(t *testing.T, apache string, s *stand, outputs map[string]string) {
	t.Helper()
	var conf strings.Builder
	fmt.Fprintf(&conf, "ServerRoot %s\nPidFile %s/apache.pid\nErrorLog %s/apache.log\nServerName localhost\nMutex pthread\n", s.dir, s.dir, s.dir)
	modules := []string{"mpm_event", "authn_core", "authz_core", "authz_host", "log_config"}
	for path, content := range outputs {
		if !strings.Contains(path, "apache2") {
			continue
		}
		if m := enabled.FindStringSubmatch(content); m != nil {
			modules = append(modules, strings.Fields(m[1])...)
		}
	}
	for _, m := range modules {
		fmt.Fprintf(&conf, "<IfModule !%s_module>\nLoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n</IfModule>\n", m, m, m)
	}
	conf.WriteString("LogFormat \"%h %l %u %t \\\"%r\\\" %>s %O \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\"\" combined\n")
	for path, content := range outputs {
		if strings.Contains(path, "apache2") {
			name := filepath.Join(s.dir, filepath.Base(path))
			write(t, name, content)
			fmt.Fprintf(&conf, "Include %s\n", name)
		}
	}
	main := filepath.Join(s.dir, "httpd.conf")
	write(t, main, conf.String())
	judge(t, apache, "-t", "-f", main)
	serve(t, s.apache, apache, "-X", "-f", main)
}

// startNginx runs nginx with the generated files in its http block, after its own
// check of the configuration.
func startNginx(t *testing.T, nginx string, s *stand, outputs map[string]string) {
	t.Helper()
	folder := filepath.Join(s.dir, "conf.d")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, content := range outputs {
		if strings.Contains(path, "nginx") {
			write(t, filepath.Join(folder, filepath.Base(path)), content)
		}
	}
	main := filepath.Join(s.dir, "nginx.conf")
	write(t, main, fmt.Sprintf(`daemon off;
master_process off;
pid %[1]s/nginx.pid;
error_log %[1]s/nginx.log;
events {}
http {
    access_log off;
    client_body_temp_path %[1]s/body;
    proxy_temp_path %[1]s/proxy;
    fastcgi_temp_path %[1]s/fastcgi;
    uwsgi_temp_path %[1]s/uwsgi;
    scgi_temp_path %[1]s/scgi;
    include %[1]s/conf.d/*.conf;
}
`, s.dir))
	judge(t, nginx, "-t", "-c", main, "-e", filepath.Join(s.dir, "nginx.log"))
	serve(t, s.nginx, nginx, "-c", main, "-e", filepath.Join(s.dir, "nginx.log"))
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// judge asks a daemon whether it accepts its configuration.
func judge(t *testing.T, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// serve runs a daemon in the foreground until the test ends, and waits until it
// listens.
func serve(t *testing.T, port int, args ...string) {
	t.Helper()
	var out bytes.Buffer
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait()
	})
	for range 100 {
		if c, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second); err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s does not listen on %d:\n%s", args[0], port, out.String())
}
