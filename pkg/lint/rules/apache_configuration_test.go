package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

// The files of a host as Debian lays them out: what is not enabled is not read.
func debianTree(ports string) []lint.Source {
	files := map[string]string{
		"apache2.conf":                   "IncludeOptional mods-enabled/*.load\nInclude ports.conf\nIncludeOptional conf-enabled/*.conf\nIncludeOptional sites-enabled/*.conf\n",
		"ports.conf":                     ports,
		"mods-enabled/authz_core.load":   "LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so\n",
		"mods-enabled/ssl.load":          "LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so\n",
		"mods-available/proxy_http.load": "LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so\n",
		"sites-enabled/shop.conf":        "<VirtualHost *:443>\nServerName shop.example.net\n</VirtualHost>\n",
	}
	var list []lint.Source
	for name, text := range files {
		path := "/etc/apache2/" + name
		list = append(list, lint.Source{Name: "lb" + path, Host: "lb", Path: path, Kind: lint.KindApache, Src: []byte(text)})
	}
	return list
}

func TestWholeConfiguration(t *testing.T) {
	e := lint.NewEstate(nil, nil, debianTree("Listen 80\n<IfModule ssl_module>\nListen 443\n</IfModule>\n<IfModule !ssl_module>\nUse Nothing\n</IfModule>\n"))
	c := configurations.Of(&lint.Pass{}, e.Hosts[0]).configurations[0]
	if !c.main || c.incomplete || c.modules["ssl_module"] != always || c.modules["proxy_http_module"] != never {
		t.Fatalf("%+v", c)
	}
	var listens []string
	for d := range c.unconditional("Listen") {
		listens = append(listens, d.Arg(0))
	}
	if got := fmt.Sprint(listens); got != "[80 443]" {
		t.Errorf("Listen %s", got)
	}
	for what, ports := range map[string]string{"an included file is missing": "Include other.conf\n", "a macro": "Use Site a\n", "a variable": "Include ${DIR}/a.conf\n"} {
		e := lint.NewEstate(nil, nil, debianTree(ports))
		if c := configurations.Of(&lint.Pass{}, e.Hosts[0]).configurations[0]; c.main && !c.incomplete {
			t.Errorf("%s, and the configuration is said to be whole", what)
		}
	}
}

func BenchmarkApacheRules(b *testing.B) {
	for _, sites := range []int{1000, 10_000} {
		var src strings.Builder
		for i := range sites {
			fmt.Fprintf(&src, "<VirtualHost *:80>\n    ServerName s%d.example.net\n    <Proxy balancer://app%d>\n        BalancerMember http://10.0.0.1:8080 route=a\n"+
				"        BalancerMember http://10.0.0.2:8080 route=b\n        ProxySet stickysession=ROUTEID\n    </Proxy>\n    ProxyPreserveHost On\n"+
				"    ProxyTimeout 30\n    RequestHeader set X-Forwarded-Proto http\n    ProxyPass /static !\n    ProxyPass / balancer://app%d/\n"+
				"    ProxyPassReverse / balancer://app%d/\n</VirtualHost>\n", i, i, i, i)
		}
		e := lint.NewEstate(nil, nil, []lint.Source{{Name: "a.conf", Kind: lint.KindApache, Src: []byte(src.String())}})
		b.Run(fmt.Sprint(sites), func(b *testing.B) {
			b.SetBytes(int64(src.Len()))
			for b.Loop() {
				lint.Run(e, apacheRules())
			}
		})
	}
}
