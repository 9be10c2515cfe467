package nginx

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/topology"
)

// Several virtual hosts on one host, and what they share.
func TestEmitShared(t *testing.T) {
	top := read(t, `
host "lb" { platform = "debian12" }
host "other" { platform = "debian12" }
balancer "pool" {
  member "192.0.2.11" { port = 80 }
}
balancer "unused" {
  member "192.0.2.12" { port = 80 }
}

virtual_host "a.example" {
  server = "nginx"
  hosts  = [host.lb, host.other]
  location "/" { balancer = balancer.pool }
  location "/ws" {
    balancer  = balancer.pool
    websocket = true
  }
}
virtual_host "b.example" {
  server = "nginx"
  hosts  = [host.lb]
  location "/" {
    balancer  = balancer.pool
    websocket = true
  }
}
virtual_host "c.example" {
  server        = "apache"
  hosts         = [host.lb]
  listen        = ["*:8080"]
  document_root = "/srv"
}
`, nil)
	got, diags := emit(t, top)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	shared := got["/etc/nginx/conf.d/hagen-balancers.conf"]
	for text, want := range map[string]int{"upstream pool {": 1, "unused": 0, "map $http_upgrade": 1} {
		if n := strings.Count(shared, text); n != want {
			t.Errorf("%q stands %d times in\n%s", text, n, shared)
		}
	}
	if _, ok := got["/etc/nginx/conf.d/b.example.conf"]; !ok || len(got) != 3 {
		t.Errorf("files: %v", got)
	}
	if files, _ := Emit(top, top.Hosts[1]); len(files) != 2 {
		t.Errorf("%d files on the other host", len(files))
	}
}

func TestEmitNothing(t *testing.T) {
	top := read(t, "host \"plain\" { platform = \"rhel9\" }\n", nil)
	if files, diags := Emit(top, top.Hosts[0]); files != nil || diags != nil {
		t.Errorf("%v, %v", files, diags)
	}
}

// What two virtual hosts cannot have on one host.
func TestEmitConflicts(t *testing.T) {
	site := func(name, attrs string) string {
		return "virtual_host \"" + name + "\" {\n server = \"nginx\"\n hosts = [host.lb]\n document_root = \"/srv\"\n" + attrs + "\n}\n"
	}
	const tls = "tls {\n certificate = \"/etc/a.pem\"\n certificate_key = \"/etc/a.key\"\n}"
	pool := func(name string) string {
		return "balancer \"" + name + "\" {\n member \"192.0.2.1\" { port = 80 }\n}\n"
	}
	for _, tc := range []struct{ name, src, summary string }{
		{"two defaults", site("a", "default_server = true") + site("b", "default_server = true"), "Two default servers"},
		{"tls and plain", site("a", "listen = [\"*:443\"]") + site("b", tls), "TLS and plain text on one address"},
		{"hagen's own name", site("hagen-balancers", ""), "Name in use"},
		{"names in two cases", pool("Pool") + pool("pool") + site("a", "location \"/\" { balancer = balancer.pool }\nlocation \"/x\" { balancer = balancer.Pool }"), "Names too alike"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			top := read(t, "host \"lb\" { platform = \"debian12\" }\n"+tc.src, nil)
			files, diags := Emit(top, top.Hosts[0])
			if len(diags) != 1 || diags[0].Summary != tc.summary || files != nil {
				t.Errorf("errors %v, %d files", diags, len(files))
			}
		})
	}
}

// `hagen why` must answer for every line but the first and the blank ones.
func TestEmitOrigins(t *testing.T) {
	src := estate{
		version:     "1.22.1",
		balancer:    "keepalive = 8\nmethod = \"least_conn\"",
		location:    "websocket = true\nread_timeout = \"30s\"\nallow = [\"10.0.0.0/8\"]",
		virtualHost: "access_log \"/var/log/nginx/a.log\" {}\nlisten = [\"*:8080\"]",
	}.String()
	top := read(t, src, nil)
	files, _ := Emit(top, top.Hosts[0])
	if len(files) != 2 {
		t.Fatalf("%d files", len(files))
	}
	causes := make(map[string]string)
	for _, f := range files {
		text, lines := f.Format()
		for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			line = strings.TrimSpace(line)
			none := line == "" || strings.HasPrefix(line, "#")
			if rng := lines[i].Range; rng.Empty() != none {
				t.Errorf("%s: %q has the origin %v", f.Name, line, rng)
			} else if !none {
				causes[line] = string(rng.SliceBytes([]byte(src)))
			}
		}
	}
	for line, want := range map[string]string{
		"keepalive 8;":                                       "8",
		"least_conn;":                                        `"least_conn"`,
		"proxy_read_timeout 30s;":                            `"30s"`,
		"proxy_pass http://pool;":                            "balancer.pool",
		"server 192.0.2.12:8080;":                            `member "192.0.2.12"`,
		"listen 8080;":                                       `"*:8080"`,
		"access_log /var/log/nginx/a.log;":                   `access_log "/var/log/nginx/a.log"`,
		"proxy_set_header Host $host$hagen_request_port;":    `location "/"`,
		"map $http_upgrade $hagen_connection_or_keepalive {": "true",
		"allow 10.0.0.0/8;":                                  `"10.0.0.0/8"`,
	} {
		if got := causes[line]; got != want {
			t.Errorf("%q comes from %q, want %q", line, got, want)
		}
	}
}

