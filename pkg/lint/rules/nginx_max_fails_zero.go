package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxMaxFailsZero = &lint.Rule{
	ID:       "nginx-max-fails-zero",
	Severity: lint.Warning,
	Doc: `max_fails=0: a dead server keeps its share of the requests

With max_fails=0 nginx does not count a server's failures: each request that falls to a dead one waits for the
connection to fail before it goes elsewhere.

Leave it out for the default of 1, or give a small number.

Source: nginx's documentation of server in ngx_http_upstream_module.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if len(u.Servers) < 2 {
				continue
			}
			for _, s := range u.Servers {
				if param, ok := s.Param("max_fails"); ok && param.Value == "0" {
					p.Report(param.Word.Range(), "the failures of %s are not counted", s.Directive.Arg(0))
				}
			}
		}
	},
}
