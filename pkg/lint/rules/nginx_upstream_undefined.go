package rules

import (
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
		pl := newNginxPlaces(h)
		if !pl.whole() {
			return
		}
		for _, d := range pl.named("proxy_pass") {
			t := nginxTargetOf(d.Arg(0))
			if t.Host == "" || t.Port != "" || strings.ContainsAny(t.Host, "$.:/") || t.Host == "localhost" {
				continue
			}
			if _, ok := pl.upstream(t.Host); ok {
				continue
			}
			near := pl.upstreamNear(t.Host)
			if near == "" {
				continue
			}
			var fix *lint.Fix
			if d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range, t.Scheme+"://"+near+t.URI)
			}
			p.ReportFix(d.Args[0].Range, fix, "there is no upstream %q; there is %q", t.Host, near)
		}
	},
}

// upstreamNear returns the upstream whose name differs from the given one by a
// letter left out, added or swapped with its neighbour, "" where there is none.
// A letter that is another one makes app1 and app2, which are two names.
func (pl *nginxPlaces) upstreamNear(name string) string {
	for i := range name {
		if near := name[:i] + name[i+1:]; pl.hasUpstream(near) {
			return near
		}
		if i > 0 {
			if near := name[:i-1] + name[i:i+1] + name[i-1:i] + name[i+1:]; pl.hasUpstream(near) {
				return near
			}
		}
	}
	for u := range pl.allUpstreams() {
		for i := range u.Name.Text {
			if u.Name.Text[:i]+u.Name.Text[i+1:] == name {
				return u.Name.Text
			}
		}
	}
	return ""
}

func (pl *nginxPlaces) hasUpstream(name string) bool {
	_, ok := pl.upstream(name)
	return ok
}
