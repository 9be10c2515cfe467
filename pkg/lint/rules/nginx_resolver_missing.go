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
		sets := make(map[nginxSet]*nginxNode)
		for d := range pl.named("set") {
			if at := (nginxSet{d.parent, d.Arg(0)}); sets[at] == nil {
				sets[at] = d
			}
		}
		for _, d := range pl.passes {
			if name := nginxSetName(sets, d); name != "" && d.config.whole {
				if list, known := d.effective("resolver"); known && len(list) == 0 {
					p.Report(d.Args[0].Range(), "nothing names a resolver for %s", name)
				}
			}
		}
	},
}

// nginxSet is a variable that is set in a block.
type nginxSet struct {
	block    *nginxNode
	variable string
}

// nginxSetName returns the host name that "set" gives the variable of a proxy_pass in
// a block around it; "" where it gives none, or an upstream's name.
func nginxSetName(sets map[nginxSet]*nginxNode, d nginxPass) string {
	if !strings.HasPrefix(d.target.Host, "$") {
		return ""
	}
	for block := d.parent; block != nil; block = block.parent {
		set := sets[nginxSet{block, d.target.Host}]
		if set == nil {
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
	return ""
}
