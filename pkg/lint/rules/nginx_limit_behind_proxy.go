package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxLimitBehindProxy = &lint.Rule{
	ID:       "nginx-limit-behind-proxy",
	Severity: lint.Warning,
	Doc: `A limit for each client that all clients share

A host of the estate passes its requests to this nginx: the address of every client is that of the host before it. A limit by
$binary_remote_addr or $remote_addr is then one for all of them together, and 503 is what everybody gets under load.

Let nginx take the address from the field that the host before sends: "set_real_ip_from" with that host's address, and
"real_ip_header X-Forwarded-For".

Source: nginx's documentation of limit_req_zone, limit_conn_zone and ngx_http_realip_module; seen on nginx 1.22.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		before := nginxPassedTo.Of(p, e)
		for _, h := range e.Hosts {
			pl := nginxPlacesOf.Of(p, h)
			byAddress := make(map[nginxZoneKey]bool)
			for d := range pl.named("limit_req_zone", "limit_conn_zone") {
				key := d.Arg(0)
				for i := 1; i < len(d.Args); i++ {
					if zone, ok := strings.CutPrefix(d.Arg(i), "zone="); ok {
						name, _, _ := strings.Cut(zone, ":")
						byAddress[nginxZoneKey{d.config, name}] = key == "$binary_remote_addr" || key == "$remote_addr"
					}
				}
			}
			if len(byAddress) == 0 {
				continue
			}
			proxied := nginxProxied(p, h, before)
			for d := range pl.named("limit_req", "limit_conn") {
				zone := d.Arg(0)
				for i := range d.Args {
					if name, ok := strings.CutPrefix(d.Arg(i), "zone="); ok {
						zone = name
					}
				}
				host := proxied[d.inner("server")]
				if host != nil && d.config.whole && byAddress[nginxZoneKey{d.config, zone}] && d.unset("set_real_ip_from") {
					p.Report(d.Name.Range(), "the requests come from %s, and all of them share the limit of one address", host.Name)
				}
			}
		}
	},
}
