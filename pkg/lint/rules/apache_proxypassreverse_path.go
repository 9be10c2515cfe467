package rules

import (
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

Give it the path of the ProxyPass to the same target.

Source: mod_proxy's documentation of ProxyPassReverse; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if s.vhost == nil || len(s.reverses) == 0 {
			return
		}
		passed := make(map[string]bool)            // paths
		byTarget := make(map[string][]apache.Word) // paths, by target
		for _, pass := range s.passes {
			if !pass.Excluded() {
				passed[pass.Path.Text] = true
				byTarget[pass.Target.Text] = append(byTarget[pass.Target.Text], pass.Path)
			}
		}
		if len(passed) == 0 || s.opaque { // passed on by a rewrite rule, or elsewhere
			return
		}
		for _, r := range s.reverses {
			if passed[r.Path.Text] {
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
