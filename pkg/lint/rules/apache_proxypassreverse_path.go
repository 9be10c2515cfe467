package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxyPassReversePath = &lint.Rule{
	ID:       "apache-proxypassreverse-path",
	Severity: lint.Error,
	Doc: `ProxyPassReverse with another path than its ProxyPass

ProxyPassReverse turns the back end's address in a Location header into the path that it is given. Where no ProxyPass
passes that path on, the client is sent to a place that does not exist: with "ProxyPassReverse /oii", a redirect to "/dest"
reaches the client as "/oii/dest", or as "/oiidest" where the member's URL ends in a slash.

Give it the path of the ProxyPass to the same target, or one that differs from its target in the same: "ProxyPassReverse /
http://b/" maps what "ProxyPass /app http://b/app" passes on.

Source: mod_proxy's documentation of ProxyPassReverse; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if s.vhost == nil || len(s.reverses) == 0 {
			return
		}
		passed := make(map[string]bool)             // paths
		moved := make(map[[2]string]bool)           // what else the paths make of the targets'
		byTarget := make(map[string][]*apache.Word) // paths, by target
		regular := false
		for _, pass := range s.passes {
			if !pass.Excluded() {
				passed[pass.Path.Text] = true
				moved[pass.moves()] = true
				regular = regular || pass.regular
				byTarget[pass.Target.Text] = append(byTarget[pass.Target.Text], pass.Path)
			}
		}
		if len(passed) == 0 || regular || s.opaque || s.rewritesToProxy() { // it may be passed on by another
			return
		}
		for _, r := range s.reverses {
			if passed[r.Path.Text] || moved[r.moves()] {
				continue
			}
			var fix *lint.Fix
			if paths := byTarget[r.Target.Text]; len(paths) == 1 {
				fix = lint.Replace(r.Path.Range(), paths[0].Raw())
			}
			r.at.reportFix(p, r.Path.Range(), fix, "no ProxyPass passes %q on, so redirects of %s reach the client with that path before theirs", r.Path.Text, r.Target.Text)
		}
	}),
}

// moves is what a path and its target differ in, "/app" and "/" for "/app/x" and
// "/x": what one of two makes of a longer path, the other makes of it too, where
// they differ in the same.
func (p *proxyPass) moves() [2]string {
	from, to := strings.TrimSuffix(p.Path.Text, "/"), strings.TrimSuffix(p.target.path, "/")
	for from != "" && to != "" && from[len(from)-1] == to[len(to)-1] {
		from, to = from[:len(from)-1], to[:len(to)-1]
	}
	return [2]string{from, to}
}

// rewritesToProxy tells whether a RewriteRule of the scope passes requests on.
func (s *httpdScope) rewritesToProxy() bool {
	for _, d := range s.directives() {
		if d.name != "RewriteRule" {
			continue
		}
		for _, flag := range strings.FieldsFunc(d.Arg(2), func(r rune) bool { return strings.ContainsRune("[], ", r) }) {
			if strings.EqualFold(flag, "P") || strings.EqualFold(flag, "proxy") {
				return true
			}
		}
	}
	return false
}