func TestEmitSensitive(t *testing.T) {
	src := "variable \"token\" {\n type = string\n sensitive = true\n}\n" +
		estate{location: `request_headers = { Authorization = var.token }`}.String()
	top := read(t, src, map[string]string{"token": "s3cret-token"})
	files, diags := Emit(top, top.Hosts[0])
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, f := range files {
		text, lines := f.Format()
		for i, line := range strings.Split(string(text), "\n") {
			if secret := strings.Contains(line, "s3cret"); i < len(lines) && secret != lines[i].Sensitive {
				t.Errorf("%q: sensitive is %v", line, lines[i].Sensitive)
			}
		}
	}
	top = read(t, src, map[string]string{"token": "s3cret $ token"})
	_, diags = Emit(top, top.Hosts[0])
	if len(diags) != 1 || strings.Contains(diags.Error(), "s3cret") {
		t.Errorf("the error of a secret: %v", diags)
	}
}

func TestEmitIsDeterministic(t *testing.T) {
	src := estate{virtualHost: `listen = ["*:8080"]`, location: "websocket = true"}.String()
	want, _ := all(t, src)
	for range 20 {
		if got, _ := all(t, src); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
	}
}

// hostile are strings that have meant something else in a configuration.
var hostile = []string{
	`a;b`, `a{b`, `a}b`, `a"b`, `a'b`, `a\b`, `a\\`, `a\"b`, `a\n`, `#a`, `a #b`, `a b`, ` a `, `;}`, `"`, `\`, `'; return 200; #`,
	`$host`, `${host}`, `$`, `a$1`, `%{x}`, `a>b`, `<a`, `&amp;`, `é ü`, "\u00a0", `/a/../b`, `-x`, `~.*`, `=a`, `@a`, `^~ /`, `off`, "a\nb", "a\x00b", "a\tb", "a\rb",
}

// Whatever a string of a topology holds, it ends as a word that reads back as
// that string, or as an error; never as another directive.
func TestEmitHostileStrings(t *testing.T) {
	accepted := make(map[string]int)
	for _, place := range []struct {
		name      string
		extra     estate
		directive string
		arg       int
		prefix    string // what the topology puts before it
		suffix    string
	}{
		{"ciphers", estate{virtualHost: strings.Replace(tlsBlock, "%s", "ciphers = var.s", 1)}, "ssl_ciphers", 0, "", ""},
		{"certificate", estate{virtualHost: strings.NewReplacer(`"/etc/a.pem"`, `"/etc/${var.s}"`, "%s", "").Replace(tlsBlock)}, "ssl_certificate", 0, "/etc/", ""},
		{"document_root", estate{virtualHost: `document_root = "/srv/${var.s}"`}, "root", 0, "/srv/", ""},
		{"root", estate{virtualHost: `location "/" { root = "/srv/${var.s}" }`}, "root", 0, "/srv/", ""},
		{"access_log", estate{virtualHost: "dynamic \"access_log\" {\n for_each = [var.s]\n labels = [\"/var/log/${access_log.value}\"]\n content {}\n}"}, "access_log", 0, "/var/log/", ""},
		{"error_log", estate{virtualHost: "dynamic \"error_log\" {\n for_each = [var.s]\n labels = [\"/var/log/${error_log.value}\"]\n content {}\n}"}, "error_log", 0, "/var/log/", ""},
		{"hash_key", estate{balancer: "method = \"hash\"\nhash_key = \"/${var.s}\""}, "hash", 0, "/", ""},
		{"request header", estate{location: `request_headers = { X-Test = "=${var.s}" }`}, "proxy_set_header", 1, "=", ""},
		{"response header", estate{location: `response_headers = { X-Test = "=${var.s}" }`}, "add_header", 1, "=", ""},
		{"header name", estate{location: `request_headers = { (var.s) = "x" }`}, "proxy_set_header", 0, "", ""},
		{"location", estate{virtualHost: "dynamic \"location\" {\n for_each = [var.s]\n labels = [\"/${location.value}\"]\n content { balancer = balancer.pool }\n}"}, "location", 0, "/", ""},
		{"backend_path", estate{virtualHost: "location \"/a\" {\n balancer = balancer.pool\n backend_path = \"/${var.s}\"\n}"}, "proxy_pass", 0, "http://pool/", ""},
		{"redirect", estate{virtualHost: "location \"/a\" {\n redirect = \"https://a.example/${var.s}\"\n}"}, "return", 1, "https://a.example/", ""},
		{"server name", estate{virtualHost: `names = [var.s]`}, "server_name", 0, "", ""},
		{"member", estate{member: "address = var.s"}, "server", 0, "", ":8080"},
		{"log format", estate{virtualHost: `access_log "/var/log/x" { format = var.s }`}, "access_log", 1, "", ""},
	} {
		for _, s := range hostile {
			src := "variable \"s\" { type = string }\n" + place.extra.String()
			top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(src)}, topology.Options{Vars: map[string]string{"s": s}})
			if diags.HasErrors() {
				continue
			}
			files, diags := Emit(top, top.Hosts[0])
			if diags.HasErrors() {
				continue
			}
			accepted[place.name]++
			emit(t, top) // compares the tree that is read with the one that was meant
			if !holds(files, place.directive, place.arg, place.prefix+s+place.suffix) {
				t.Errorf("%s: %q stands nowhere as it is:\n%s", place.name, s, dump(files[0].Directives))
			}
		}
		if accepted[place.name] == 0 && place.name != "member" && place.name != "log format" {
			t.Errorf("%s: no string at all is accepted", place.name)
		}
	}
}

// holds tells whether a directive of that name has that argument.
func holds(files []*File, name string, arg int, text string) bool {
	for _, f := range files {
		for d := range f.All() {
			if d.Name.Text == name && arg < len(d.Args) && d.Args[arg].Text == text {
				return true
			}
		}
	}
	return false
}
