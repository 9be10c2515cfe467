package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxPassPort = &lint.Rule{
	ID:       "nginx-pass-port",
	Severity: lint.Error,
	Doc: `An address without a port where nginx knows no default

FastCGI, uwsgi, SCGI, gRPC without a scheme, memcached and TCP have no usual port: nginx does not start with an address that has none and is no upstream's
name.

Write the port.

Source: nginx's documentation of fastcgi_pass and proxy_pass; seen on nginx 1.22: "no port in upstream".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		type group struct {
			config *nginxConfig
			family nginx.Family
			name   string
		}
		upstreams := make(map[group]bool)
		for _, u := range pl.upstreams {
			upstreams[group{u.node.config, u.node.family(), strings.ToLower(u.Name.Text)}] = true
		}
		for _, name := range []string{"fastcgi_pass", "uwsgi_pass", "scgi_pass", "memcached_pass", "grpc_pass", "proxy_pass"} {
			for _, d := range pl.byName[name] {
				family := d.family()
				text := strings.TrimPrefix(strings.TrimPrefix(d.Arg(0), "uwsgi://"), "suwsgi://")
				switch {
				case len(d.Args) != 1, !d.config.main, d.config.partial, !d.isKnown(), name == "proxy_pass" && family != nginx.Stream:
				case text == "", strings.ContainsAny(text, "$/"), strings.HasPrefix(text, "unix:"), upstreams[group{d.config, family, strings.ToLower(text)}]:
				case nginx.ParseAddress(text).Port == "" && !strings.HasSuffix(text, ":"):
					p.Report(d.Args[0].Range(), "%q has no port, and is no upstream's name", text)
				}
			}
		}
	},
}
