package rules

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// What each line of the article's virtual host is found to be, whatever the
// release: the line, the severity, the rule.
var articleFindings = []string{
	"2 info apache-vhost-default",
	"6 info apache-rotatelogs-offset",
	"7 info apache-rotatelogs-offset",
	"10 warning apache-member-is-self",
	"10 error apache-member-trailing-slash",
	"10 info apache-proxy-timeout",
	"10 info apache-member-ping",
	"11 warning apache-member-is-self",
	"11 error apache-member-trailing-slash",
	"11 info apache-member-ping",
	"15 info apache-forwarded-proto-plain",
	"15 info apache-proxypass-everything",
	"16 error apache-proxypassreverse-path",
}

func TestArticleOfTheApacheBalancer(t *testing.T) {
	src, err := os.ReadFile("../../../testdata/articles/apache.conf")
	if err != nil {
		t.Fatal(err)
	}
	for platform, more := range map[string][]string{
		"":      nil,
		"rhel5": {"10 error apache-parameter-unknown", "11 error apache-parameter-unknown"}, // ping=, which is of 2.2.4
		"rhel6": nil,
		"rhel9": {"1 warning apache-namevirtualhost", "9 info apache-balancer-no-health-check"},
		"debian12": {
			"1 warning apache-namevirtualhost", "9 info apache-balancer-no-health-check",
			"6 error apache-rotatelogs-path", "7 error apache-rotatelogs-path",
		},
	} {
		t.Run(platform, func(t *testing.T) {
			compareFindings(t, platform, "/etc/httpd/conf.d/everlinux.conf", src, append(more, articleFindings...))
		})
	}
}

// What can be said of a whole configuration alone is said of the virtual host
// where the rest of the configuration is there.
func TestArticleAsWholeConfiguration(t *testing.T) {
	src, err := os.ReadFile("../../../testdata/articles/apache.conf")
	if err != nil {
		t.Fatal(err)
	}
	const head = "LoadModule authz_core_module modules/mod_authz_core.so\nLoadModule proxy_module modules/mod_proxy.so\nListen 8080\n"
	compareFindings(t, "", "/etc/httpd/conf/httpd.conf", append(src, head...), append([]string{
		"2 error apache-vhost-no-listen",
		"7 warning apache-log-nickname",
		"10 error apache-module-missing", // mod_proxy_balancer
		"10 error apache-module-missing", // mod_slotmem_shm
		"10 error apache-module-missing", // mod_lbmethod_byrequests
		"10 error apache-module-missing", // mod_proxy_http
	}, articleFindings...))
}

// Side by side, the two articles' balancers disagree on the address of the site.
func TestArticlesDisagreeOnTheAddress(t *testing.T) {
	var sources []lint.Source
	for name, path := range map[string]string{"apache.conf": "web/etc/httpd/conf.d/everlinux.conf", "nginx.conf": "lb/etc/nginx/nginx.conf"} {
		src, err := os.ReadFile("../../../testdata/articles/" + name)
		if err != nil {
			t.Fatal(err)
		}
		host, rest, _ := strings.Cut(path, "/")
		sources = append(sources, lint.Source{Name: path, Host: host, Path: "/" + rest, Src: src})
	}
	for _, f := range lint.Run(lint.NewEstate(nil, nil, sources), []*lint.Rule{apacheAliasAddress}) {
		if f.Range.Start.Line == 4 && strings.Contains(f.Message, "200.24.12.34") && strings.Contains(f.Message, "202.34.52.24") {
			return
		}
	}
	t.Error("nothing was found")
}

func compareFindings(t *testing.T, platform, path string, src []byte, want []string) {
	t.Helper()
	e := lint.NewEstate(nil, topology.LookupPlatform(platform), []lint.Source{{Name: path[1:], Path: path, Kind: lint.KindApache, Src: src}})
	if e.Diagnostics().HasErrors() {
		t.Fatal(e.Diagnostics())
	}
	count := make(map[string]int)
	for _, line := range want {
		count[line]--
	}
	for _, f := range lint.Run(e, All()) {
		count[fmt.Sprintf("%d %s %s", f.Range.Start.Line, f.Rule.Severity, f.Rule.ID)]++
	}
	for line, n := range count {
		if n == 0 {
			delete(count, line)
		}
	}
	if diff := cmp.Diff(map[string]int{}, count); diff != "" {
		t.Errorf("platform %q (- missing where negative, + found):\n%s", platform, diff)
	}
}
