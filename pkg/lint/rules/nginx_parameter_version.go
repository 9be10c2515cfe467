package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxParameterVersion = &lint.Rule{
	ID:       "nginx-parameter-version",
	Severity: lint.Error,
	Doc: `A parameter that the host's nginx does not know

nginx does not start with a parameter that is newer than its release, or that only the commercial one has.

Leave it out on that release, or run a newer one.

Source: nginx's documentation of server, listen, sticky and proxy_next_upstream; nginx's CHANGES.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		v, known := nginxVersion(p)
		if !known {
			return
		}
		pl := nginxPlacesOf.Of(p, h)
		for directive, features := range nginxParameters {
			for _, d := range pl.byName[directive] {
				if directive == "server" && d.parent != nil && !d.parent.is("upstream") {
					continue
				}
				for i := range d.Args {
					w := &d.Args[i]
					name, _, _ := strings.Cut(w.Text, "=")
					feature, ok := features[name]
					if !ok || i < nginxParametersFrom[directive] || feature.In(v) {
						continue
					}
					nginxReportFeature(p, w, feature, v)
				}
			}
		}
		for _, u := range pl.upstreams {
			if u.Method == nil || u.Method.Name.Text != "ip_hash" || nginx.IPHashWeight.In(v) {
				continue
			}
			for _, s := range u.Servers {
				if weight, ok := s.Param("weight"); ok {
					nginxReportFeature(p, weight.Word, nginx.IPHashWeight, v)
				}
			}
		}
	},
}

// nginxReportFeature reports what a release does not have.
func nginxReportFeature(p *lint.Pass, w *nginx.Word, feature nginx.Feature, v nginx.Version) {
	facts := feature.Facts()
	switch {
	case facts.Commercial:
		p.Report(w.Range(), "%s is of the commercial nginx alone", facts.Name)
	case v.AtLeast(facts.Since):
		p.Report(w.Range(), "%s is gone since nginx %s; the host runs %s", facts.Name, facts.Until, v)
	default:
		p.Report(w.Range(), "%s came with nginx %s; the host runs %s", facts.Name, facts.Since, v)
	}
}

// nginxParameters are the parameters that not every release knows, by directive.
var nginxParameters = map[string]map[string]nginx.Feature{
	"server": {
		"max_conns": nginx.ServerMaxConns, "resolve": nginx.ServerResolve, "service": nginx.ServerService, "route": nginx.ServerRoute,
		"drain": nginx.ServerDrain, "slow_start": nginx.ServerSlowStart,
	},
	"listen": {
		"default_server": nginx.ListenDefaultServer, "ssl": nginx.ListenSSL, "http2": nginx.ListenHTTP2, "reuseport": nginx.ListenReuseport,
		"proxy_protocol": nginx.ListenProxyProtocol, "quic": nginx.ListenQUIC, "multipath": nginx.ListenMultipath,
	},
	"proxy_next_upstream": nginxNextUpstream, "fastcgi_next_upstream": nginxNextUpstream, "grpc_next_upstream": nginxNextUpstream,
	"memcached_next_upstream": nginxNextUpstream, "scgi_next_upstream": nginxNextUpstream, "uwsgi_next_upstream": nginxNextUpstream,
	"keepalive":          {"local": nginx.KeepaliveLocal},
	"proxy_http_version": {"2": nginx.ProxyHTTPVersion2},
	"error_log":          {"json": nginx.ErrorLogJSON},
	"add_header":         {"always": nginx.AddHeaderAlways},
	"ssl":                {"on": nginx.SSLDirective, "off": nginx.SSLDirective},
}

// nginxParametersFrom are the arguments before the parameters.
var nginxParametersFrom = map[string]int{"server": 1, "listen": 1, "add_header": 2, "keepalive": 1, "error_log": 1}

// nginxNextUpstream are those of proxy_next_upstream and its likes.
var nginxNextUpstream = map[string]nginx.Feature{
	"http_502": nginx.NextUpstream502, "http_504": nginx.NextUpstream504, "http_403": nginx.NextUpstream403,
	"http_429": nginx.NextUpstream429, "non_idempotent": nginx.NextUpstreamNonIdem, "denied": nginx.NextUpstreamDenied,
}
