package apache

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/topology"
)

// hostile are texts that would break out of a file that was written without care.
var hostile = []string{
	"a\nLoadModule evil evil.so", "a\r\nb", "a\x00b", `"`, `'`, `\`, `a\`, `\"`, `" "`, "a;b", "a{b", "{}", "a>b", "</VirtualHost>", "<IfModule !x>",
	"${HOME}", "${", "$1", "%{HOME}e", "%", "&amp;<!ENTITY x>", "# x", "|/bin/sh", "a b", " a ", "é€", "`id`", "$(id)", "expr=true", "env=X", "!x", "*", "~",
}

// hcl writes a text as a literal of the topology language.
func hclText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\x00", `\u0000`, "${", "$${", "%{", "%%{").Replace(s) + `"`
}

// places where a topology has a text that reaches httpd, each around a text.
var hostilePlaces = map[string]func(s string) estate{
	"admin":  func(s string) estate { return inHost("admin = " + s) },
	"name":   func(s string) estate { return inHost("names = [" + s + "]") },
	"alias":  func(s string) estate { return inHost("aliases = [" + s + "]") },
	"root":   func(s string) estate { return inHost("document_root = " + slashed(s)) },
	"log":    func(s string) estate { return inHost("access_log " + slashed(s) + " {}") },
	"format": func(s string) estate { return inHost("access_log \"/x\" {\n format = " + s + "\n}") },
	"piped": func(s string) estate {
		return inHost("access_log " + slashed(s) + " {\n rotate = { every = \"1h\" }\n}")
	},
	"error log":       func(s string) estate { return inHost("error_log " + slashed(s) + " {}") },
	"location":        func(s string) estate { return inHost("location " + slashed(s) + " { balancer = balancer.pool }") },
	"location root":   func(s string) estate { return inHost("location \"/x\" { root = " + slashed(s) + " }") },
	"redirect":        func(s string) estate { return inHost("location \"/x\" { redirect = " + s + " }") },
	"redirect path":   func(s string) estate { return inHost("location \"/x\" { redirect = \"http://h/\" + " + s + " }") },
	"backend path":    func(s string) estate { return estate{location: "backend_path = " + slashed(s)} },
	"request header":  func(s string) estate { return estate{location: "request_headers = { X-A = " + s + " }"} },
	"response header": func(s string) estate { return estate{location: "response_headers = { X-A = " + s + " }"} },
	"header name":     func(s string) estate { return estate{location: "request_headers = { " + s + " = \"x\" }"} },
	"member":          func(s string) estate { return estate{more: "balancer \"x\" {\n member " + s + " { port = 1 }\n}"} },
	"route":           func(s string) estate { return estate{member: "route = " + s} },
	"secret":          func(s string) estate { return estate{member: "secret = " + s, version: "2.4.71"} },
	"status":          func(s string) estate { return estate{member: "status = " + s} },
	"cookie":          func(s string) estate { return estate{balancer: "sticky { cookie = " + s + " }"} },
	"cookie path":     func(s string) estate { return estate{balancer: "sticky { path = " + slashed(s) + " }"} },
	"separator":       func(s string) estate { return estate{balancer: "sticky { separator = " + s + " }"} },
	"nonce":           func(s string) estate { return estate{balancer: "nonce = " + s} },
	"health uri":      func(s string) estate { return estate{balancer: "health_check { uri = " + slashed(s) + " }"} },
	"health body":     func(s string) estate { return estate{balancer: "health_check { body_regexp = " + s + " }"} },
	"manager": func(s string) estate {
		return inHost("balancer_manager {\n path = " + slashed(s) + "\n allow = [\"10.0.0.0/8\"]\n}")
	},
	"certificate": func(s string) estate {
		return inHost("tls {\n certificate = " + slashed(s) + "\n certificate_key = \"/k\"\n}")
	},
	"ciphers": func(s string) estate {
		return inHost("tls {\n certificate = \"/c\"\n certificate_key = \"/k\"\n ciphers = " + s + "\n}")
	},
	"virtual host": func(s string) estate {
		return estate{more: "virtual_host " + s + " {\n server = \"apache\"\n hosts = [host.lb]\n document_root = \"/x\"\n}"}
	},
}

// inHost puts something into the virtual host, beside its location.
func inHost(s string) estate {
	return estate{virtualHost: s + "\nlocation \"/\" { balancer = balancer.pool }"}
}

// slashed makes a path of a literal.
func slashed(s string) string { return `"/` + s[1:] }

// TestHostileTexts: every text ends as an error, or as an argument that httpd
// reads as what the tree says, in a file of the same directives as ever.
func TestHostileTexts(t *testing.T) {
	httpdPath(t)
	for name, place := range hostilePlaces {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			written := 0
			for _, text := range hostile {
				src := place(hclText(text)).String()
				top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(src)}, topology.Options{})
				if diags.HasErrors() {
					continue
				}
				files, diags := Emit(top, top.Hosts[0])
				if diags.HasErrors() {
					continue
				}
				written++
				for _, f := range files {
					out, _ := f.Format()
					again, syntax := Parse(f.Name, out)
					if diff := cmp.Diff(outline(f), outline(again)); diff != "" || len(syntax) > 0 {
						t.Errorf("%q reads back otherwise: %v\n%s", text, syntax, diff)
					}
					compareWithHttpd(t, text, f)
				}
			}
			t.Logf("%d of %d texts were written", written, len(hostile))
		})
	}
}

// compareWithHttpd has httpd read a file and compares its tree. Paths of the
// topology's estate do not exist: TLS is left out.
func compareWithHttpd(t *testing.T, text string, f *File) {
	t.Helper()
	out, _ := f.Format()
	if strings.Contains(string(out), "SSLEngine") {
		return
	}
	root := serverRoot(t)
	included, conf := filepath.Join(root, "site.conf"), filepath.Join(root, "httpd.conf")
	writeFile(t, included, string(out))
	writeFile(t, conf, loadModules("info", "authz_host", "alias", "headers", "slotmem_shm", "proxy", "proxy_balancer",
		"lbmethod_byrequests", "proxy_http", "proxy_hcheck")+"ServerName test.invalid\nListen 127.0.0.1:1\nInclude "+included+"\n")
	cmd := exec.CommandContext(t.Context(), httpdPath(t), "-d", root, "-f", conf, "-t", "-DDUMP_CONFIG")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	dump, err := cmd.Output()
	if err != nil {
		if strings.Contains(stderr.String(), "Cannot access directory") { // of a log: the path was read
			return
		}
		t.Errorf("%q: httpd refuses it: %s\n%s", text, stderr.String(), out)
		return
	}
	_, own, _ := strings.Cut(string(dump), "# In file: "+included+"\n")
	understood, _ := Parse("dump", []byte(own))
	want := &File{}
	for _, d := range f.Directives {
		if d.Is("VirtualHost") { // guards are gone: their modules are there
			want.Directives = append(want.Directives, d)
		}
	}
	if diff := cmp.Diff(outline(want), outline(understood)); diff != "" {
		t.Errorf("%q (-written +read by httpd):\n%s", text, diff)
	}
}

// TestLiveHeaderValues sends hostile texts through httpd as values of a header
// field; the back end has them as they were.
func TestLiveHeaderValues(t *testing.T) {
	t.Parallel()
	var locations strings.Builder
	want := make(map[string]string)
	for i, text := range hostile {
		text = strings.TrimSpace(text) // blanks around a value are no part of it
		src := fmt.Sprintf("location \"/%d\" {\n balancer = balancer.pool\n request_headers = { X-Test = %s }\n}\n", i, hclText(strings.ReplaceAll(text, "%", "%%")))
		top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(estate{virtualHost: src}.String())}, topology.Options{})
		if diags.HasErrors() {
			continue
		}
		if _, diags := Emit(top, top.Hosts[0]); diags.HasErrors() {
			continue
		}
		locations.WriteString(src)
		want[fmt.Sprintf("/%d", i)] = text
	}
	if len(want) < 20 {
		t.Fatalf("only %d texts", len(want))
	}
	s := install(t, estate{ports: []int{backend(t, "one"), backend(t, "one")}, virtualHost: locations.String()})
	s.start(t)
	for path, text := range want {
		if _, got, _ := strings.Cut(s.get(t, path).body, " x="); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
