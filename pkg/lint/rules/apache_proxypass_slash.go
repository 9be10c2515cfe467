package rules

import (
	"path"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxypassSlash = &lint.Rule{
	ID:       "apache-proxypass-slash",
	Severity: lint.Warning,
	Doc: `The path and the target of a ProxyPass do not both end in a slash

httpd replaces the path by the target and changes nothing else: "ProxyPass /app http://b/" passes "/app/x" on as "//x",
"ProxyPass /app/ http://b/app" passes it on as "/appx".

End both in a slash, or neither.

(mod_proxy_uwsgi alone makes one slash of two where PATH_INFO begins.)

Source: mod_proxy's documentation of ProxyPass; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		for _, pass := range s.passes {
			u := pass.target
			if !pass.isURL || u.path == "" || pass.regular || pass.Path.Text == "" || file(pass.Path.Text) || strings.ContainsAny(u.path, "?") {
				continue
			}
			asks, passed := pass.Path.Text+"/x", u.path+"/x"
			if strings.HasSuffix(pass.Path.Text, "/") {
				asks, passed = pass.Path.Text+"x", u.path+"x"
			}
			if strings.HasSuffix(pass.Path.Text, "/") != strings.HasSuffix(u.path, "/") && !u.oneSlash(passed) {
				pass.at.report(p, pass.Target.Range(), "a request for %s is passed on as %s", asks, passed)
			}
		}
	}),
}

// file tells whether a path is that of one resource, as "/robots.txt" is: nothing
// is asked for below it.
func file(text string) bool {
	return strings.Contains(path.Base(text), ".") && !strings.HasSuffix(text, "/")
}
