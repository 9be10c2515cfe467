package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRedirectLoop = &lint.Rule{
	ID:       "apache-redirect-loop",
	Severity: lint.Error,
	Doc: `A Redirect of a virtual host to itself

The URL is one of the virtual host's own names, by its scheme and its port, with a path that the Redirect is for: the client
asks again and is sent there again, until it gives up ("redirected you too many times").

Give the names that are sent elsewhere a virtual host of their own, and the site another, without the Redirect.

Source: httpd's documentation of Redirect; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if s.vhost == nil || s.opaque {
			return
		}
		var before []string // the paths of earlier ones
		for _, d := range s.directives() {
			path := d.ownPath()
			if d.section != s.vhost || path == "" || !strings.HasPrefix(d.name, "Redirect") {
				continue
			}
			target := d.Args[len(d.Args)-1]
			if u, ok := splitURL(target.Text); ok && literal(target) && s.asksAgain(u, path, before) && !s.says("RewriteRule") {
				d.report(p, target.Range(), "%s is this virtual host: the client is sent there for ever", target.Text)
			}
			before = append(before, path)
		}
	}),
}

// asksAgain tells whether the request for a URL surely comes to the virtual host,
// and to what is for a path there, before which are other paths.
func (s *httpdScope) asksAgain(u proxyURL, path string, before []string) bool {
	asked := u.path
	if asked == "" {
		asked = "/"
	}
	if !u.http() || u.tls() != s.isOn("SSLEngine") || !coversPath(path, asked) || s.firstPass(asked) != nil {
		return false
	}
	for _, earlier := range before {
		if coversPath(earlier, asked) {
			return false
		}
	}
	return s.isFor(u.port) && s.hasName(u.host)
}

// hasName tells whether a name is one of the virtual host's.
func (s *httpdScope) hasName(name string) bool {
	for _, own := range s.appendNames(nil) {
		if own.text == name || !own.main && covers(own.text, name) {
			return true
		}
	}
	return false
}
