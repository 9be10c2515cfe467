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
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("server") {
			if !d.config.whole || !d.parent.is("upstream") || !slices.ContainsFunc(d.Args, func(w nginx.Word) bool { return w.Text == "resolve" }) {
				continue
			}
			if list, known := d.effective("resolver"); known && len(list) == 0 {
				p.Report(d.Args[0].Range(), "nothing names a resolver for %s", d.Arg(0))
			}
		}
		for _, d := range pl.passes {
			if name := nginxSetName(d.nginxNode, d.target.Host); name != "" && d.config.whole {
				if list, known := d.effective("resolver"); known && len(list) == 0 {
					p.Report(d.Args[0].Range(), "nothing names a resolver for %s", name)
				}
			}
		}
	},
}

// nginxSetName returns the host name that "set" gives a variable in a block around
// d; "" where it gives none, or an upstream's name.
func nginxSetName(d *nginxNode, variable string) string {
	if !strings.HasPrefix(variable, "$") {
		return ""
	}
	for block := d.parent; block != nil; block = block.parent {
		for set := range block.find("set") {
			if set.Arg(0) != variable {
				continue
			}
			value := set.Arg(1)
			if strings.Contains(value, "://") {
				value = nginxTargetOf(value).Host
			}
			host := nginx.ParseAddress(value).Host
			if d.config.upstream(host) != nil || !strings.ContainsFunc(host, unicode.IsLetter) || strings.ContainsAny(host, "[$/") {
				return ""
			}
			return host
		}
	}
	return ""
}
