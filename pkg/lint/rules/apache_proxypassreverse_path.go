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
reaches the client as "/oiidest".

Give it the path of the ProxyPass to the same target.

Source: mod_proxy's documentation of ProxyPassReverse; seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for v := range f.VirtualHosts() {
			checkReverses(p, v)
		}
	},
}

// checkReverses compares the ProxyPassReverse of a virtual host with its ProxyPass.
func checkReverses(p *lint.Pass, v apache.VirtualHost) {
	passed := make(map[string]bool)            // paths
	byTarget := make(map[string][]apache.Word) // paths, by target
	for pass := range v.ProxyPasses() {
		if !pass.Excluded() {
			passed[pass.Path.Text] = true
			byTarget[pass.Target.Text] = append(byTarget[pass.Target.Text], pass.Path)
		}
	}
	if len(passed) == 0 { // passed on by a rewrite rule, perhaps
		return
	}
	for reverse := range v.ProxyPassReverses() {
		if passed[reverse.Path.Text] {
			continue
		}
		var fix *lint.Fix
		if paths := byTarget[reverse.Target.Text]; len(paths) == 1 {
			fix = lint.Replace(reverse.Path.Range, paths[0].Raw())
		}
		p.ReportFix(reverse.Path.Range, fix, "no ProxyPass passes %q on, so redirects of %s reach the client with that path before theirs", reverse.Path.Text, reverse.Target.Text)
	}
}
