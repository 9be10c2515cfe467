package apache

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// release is a dialect that the installed httpd still reads.
type release struct{ platform, version string }

var releases = []release{
	{"debian12", ""}, {"debian13", ""}, {"rhel9", ""}, {"rhel8", ""}, {"rhel7", ""}, {"rhel6", ""}, {"rhel5", ""},
}

// TestLiveProxy runs the output for every platform: requests come through as the
// client sent them, whatever becomes of a back end.
func TestLiveProxy(t *testing.T) {
	for _, r := range releases {
		t.Run(r.platform, func(t *testing.T) {
			t.Parallel()
			dead := freePort(t)
			one := backend(t, "one")
			s := install(t, estate{platform: r.platform, ports: []int{one, dead}})
			s.start(t)
			for range 8 {
				got := s.get(t, "/a//b?c=d%2Fe")
				want := "one shop.example.net /a/b?c=d%2Fe proto=http for=127.0.0.1 x="
				if got.status != 200 || got.body != want && got.body != strings.Replace(want, "/a/b", "/a//b", 1) {
					t.Fatalf("%d %q, not %q", got.status, got.body, want)
				}
			}
			if got := s.get(t, "/").body; !strings.HasPrefix(got, "one shop.example.net / ") {
				t.Error(got)
			}
			got := s.get(t, fmt.Sprintf("/x?to=http://127.0.0.1:%d/dest", one))
			if want := "http://shop.example.net/dest"; got.header.Get("Location") != want {
				t.Errorf("Location %q, not %q", got.header.Get("Location"), want)
			}
		})
	}
}

func TestLiveBothMembers(t *testing.T) {
	t.Parallel()
	s := install(t, estate{ports: []int{backend(t, "one"), backend(t, "two")}})
	s.start(t)
	seen := make(map[string]int)
	for range 10 {
		name, _, _ := strings.Cut(s.get(t, "/").body, " ")
		seen[name]++
	}
	if seen["one"] != 5 || seen["two"] != 5 {
		t.Error(seen)
	}
}

// TestLiveSticky: the cookie is set once and keeps the client on its member; the
// cookie of one balancer is not set for another whose name begins alike.
func TestLiveSticky(t *testing.T) {
	for _, balancer := range []string{"sticky {}", `sticky { separator = "-" }`} {
		t.Run(balancer, func(t *testing.T) {
			t.Parallel()
			one, two, other := backend(t, "one"), backend(t, "two"), backend(t, "other")
			s := install(t, estate{
				ports: []int{one, two}, balancer: balancer,
				virtualHost: `location "/" { balancer = balancer.pool }
  location "/other/" { balancer = balancer.pool2 }`,
				more: fmt.Sprintf("balancer \"pool2\" {\n  member \"127.0.0.1\" { port = %d }\n}", other),
			})
			s.start(t)
			first := s.get(t, "/")
			cookie := first.header.Get("Set-Cookie")
			if !regexp.MustCompile(`^ROUTEID=[.-]app[12]; path=/; httponly$`).MatchString(cookie) {
				t.Fatalf("cookie %q", cookie)
			}
			value, _, _ := strings.Cut(cookie, ";")
			name, _, _ := strings.Cut(first.body, " ")
			for range 6 {
				again := s.get(t, "/", "Cookie", value)
				if !strings.HasPrefix(again.body, name+" ") {
					t.Errorf("with %s: %s, not %s", value, again.body, name)
				}
				if c := again.header.Values("Set-Cookie"); len(c) > 0 {
					t.Errorf("set again: %s", c)
				}
			}
			if got := s.get(t, "/other/x"); !strings.HasPrefix(got.body, "other ") || got.header.Get("Set-Cookie") != "" {
				t.Errorf("the other balancer: %q, cookie %q", got.body, got.header.Get("Set-Cookie"))
			}
		})
	}
}

// everything uses every module that Emit knows for http.
func everything(t testing.TB) estate {
	certificate, key := certificate(t)
	return estate{
		balancer: "lbmethod = \"bybusyness\"\n sticky {}\n health_check {\n uri = \"/healthz\"\n statuses = [200]\n body_regexp = \"ok|/\"\n}",
		virtualHost: fmt.Sprintf(`
  tls {
    certificate     = %q
    certificate_key = %q
    http2           = true
    hsts            = "1h"
  }
  access_log "/var/log/httpd/a%%Y b" {
    rotate = { every = "1h", local_time = true }
  }
  location "/" { balancer = balancer.pool }
  location "/old" { redirect = "https://www.example.net/" }
  balancer_manager { allow = ["10.0.0.0/8"] }
`, certificate, key),
	}
}

// TestGuards takes away one module after the other: httpd's own check of the
// configuration must name it.
func TestGuards(t *testing.T) {
	s := install(t, everything(t))
	if out, ok := s.check(t); !ok {
		t.Fatalf("%s\n%s", out, s.sites(t))
	}
	list := regexp.MustCompile(`a2enmod (.*?) &&`).FindStringSubmatch(s.sites(t))
	if list == nil {
		t.Fatal("no a2enmod")
	}
	for _, module := range strings.Fields(list[1]) {
		if module == "authz_core" { // the test's own configuration needs it
			continue
		}
		var without []string
		for _, other := range strings.Fields(list[1]) { // modules that need it cannot load
			if other == module || module == "proxy" && strings.HasPrefix(other, "proxy_") || module == "proxy" && strings.HasPrefix(other, "lbmethod") {
				without = append(without, other)
			}
		}
		out, ok := install(t, everything(t), without...).check(t)
		if ok || !strings.Contains(out, "a2enmod "+module) {
			t.Errorf("without %s: %v, %s", module, ok, out)
		}
	}
}

