package nginx

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// conf is what nginx would have of the emitted files: everything in http.
func conf(t testing.TB, src string) string {
	t.Helper()
	text, diags := all(t, src)
	if diags.HasErrors() {
		t.Fatalf("%v\n%s", diags, src)
	}
	return text
}

// certificate writes a certificate for localhost and its key.
func certificate(t testing.TB, dir string) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "site.example"}, DNSNames: []string{"site.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: cert}, keyFile: {Type: "EC PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certFile, keyFile
}

// everything is an estate that uses all that nginx 1.22 has. Its addresses are
// on loopback and its files in dir, so that the daemon can take it as it is.
// section is added to it.
func everything(t testing.TB, dir, version, section string) string {
	cert, key := certificate(t, dir)
	return fmt.Sprintf(`
host "lb" {
  platform      = "debian12"
  nginx_version = %q
}
balancer "plain" {
  member "127.0.0.1" {
    port         = 8081
    weight       = 2
    max_fails    = 3
    fail_timeout = "30s"
  }
  member "127.0.0.2" {
    port   = 8081
    backup = true
  }
  member "127.0.0.3" {
    port = 8081
    down = true
  }
}
balancer "sessions" {
  method = "ip_hash"
  member "127.0.0.1" { port = 8081 }
}
%s
virtual_host "plain.example" {
  server         = "nginx"
  hosts          = [host.lb]
  listen         = ["127.0.0.1:%d"]
  aliases        = ["*.plain.example", "192.0.2.1"]
  default_server = true
  document_root  = "/srv/www"
  access_log "%[5]s/access.log" {}
  error_log "%[5]s/error.log" { level = "warn" }
  location "/" {
    balancer         = balancer.plain
    next_upstream    = ["error", "timeout", "http_502"]
    connect_timeout  = "1500ms"
    send_timeout     = "10s"
    read_timeout     = "10s"
    buffering        = false
    request_headers  = { X-A = "it's; {odd} \"#\" $remote_port", X-B = "" }
    response_headers = { X-Frame-Options = "DENY" }
    allow            = ["127.0.0.0/8"]
  }
  location "/api/" {
    balancer     = balancer.sessions
    backend_path = "/v1/"
  }
  location "/static" { root = "/srv/static files" }
  location "/old" { redirect = "https://example.org/?a=b" }
  location "/a%%20b;c" { exclude = true }
}
virtual_host "tls.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:%[4]d"]
  tls {
    certificate     = %[6]q
    certificate_key = %[7]q
    ciphers         = "HIGH:!aNULL"
    hsts            = "24h"
  }
  location "/" { balancer = balancer.plain }
}
`, version, section, freePort(t), freePort(t), dir, cert, key)
}

// The daemon takes what was written for it, and the older dialects as well.
func TestDaemonTakesEmitted(t *testing.T) {
	dir := t.TempDir()
	const newer = `
balancer "newer" {
  method             = "hash"
  hash_key           = "$request_uri"
  hash_consistent    = true
  zone               = "64k"
  keepalive          = 8
  keepalive_requests = 100
  keepalive_timeout  = "30s"
  keepalive_time     = "1h"
  scheme             = "https"
  member "127.0.0.1" {
    port      = 8443
    max_conns = 10
  }
  member "::1" { port = 8443 }
}
balancer "random" {
  method     = "random"
  random_two = true
  member "127.0.0.1" { port = 8081 }
}
balancer "least" {
  method    = "least_conn"
  keepalive = 4
  member "127.0.0.1" { port = 8081 }
}
virtual_host "newer.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:8099"]
  location "/" {
    balancer              = balancer.newer
    next_upstream         = ["http_403", "http_429", "non_idempotent"]
    next_upstream_tries   = 2
    next_upstream_timeout = "3s"
  }
  location "/r" { balancer = balancer.random }
  location "/ws" {
    balancer  = balancer.least
    websocket = true
  }
  location "/p" {
    redirect        = "https://example.org/"
    redirect_status = 308
  }
}`
	for version, section := range map[string]string{"1.22.1": newer, "1.9.5": "", "1.0.15": "", "0.9.6": "", "0.8.55": "", "0.8.20": "", "0.7.36": ""} {
		t.Run(version, func(t *testing.T) {
			src := everything(t, dir, version, section)
			if said := nginxTest(t, dir, "events {}\nhttp {\n"+conf(t, src)+"\n}\n"); strings.Contains(said, "[emerg]") || strings.Contains(said, "[warn]") {
				t.Errorf("nginx says: %s\n%s", said, conf(t, src))
			}
		})
	}
}

// seen is what a back end got.
type seen struct {
	Member, Host, Path, Proto, Connection string
	Header                                http.Header
}

