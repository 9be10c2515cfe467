package rules

import (
	"iter"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxUpstreamUndefined = &lint.Rule{
	ID:       "nginx-upstream-undefined",
	Severity: lint.Error,
	Doc: `An upstream that does not exist, beside one of nearly that name

A name in proxy_pass that is no upstream is one for the resolver: nginx does not start where nobody knows it.

Write the upstream's name.

Source: nginx's documentation of proxy_pass; seen on nginx 1.22: "host not found in upstream".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for d, u := range nginxMisspelt(nginxPlacesOf.Of(p, h)) {
			t, meant := d.target, u.Name.Text
			var fix *lint.Fix
			if d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range(), t.Scheme+"://"+meant+t.URI)
			}
			p.ReportFix(d.Args[0].Range(), fix, "there is no upstream %q; there is %q", t.Host, meant)
		}
	},
}

// nginxMisspelt yields each proxy_pass to a name that is no upstream's, with the
// upstream that was probably meant.
func nginxMisspelt(pl *nginxPlaces) iter.Seq2[nginxPass, *nginxUpstream] {
	return func(yield func(nginxPass, *nginxUpstream) bool) {
		var near map[nginxNearName]*nginxUpstream
		for _, d := range pl.passes {
			t := d.target
			if d.upstream != nil || !d.config.whole || t.Host == "" || len(t.Host) > nginxNearLength || t.Port != "" || strings.ContainsAny(t.Host, "$.:/") || t.Host == "localhost" {
				continue
			}
			if near == nil {
				near = nginxNearNames(pl)
			}
			if u := nginxMeant(near, d.config, t.Host); u != nil && !yield(d, u) {
				return
			}
		}
	}
}

// nginxNearLength is the length of the longest names that are compared.
const nginxNearLength = 64

// nginxNearName is the name of an upstream with a letter left out.
type nginxNearName struct {
	config *nginxConfig
	name   string
}

// nginxNearNames returns the upstreams by their names with any one letter left out.
func nginxNearNames(pl *nginxPlaces) map[nginxNearName]*nginxUpstream {
	near := make(map[nginxNearName]*nginxUpstream)
	for _, u := range pl.upstreams {
		name := u.Name.Text
		if len(name) > nginxNearLength {
			continue
		}
		for i := range len(name) {
			near[nginxNearName{u.node.config, name[:i] + name[i+1:]}] = u
		}
	}
	return near
}

// nginxMeant returns the upstream whose name differs from the given one by a letter
// left out, added or swapped with its neighbour, nil where there is none. A letter
// that is another one makes app1 and app2, which are two names.
func nginxMeant(near map[nginxNearName]*nginxUpstream, c *nginxConfig, name string) *nginxUpstream {
	for i := range len(name) {
		if u := c.upstream(name[:i] + name[i+1:]); u != nil {
			return u
		}
		if i > 0 {
			if u := c.upstream(name[:i-1] + name[i:i+1] + name[i-1:i] + name[i+1:]); u != nil {
				return u
			}
		}
	}
	return near[nginxNearName{c, name}]
}
