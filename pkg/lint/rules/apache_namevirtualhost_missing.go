package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheNamevirtualhostMissing = &lint.Rule{
	ID:       "apache-namevirtualhost-missing",
	Severity: lint.Error,
	Doc: `Virtual hosts of one address without its NameVirtualHost on httpd 2.2

httpd 2.2 looks at the Host of a request on those addresses alone that a NameVirtualHost names, in the same spelling:
"NameVirtualHost *" is not "<VirtualHost *:80>". On any other the first virtual host gets every request; the start says so
in a warning ("VirtualHost overlap on port 80, the first has precedence").

Write NameVirtualHost with the words of the <VirtualHost>.

Source: httpd 2.2's documentation of NameVirtualHost.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !is22(p) {
			return
		}
		named, ports := make(map[string]bool), make(map[string]bool)
		for _, d := range c.named("NameVirtualHost") {
			_, port := splitAddress(d.Arg(0))
			named[strings.ToLower(d.Arg(0))], ports[port] = true, true
			if len(d.Args) > 0 && !literal(d.Args[0]) {
				return
			}
		}
		first := make(map[string]*httpdScope)
		for _, s := range c.scopes[1:] {
			for _, address := range s.addresses() {
				key := strings.ToLower(address.Text)
				_, port := splitAddress(key)
				known := c.main && !c.incomplete || ports[port] || ports[""] // otherwise another file may name it
				switch before := first[key]; {
				case before == nil:
					first[key] = s
				case before != s && !named[key] && known && literal(address) && s.vhost.verdict == always && !strings.HasPrefix(key, "_default_"):
					s.vhost.report(p, address.Range(), "no NameVirtualHost names %s: the virtual host of %s gets its requests", address.Text, lineOf(before.vhost.Header(), address.Range()))
				}
			}
		}
	}),
}
