package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheStickyCookie = &lint.Rule{
	ID:       "apache-sticky-cookie",
	Severity: lint.Warning,
	Doc: `A cookie with the route that no balancer finds in it

httpd takes for the route what follows the first dot of the cookie that stickysession= names. A cookie that is set with the
route alone has no dot, or one too early, and one of another name is not looked at: the sessions stay nowhere, and nothing
says so.

Write the dot before the route, and the name that stickysession= has:
Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED.

Source: mod_proxy_balancer's documentation, Examples of a balancer configuration; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		cookies, separated := c.stickyCookies()
		for _, d := range c.named("Header") {
			for i := 1; i < len(d.Args); i++ {
				m := routeCookie.FindStringSubmatch(d.Arg(i))
				if m == nil || !strings.EqualFold(d.Arg(i-1), "Set-Cookie") || len(cookies) == 0 {
					continue
				}
				w := d.Args[i]
				switch name, before := m[1], m[2]; {
				case !cookies[name]:
					if !c.incomplete {
						d.report(p, w.Range(), "no stickysession= names the cookie %s", name)
					}
				case !separated && (strings.Count(before, ".") != 1 || !strings.HasSuffix(before, ".")):
					var fix *lint.Fix
					if before == "" {
						fix = lint.Replace(w.Range(), strings.Replace(w.Raw(), name+"=", name+"=.", 1))
					}
					d.reportFix(p, w.Range(), fix, "what follows the first dot of the cookie %s is not the route", name)
				}
			}
		}
	}),
}

// routeCookie is a cookie with the route of the member that answered.
var routeCookie = regexp.MustCompile(`^([^=;\s]+)=([^;]*?)%\{BALANCER_WORKER_ROUTE\}e`)

// stickyCookies are the names of the cookies that the balancers of a configuration
// look at, none where one of them is not known; separated tells whether one of them
// has another character before the route than the dot.
func (c *configuration) stickyCookies() (cookies map[string]bool, separated bool) {
	cookies = make(map[string]bool)
	known := true
	look := func(params []apache.KeyValue) {
		for _, kv := range params {
			switch {
			case strings.EqualFold(kv.Key, "stickysessionsep"):
				separated = true
			case strings.EqualFold(kv.Key, "stickysession"):
				name, _, _ := strings.Cut(kv.Value, "|")
				cookies[name] = true
				known = known && !strings.Contains(kv.Value, "${")
			}
		}
	}
	for _, s := range c.scopes {
		for _, pass := range s.passes {
			look(pass.Params)
		}
	}
	for _, d := range c.named("ProxySet") {
		look(apache.KeyValues(d.Args))
	}
	if !known {
		return nil, separated
	}
	return cookies, separated
}