// TestLiveLocations: what is said of one location holds for it and not for those
// inside it, by whatever path it is asked for.
func TestLiveLocations(t *testing.T) {
	for _, platform := range []string{"debian12", "rhel5"} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			files := filepath.Join(t.TempDir(), `a*b? [c]\d`) // which no other directory is like
			if err := os.Mkdir(files, 0o755); err != nil {
				t.Fatal(err)
			}
			writeFile(t, files+"/x.txt", "a file")
			one, one2 := backend(t, "one"), backend(t, "one")
			hostOff := "preserve_host = false"
			if platform == "rhel5" {
				hostOff = ""
			}
			s := install(t, estate{
				platform: platform,
				ports:    []int{one, one2},
				virtualHost: fmt.Sprintf(`
  document_root = %[1]q
  location "/" {
    balancer         = balancer.pool
    request_headers  = { X-Test = "root 100%%%%" }
    response_headers = { X-Own = "edge", X-Root = "1" }
  }
  location "/app/" {
    balancer     = balancer.pool
    backend_path = "/b$1&/"
    %[2]s
  }
  location "/admin" {
    balancer = balancer.pool
    allow    = ["192.0.2.0/24"]
  }
  location "/admin/open" { balancer = balancer.pool }
  location "/static" {
    root             = %[1]q
    response_headers = { X-Static = "yes" }
  }
  location "/gone" {
    redirect        = "https://www.example.net/new?a=$1&b"
    redirect_status = 301
  }
  location "/off/" { exclude = true }
  location "/a*b" {
    balancer        = balancer.pool
    request_headers = { X-Test = "star" }
  }
  location "/sp%%20ace/" { balancer = balancer.pool }
  location "/plain" {
    balancer        = balancer.pool
    forwarded_proto = false
    request_headers = { X-Test = "\"quoted\\\" 'text' <>" }
  }
  balancer_manager { allow = ["127.0.0.1"] }
`, files, hostOff),
			})
			s.start(t)
			for _, test := range []struct {
				path string
				want string // regular expression over status and body
			}{
				{"/", `^200 one shop.example.net / proto=http .* x=root 100%$`},
				{"/r?to=http://127.0.0.1:PORT/back", `^302 http://shop.example.net/back `},
				{"/app/r?to=http://127.0.0.1:PORT/b$1%26/back", `^302 http://shop.example.net/app/back `},
				{"/sp%20ace/r?to=http://127.0.0.1:PORT/sp%2520ace/back", `^302 http://shop.example.net/sp%20ace/back `},
				{"/app/x", `^200 one .* /b\$1&/x proto=http .* x=$`},
				{"/app", `^200 one .* /app proto=http .* x=root 100%$`},
				{"/admin", `^403`}, {"/admin/x", `^403`}, {"//admin/x", `^403`}, {"/%61dmin/x", `^403`}, {"/x/../admin/x", `^403`},
				{"/administrator", `^200 one .* /administrator .* x=root`},
				{"/admin/open/x", `^200 one .* /admin/open/x .* x=$`},
				{"/static/x.txt", `^200 a file$`}, {"/static2", `^200 one`}, {"/static/../admin", `^403`},
				{"/gone/x?y", `^301 https://www.example.net/new\?a=\$1&b `}, {"/gonex", `^200 one`},
				{"/off/x", `^404`},
				{"/a*b/c", `^200 .* x=star$`}, {"/axb/c", `^200 .* x=root 100%$`},
				{"/sp%20ace/y", `^200 one .* /sp%20ace/y `},
				{"/plain/x", `^200 .* proto= for=.* x="quoted\\" 'text' <>$`},
				{"/balancer-manager", `^200 (?s).*Load Balancer Manager`},
			} {
				got := s.get(t, strings.ReplaceAll(test.path, "PORT", strconv.Itoa(one)))
				text := fmt.Sprintf("%d %s%s", got.status, location(got.header), got.body)
				if !regexp.MustCompile(test.want).MatchString(text) {
					t.Errorf("%s: %.200q does not match %s", test.path, text, test.want)
				}
				if inRoot := strings.Contains(got.body, "x=root"); inRoot != (got.header.Get("X-Root") == "1") || inRoot != (got.header.Get("X-Own") == "edge") {
					t.Errorf("%s: header %v", test.path, got.header)
				}
				if static := strings.Contains(test.want, "a file"); static != (got.header.Get("X-Static") == "yes") {
					t.Errorf("%s: header %v", test.path, got.header)
				}
			}
			if got := s.get(t, "/app/x").body; hostOff != "" && strings.Contains(got, "shop.example.net") {
				t.Errorf("preserve_host = false: %s", got)
			}
		})
	}
}

// location shows where a redirect leads.
func location(h http.Header) string {
	if to := h.Get("Location"); to != "" {
		return to + " "
	}
	return ""
}