// backEnd is a real back end that answers with what it got.
func backEnd(t testing.TB, name string) (port int) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Frame-Options", "from the back end")
		_ = json.NewEncoder(w).Encode(seen{Member: name, Host: r.Host, Path: r.RequestURI, Proto: r.Proto, Connection: r.Header.Get("Connection"), Header: r.Header})
	}))
	t.Cleanup(server.Close)
	return server.Listener.Addr().(*net.TCPAddr).Port
}

// ask sends a request for a host's path through nginx and returns what the back
// end saw of it.
func ask(t testing.TB, port int, host, path string, fields ...string) seen {
	t.Helper()
	var s seen
	body := get(t, port, host, path, fields...)
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	return s
}

// Requests through the emitted configuration reach the back ends, with what the
// client sent, and a dead back end is survived.
func TestDaemonServesEmitted(t *testing.T) {
	daemon(t)
	port, dead := freePort(t), freePort(t)
	one, two := backEnd(t, "one"), backEnd(t, "two")
	startNginx(t, port, conf(t, fmt.Sprintf(`
host "lb" { platform = "debian12" }
balancer "pool" {
  member "one" {
    address = "127.0.0.1"
    port    = %d
  }
  member "two" {
    address = "127.0.0.1"
    port    = %d
  }
  member "dead" {
    address = "127.0.0.1"
    port    = %d
  }
}
balancer "kept" {
  keepalive = 4
  member "127.0.0.1" { port = %[1]d }
}
virtual_host "site.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:%[4]d"]
  location "/" {
    balancer         = balancer.pool
    request_headers  = { X-Odd = "a;b {c} \"d\" 'e' \\f\\n #g $request_method" }
    response_headers = { X-Frame-Options = "DENY" }
  }
  location "/kept/" {
    balancer     = balancer.kept
    backend_path = "/v1/"
  }
  location "/ws" {
    balancer  = balancer.pool
    websocket = true
  }
  location "/plain" {
    balancer      = balancer.pool
    preserve_host = false
    forwarded_for = false
  }
  location "/a%%20b" { balancer = balancer.pool }
}
virtual_host "other.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:%[4]d"]
  location "/" { balancer = balancer.pool }
}
`, one, two, dead, port)))

	members := make(map[string]int)
	for range 12 {
		s := ask(t, port, "site.example", "/x/%2F?q=1")
		members[s.Member]++
		want := seen{Member: s.Member, Host: "site.example", Path: "/x/%2F?q=1", Proto: "HTTP/1.0", Connection: "close", Header: s.Header}
		if diff := cmp.Diff(want, s); diff != "" {
			t.Errorf("the back end saw (-want +got):\n%s", diff)
		}
		for name, want := range map[string]string{
			"X-Real-Ip": "127.0.0.1", "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "http",
			"X-Odd": `a;b {c} "d" 'e' \f\n #g GET`,
		} {
			if got := s.Header.Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	}
	if members["one"] == 0 || members["two"] == 0 {
		t.Errorf("requests by member: %v", members)
	}
	for _, tc := range []struct {
		host, path string
		want       seen
	}{
		{"SITE.example:81", "/", seen{Host: "site.example:81", Path: "/", Proto: "HTTP/1.0", Connection: "close"}},
		{"other.example", "/y", seen{Host: "other.example", Path: "/y", Proto: "HTTP/1.0", Connection: "close"}},
		{"site.example", "/kept/a", seen{Host: "site.example", Path: "/v1/a", Proto: "HTTP/1.1"}},
		{"site.example", "/ws", seen{Host: "site.example", Path: "/ws", Proto: "HTTP/1.1", Connection: "close"}},
		{"site.example", "/plain", seen{Host: "pool", Path: "/plain", Proto: "HTTP/1.0", Connection: "close"}},
		{"site.example", "/a%20b", seen{Host: "site.example", Path: "/a%20b", Proto: "HTTP/1.0", Connection: "close"}},
	} {
		got := ask(t, port, tc.host, tc.path)
		if tc.path == "/plain" && got.Header.Get("X-Forwarded-For") != "" {
			t.Error("X-Forwarded-For is sent though it is switched off")
		}
		got.Member, got.Header = "", nil
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s%s (-want +got):\n%s", tc.host, tc.path, diff)
		}
	}
}

// A WebSocket's upgrade is passed on.
func TestDaemonUpgrades(t *testing.T) {
	daemon(t)
	port := freePort(t)
	startNginx(t, port, conf(t, fmt.Sprintf(`
host "lb" { platform = "debian12" }
balancer "pool" {
  keepalive = 4
  member "127.0.0.1" { port = %d }
}
virtual_host "site.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:%d"]
  location "/" {
    balancer  = balancer.pool
    websocket = true
  }
}
`, backEnd(t, "one"), port)))
	s := ask(t, port, "site.example", "/", "Connection", "Upgrade", "Upgrade", "websocket")
	if s.Connection != "upgrade" || s.Header.Get("Upgrade") != "websocket" {
		t.Errorf("the back end saw Connection %q, Upgrade %q", s.Connection, s.Header.Get("Upgrade"))
	}
	if s := ask(t, port, "site.example", "/"); s.Connection != "" || s.Header.Get("Upgrade") != "" {
		t.Errorf("without an upgrade it saw Connection %q, Upgrade %q", s.Connection, s.Header.Get("Upgrade"))
	}
}

