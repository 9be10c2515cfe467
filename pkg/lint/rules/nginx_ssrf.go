package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxSSRF = &lint.Rule{
	ID:       "nginx-ssrf",
	Severity: lint.Warning,
	Doc: `The client chooses the host that nginx asks

A proxy_pass whose host is a part of the path, an argument or a header field is an open proxy into the network that
nginx stands in.

Name an upstream, or choose it by a map; mark the location "internal" where only X-Accel-Redirect reaches it.

Source: nginx's documentation of proxy_pass and internal.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, d := range pl.passes {
			location := d.inner("location")
			if location == nil || !strings.Contains(d.Arg(0), "$") || location.has("internal") {
				continue
			}
			if nginxChosenHost.MatchString(d.target.Host) || nginxChosenHost.MatchString(d.target.Scheme) {
				p.Report(d.Args[0].Range(), "the client chooses the host in %s", d.Arg(0))
			}
		}
	},
}

// nginxChosenHost finds a host, or its registered part, that a client may write.
var nginxChosenHost = regexp.MustCompile(`(?:^|\.)\$\{?(?:\d|arg_\w+|cookie_\w+|http_\w+)\}?$`)
