package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxRealipNoSource = &lint.Rule{
	ID:       "nginx-realip-no-source",
	Severity: lint.Warning,
	Doc: `real_ip_header without any address to believe it from

nginx takes the client's address from the field only where the request comes from an address of set_real_ip_from.
Without one, the log and the access lists go on seeing the balancer.

Name the balancer with set_real_ip_from.

Source: nginx's documentation of set_real_ip_from.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("real_ip_header") {
			if d.parent == nil || !d.config.whole {
				continue
			}
			if from, known := d.effective("set_real_ip_from"); known && len(from) == 0 {
				p.Report(d.Name.Range(), "no set_real_ip_from holds here, so %s is never read", d.Arg(0))
			}
		}
	},
}
