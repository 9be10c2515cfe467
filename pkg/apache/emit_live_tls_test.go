package apache

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLiveTLS speaks TLS to a site, and plain http to what redirects to it.
func TestLiveTLS(t *testing.T) {
	t.Parallel()
	certificate, key := certificate(t)
	s := install(t, estate{
		ports: []int{backend(t, "one"), backend(t, "one")},
		virtualHost: fmt.Sprintf(`
  aliases = ["*.shop.example.net"]
  tls {
    certificate     = %q
    certificate_key = %q
    redirect_http   = true
    http2           = true
    hsts            = "24h"
  }
  location "/" { balancer = balancer.pool }
`, certificate, key),
	})
	// The distribution listens on port 80; a test cannot.
	plain := s.port
	s.port = freePort(t)
	site := filepath.Join(s.root, "sites", "shop.example.net.conf")
	text := strings.ReplaceAll(s.sites(t), fmt.Sprintf("127.0.0.1:%d", plain), fmt.Sprintf("127.0.0.1:%d", s.port))
	text = strings.ReplaceAll(text, "127.0.0.1:80>", fmt.Sprintf("127.0.0.1:%d>", plain))
	text = strings.ReplaceAll(text, fmt.Sprintf("https://%%{SERVER_NAME}:%d", plain), "https://%{SERVER_NAME}:8443")
	writeFile(t, site, text+fmt.Sprintf("Listen 127.0.0.1:%d\n", plain))
	if err := os.Remove(filepath.Join(s.root, "sites", "00-hagen.conf")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, site, text[strings.LastIndex(text, "# Code"):]+fmt.Sprintf("Listen 127.0.0.1:%d\nListen 127.0.0.1:%d https\n", plain, s.port))
	s.start(t)

	transport := &http.Transport{
		ForceAttemptHTTP2: true,
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true, ServerName: "shop.example.net"},
	}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+s.address()+"/x", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "shop.example.net"
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if got := string(body); response.ProtoMajor != 2 || !strings.HasPrefix(got, "one shop.example.net /x proto=https ") {
		t.Errorf("%s %q", response.Proto, got)
	}
	if diff := cmp.Diff([]string{"max-age=86400"}, response.Header.Values("Strict-Transport-Security")); diff != "" {
		t.Error(diff)
	}
	if v := response.TLS.Version; v != tls.VersionTLS13 {
		t.Errorf("TLS version %x", v)
	}

	request, err = http.NewRequestWithContext(t.Context(), http.MethodGet, fmt.Sprintf("http://127.0.0.1:%d/a%%20b/c%%25d?e=%%2F&f", plain), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "www.shop.example.net"
	got := do(t, http.DefaultTransport, request)
	if want := "https://www.shop.example.net:8443/a%20b/c%25d?e=%2F&f"; got.status != 301 || got.header.Get("Location") != want {
		t.Errorf("%d %q, not %q", got.status, got.header.Get("Location"), want)
	}
}

// TestLiveWebSocket passes an upgrade to a back end, by each of the two ways that
// httpd has had, and beside it what asks for none.
func TestLiveWebSocket(t *testing.T) {
	for _, version := range []string{"", "2.4.37"} {
		t.Run("httpd "+version, func(t *testing.T) {
			t.Parallel()
			port := echoBackend(t)
			s := install(t, estate{
				version: version, ports: []int{port, echoBackend(t)},
				balancer: "sticky {}",
				virtualHost: `
  location "/" {
    balancer  = balancer.pool
    websocket = true
  }
  location "/chat/" {
    balancer     = balancer.pool
    backend_path = "/c$1%25/"
    websocket    = true
  }
  location "/api" { balancer = balancer.plain }
  location "/a*b%20c/" {
    balancer  = balancer.pool
    websocket = true
  }
`,
				more: fmt.Sprintf("balancer \"plain\" {\n  member \"127.0.0.1\" { port = %d }\n}", backend(t, "plain")),
			})
			s.start(t)
			for path, want := range map[string]string{"/x/y?q=1": "/x/y?q=1", "/chat/r": "/c$1%25/r", "/a*b%20c/d": "/a*b%20c/d"} {
				if got := s.echo(t, path); got != want {
					t.Errorf("%s: %q, not %q", path, got, want)
				}
			}
			if got := s.get(t, "/api/x", "Upgrade", "websocket", "Connection", "Upgrade").body; !strings.HasPrefix(got, "plain shop.example.net /api/x ") {
				t.Error(got)
			}
			if got := s.get(t, "/other").body; got != "no upgrade /other" {
				t.Error(got)
			}
		})
	}
}

