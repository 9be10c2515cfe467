package apache

import (
	"slices"
	"strings"
	"testing"
)

// argumentModules are those whose directives have forms in the table.
var argumentModules = slices.Concat(usageModules, []string{
	"actions", "alias", "authz_host", "autoindex", "dir", "expires", "filter", "mime", "negotiation", "proxy_connect", "remoteip", "reqtimeout", "rewrite", "substitute",
})

// TestArgumentFormsAgainstHttpd has httpd take the arguments that a form takes, and
// refuse those that it does not.
func TestArgumentFormsAgainstHttpd(t *testing.T) {
	httpd := httpdPath(t)
	if len(argumentFormTable()) < 40 {
		t.Fatalf("only %d directives have forms", len(argumentFormTable()))
	}
	for key, forms := range argumentFormTable() {
		info, known := LookupDirective(key)
		if !known {
			t.Errorf("%s is no directive", key)
		}
		t.Run(info.Name, func(t *testing.T) {
			for _, f := range forms {
				for _, example := range []struct {
					args string
					want bool
				}{{f.taken, true}, {f.refused, false}} {
					line := info.Name + " " + example.args + "\n"
					file, _ := Parse("x.conf", []byte(line))
					takes := true
					words := f.Of(file.Directives[0].Args)
					for _, w := range words {
						takes = takes && f.Takes(w.Text)
					}
					if takes != example.want || len(words) == 0 {
						t.Errorf("the form takes %q: %t", line, takes)
					}
					httpdTakes(t, httpd, line, example.want)
				}
			}
		})
	}
}

// TestArgumentFormEdges has the forms and httpd agree where a form ends, and where
// httpd does not look at an argument.
func TestArgumentFormEdges(t *testing.T) {
	httpd := httpdPath(t)
	for line, want := range map[string]bool{
		`Deny GET ""`: true, "Deny GET all": false, "Allow from all all": true,
		`AddIcon (TXT ""`: true, "AddIcon (TXT /x": false, "AddIcon () /x": true, "AddIcon T(XT /x": true, "AddIconByType )( /x": true,
		"ProxyIOBufferSize 0": true, "ProxyIOBufferSize 512": true, "ProxyIOBufferSize 00511": false, "ProxyIOBufferSize 5k": false,
		"ProxyIOBufferSize 0x200": true, "ProxyIOBufferSize -1": false, "ProxyIOBufferSize -512": false, "ProxyIOBufferSize --5": true,
		"ProxyIOBufferSize +": true, "ProxyIOBufferSize max": true, "ProxyReceiveBufferSize 511x": false,
		"H2PushDiarySize 64x": true, "H2PushDiarySize x": true, "H2PushDiarySize 99999": false, "H2PushDiarySize 3": false,
		"LimitRequestBody 010": true, "LimitRequestBody +5": true, "LimitRequestBody 5k": false, "SSLVerifyDepth -x": true,
		"SSLProxyCARevocationCheck chain chain": false, "SSLProxyCARevocationCheck none no_crl_for_cert_ok": true,
	} {
		t.Run(line, func(t *testing.T) {
			file, _ := Parse("x.conf", []byte(line))
			d := file.Directives[0]
			args := d.Args
			if empty := slices.IndexFunc(args, func(w Word) bool { return w.Text == "" }); empty >= 0 {
				args = args[:empty]
			}
			takes := true
			for _, f := range ArgumentForms(d.Name.Text) {
				for _, w := range f.Of(args) {
					takes = takes && f.Takes(w.Text)
				}
			}
			if takes != want {
				t.Errorf("the forms take it: %t", takes)
			}
			httpdTakes(t, httpd, line+"\n", want)
		})
	}
}

// httpdTakes asks httpd about a line, where its directive may stand.
func httpdTakes(t *testing.T, httpd, line string, want bool) {
	t.Helper()
	name, _, _ := strings.Cut(line, " ")
	info, _ := LookupDirective(name)
	if u, _ := LookupUsage(name); u.Refused&PlaceServer != 0 || info.Contexts&(ServerConfig|InVirtualHost) == 0 {
		line = "<Directory /x>\n" + line + "</Directory>\n"
	}
	ok, said := checks(t, httpd, argumentModules, line)
	if strings.Contains(said, "Invalid command") {
		t.Errorf("no module has it: %s", said)
	} else if ok != want {
		t.Errorf("httpd takes %q: %t: %s", line, ok, said)
	}
}
