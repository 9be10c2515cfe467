package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUnknownDirective = &lint.Rule{
	ID:       "nginx-unknown-directive",
	Severity: lint.Error,
	Doc: `A directive that nginx does not know, beside one of nearly that name

nginx does not start with a directive that none of its modules knows.

Write the directive's name.

Source: nginx's directive index; seen on nginx 1.22: "unknown directive".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names {
			if name == "" || len(nginx.Lookup(name)) > 0 || nginxForeign(name) {
				continue
			}
			near := nginx.Suggest(name)
			if near == "" {
				continue
			}
			for _, d := range pl.byName[name] {
				p.ReportFix(d.Name.Range(), lint.Replace(d.Name.Range(), near), "nginx has no directive %q; did you mean %q?", name, near)
			}
		}
	},
}

// nginxForeign tells whether a name has the prefix of a module that is not nginx's own.
func nginxForeign(name string) bool {
	return slices.ContainsFunc(nginxForeignPrefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) || strings.Contains(name, "_by_lua")
}

// nginxForeignPrefixes begin the directives of modules that others write.
var nginxForeignPrefixes = []string{
	"lua_", "more_", "brotli", "zstd", "geoip2", "modsecurity", "passenger_", "vhost_traffic_", "pagespeed", "nchan_", "push_stream_",
	"redis", "memc_", "srcache_", "echo", "set_", "headers_more", "auth_pam", "auth_ldap", "dav_ext_", "fancyindex", "substitutions",
	"subs_filter", "upload_", "cache_purge", "check", "upsync", "rtmp", "push", "hls", "naxsi", "xslt_", "opentracing", "opentelemetry",
	"njs", "otel_", "js_", "psgi", "uthreads", "drizzle_", "encrypted_", "postgres_", "testcookie", "jaeger", "sticky", "sysguard", "rds_",
}