// What nginx answers by itself: TLS with HTTP/2, files, redirects, restrictions.
func TestDaemonAnswers(t *testing.T) {
	daemon(t)
	dir := t.TempDir()
	cert, key := certificate(t, dir)
	files := filepath.Join(dir, "some; {files}")
	if err := os.MkdirAll(files, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(files, "a.txt"), []byte("a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	port := freePort(t)
	// The worker runs as the user who starts nginx, who alone can read dir.
	startNginx(t, port, conf(t, fmt.Sprintf(`
host "lb" { platform = "debian12" }
balancer "pool" {
  member "127.0.0.1" { port = %d }
}
virtual_host "site.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:%d"]
  tls {
    certificate     = %q
    certificate_key = %q
    http2           = true
    hsts            = "24h"
  }
  location "/" {
    balancer         = balancer.pool
    response_headers = { X-Frame-Options = "DENY" }
  }
  location "/static" { root = %q }
  location "/old" {
    redirect        = "https://example.org/?a=b"
    redirect_status = 301
  }
  location "/closed" {
    balancer = balancer.pool
    allow    = ["192.0.2.0/24"]
  }
  location "/a$b;c'd" { redirect = "https://example.org/odd" }
}
`, backEnd(t, "one"), port, cert, key, files)))
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true, ServerName: "site.example"},
		ForceAttemptHTTP2: true,
	}
	defer transport.CloseIdleConnections()
	for _, tc := range []struct {
		path     string
		status   int
		body     string // "" for any
		location string
	}{
		{"/", 200, "", ""},
		{"/static/a.txt", 200, "a file", ""},
		{"/static", 301, "", fmt.Sprintf("https://site.example:%d/static/", port)},
		{"/static?a=b", 301, "", fmt.Sprintf("https://site.example:%d/static/?a=b", port)},
		{"/old/x", 301, "", "https://example.org/?a=b"},
		{"/closed", 403, "", ""},
		{"/a$b;c'd", 302, "", "https://example.org/odd"},
	} {
		res, body := request(t, transport, fmt.Sprintf("https://127.0.0.1:%d%s", port, tc.path), "site.example")
		if res.StatusCode != tc.status || tc.body != "" && body != tc.body || res.Header.Get("Location") != tc.location {
			t.Errorf("%s: %d, %q, Location %q", tc.path, res.StatusCode, body, res.Header.Get("Location"))
		}
		if res.ProtoMajor != 2 {
			t.Errorf("%s: answered by %s", tc.path, res.Proto)
		}
		if hsts := res.Header.Values("Strict-Transport-Security"); len(hsts) != 1 || hsts[0] != "max-age=86400" {
			t.Errorf("%s: Strict-Transport-Security %q", tc.path, hsts)
		}
		if frame := res.Header.Values("X-Frame-Options"); tc.path == "/" && (len(frame) != 1 || frame[0] != "DENY") {
			t.Errorf("X-Frame-Options %q", frame)
		}
	}
}

// A hostile string in a header reaches the back end as it is.
func TestDaemonPassesHostileStrings(t *testing.T) {
	daemon(t)
	port := freePort(t)
	member := backEnd(t, "one")
	vars := make(map[string]string)
	var declared, locations strings.Builder
	for i, s := range hostile {
		if strings.ContainsAny(s, "$\n\x00\t\r") || strings.TrimSpace(s) != s {
			continue // an error, or blanks that HTTP itself cuts off
		}
		name := fmt.Sprintf("s%d", i)
		vars[name] = s
		fmt.Fprintf(&declared, "variable %q { type = string }\n", name)
		fmt.Fprintf(&locations, "location \"/%s/\" {\n balancer = balancer.pool\n request_headers = { X-Test = var.%[1]s }\n}\n", name)
	}
	top := read(t, declared.String()+fmt.Sprintf(`
host "lb" { platform = "debian12" }
balancer "pool" {
  member "127.0.0.1" { port = %d }
}
virtual_host "site.example" {
  server = "nginx"
  hosts  = [host.lb]
  listen = ["127.0.0.1:%d"]
  %s
}
`, member, port, locations.String()), vars)
	texts, diags := emit(t, top)
	if len(diags) > 0 || len(vars) < 20 {
		t.Fatalf("%d strings, %v", len(vars), diags)
	}
	startNginx(t, port, strings.Join(slices.Collect(maps.Values(texts)), "\n"))
	for name, want := range vars {
		if got := ask(t, port, "site.example", "/"+name+"/").Header.Get("X-Test"); got != want {
			t.Errorf("%q arrives as %q", want, got)
		}
	}
}
