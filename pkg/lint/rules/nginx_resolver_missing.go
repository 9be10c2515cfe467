package rules

import (
	"slices"
	"strings"
	"unicode"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxResolverMissing = &lint.Rule{
	ID:       "nginx-resolver-missing",
	Severity: lint.Error,
	Doc: `A name to resolve at run time, and no resolver

A server with "resolve" needs the resolver directive: nginx does not read the system's, and does not start. A variable
that holds a host name makes every request fail with 502.

Name a resolver, in http or in the upstream.

Source: nginx's documentation of resolver and of proxy_pass; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := newNginxPlaces(h)
		if !pl.whole() {
			return
		}
		for path, d := range pl.named("server") {
			parent := nginxLast(path)
			if parent == nil || parent.Name.Text != "upstream" || !slices.ContainsFunc(d.Args, func(w nginx.Word) bool { return w.Text == "resolve" }) {
				continue
			}
			if list, known := pl.effective(path, "resolver"); known && len(list) == 0 {
				p.Report(d.Args[0].Range, "nothing names a resolver for %s", d.Arg(0))
			}
		}
		for path, d := range pl.named("proxy_pass") {
			if name := nginxSetName(pl, path, nginxTargetOf(d.Arg(0)).Host); name != "" {
				if list, known := pl.effective(path, "resolver"); known && len(list) == 0 {
					p.Report(d.Args[0].Range, "nothing names a resolver for %s", name)
				}
			}
		}
	},
}

// nginxSetName returns the host name that "set" gives a variable in a block of
// the path; "" where it gives none, or an upstream's name.
func nginxSetName(pl *nginxPlaces, path []*nginx.Directive, variable string) string {
	for _, block := range slices.Backward(path) {
		for _, set := range pl.in(block, "set") {
			if set.Arg(0) != variable {
				continue
			}
			value := set.Arg(1)
			if strings.Contains(value, "://") {
				value = nginxTargetOf(value).Host
			}
			host := nginx.ParseAddress(value).Host
			_, isUpstream := pl.upstream(host)
			if isUpstream || !strings.ContainsFunc(host, unicode.IsLetter) || strings.ContainsAny(host, "[$/") {
				return ""
			}
			return host
		}
	}
	return ""
}
