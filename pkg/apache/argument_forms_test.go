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
		place := "%s"
		if u, _ := LookupUsage(key); u.Refused&PlaceServer != 0 || info.Contexts&(ServerConfig|InVirtualHost) == 0 {
			place = "<Directory /x>\n%s</Directory>\n"
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
					ok, said := checks(t, httpd, argumentModules, strings.Replace(place, "%s", line, 1))
					if strings.Contains(said, "Invalid command") {
						t.Errorf("no module has it: %s", said)
					} else if ok != example.want {
						t.Errorf("httpd takes %q: %t: %s", line, ok, said)
					}
				}
			}
		})
	}
}