// echoBackend answers a request to upgrade with the path that it saw.
func echoBackend(t testing.TB) (port int) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
			fmt.Fprintf(w, "no upgrade %s", r.RequestURI)
			return
		}
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		fmt.Fprintf(c, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n%s %s\n", r.Host, r.RequestURI)
	}))
	t.Cleanup(s.Close)
	return s.Listener.Addr().(*net.TCPAddr).Port
}

// echo upgrades a connection and returns the path that the back end saw.
func (s *server) echo(t testing.TB, path string) string {
	t.Helper()
	c, err := net.Dial("tcp", s.address())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: shop.example.net\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", path)
	r := bufio.NewReader(c)
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusSwitchingProtocols {
		return response.Status
	}
	line, err := r.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(strings.TrimSpace(line), "shop.example.net ")
}

// TestLiveHealthCheck: a member that answers requests and not its check is taken
// out before a user meets it.
func TestLiveHealthCheck(t *testing.T) {
	t.Parallel()
	var sick atomic.Bool
	checked := make(chan string, 100)
	member := func(name string, mayFall bool) int {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/healthz" {
				select {
				case checked <- r.Method + " " + r.RequestURI:
				default:
				}
				if mayFall && sick.Load() {
					fmt.Fprint(w, "out of order")
					return
				}
			}
			fmt.Fprintf(w, "%s is a/b", name)
		}))
		t.Cleanup(s.Close)
		return s.Listener.Addr().(*net.TCPAddr).Port
	}
	s := install(t, estate{
		ports: []int{member("one", false), member("two", true)},
		balancer: `health_check {
    uri         = "/healthz"
    interval    = "1s"
    statuses    = [200, 204]
    body_regexp = "^(one|two) is a/b$"
  }`,
	})
	s.start(t)
	two := func() int {
		n := 0
		for range 10 {
			if strings.HasPrefix(s.get(t, "/").body, "two") {
				n++
			}
		}
		return n
	}
	select {
	case got := <-checked:
		if got != "GET /healthz" {
			t.Errorf("checked by %q", got)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("no check")
	}
	if n := two(); n != 5 {
		t.Errorf("while it is well, the second member has %d of 10", n)
	}
	sick.Store(true)
	deadline := time.Now().Add(10 * time.Second)
	for two() > 0 {
		if time.Now().After(deadline) {
			t.Fatal("the second member still serves")
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// TestLiveLogs: logs are rotated into files of exactly the names asked for,
// whatever a shell would make of them.
func TestLiveLogs(t *testing.T) {
	for _, platform := range []string{"debian12", "rhel6"} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			s := install(t, estate{
				platform: platform,
				ports:    []int{freePort(t), freePort(t)}, // nobody answers: an error to log
				virtualHost: `
  error_log "/var/log/httpd/err $(touch x);\"|*.%Y" {
    level  = "info"
    rotate = { every = "24h", utc_offset = "-3h" }
  }
  access_log "/var/log/httpd/plain log" {}
  access_log "/var/log/httpd/acc.%Y" {
    rotate = { every = "24h", local_time = true }
  }
  location "/" { balancer = balancer.pool }
`,
			})
			s.start(t)
			s.get(t, "/")
			year := fmt.Sprint(time.Now().Year())
			for _, name := range []string{`err $(touch x);"|*.` + year, "plain log", "acc." + year} {
				path := filepath.Join(s.root, "logs", name)
				deadline := time.Now().Add(5 * time.Second)
				for {
					if _, err := os.Stat(path); err == nil {
						break
					} else if time.Now().After(deadline) {
						list, _ := filepath.Glob(filepath.Join(s.root, "logs", "*"))
						t.Fatalf("%v among %q", err, list)
					}
					time.Sleep(20 * time.Millisecond)
				}
			}
		})
	}
}
