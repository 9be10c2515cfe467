package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxRealipAnyone = &lint.Rule{
	ID:       "nginx-realip-anyone",
	Severity: lint.Warning,
	Doc: `Every client may say which address it comes from

set_real_ip_from with the whole of the Internet believes the header field of anyone: a client writes itself into an
allow list, and out of a limit and the log.

Name the addresses of the balancers in front alone.

Source: nginx's documentation of set_real_ip_from.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("set_real_ip_from") {
			if a := d.Arg(0); a == "0.0.0.0/0" || a == "::/0" {
				p.Report(d.Args[0].Range(), "%s believes the address that any client claims", a)
			}
		}
	},
}
