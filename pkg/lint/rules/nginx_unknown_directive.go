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
	Doc: `A word that is no directive of nginx, but nearly one or an argument

nginx does not start with a directive that none of its modules knows. A word that can only be an argument stands there after a
semicolon too many.

Write the directive's name.

Source: nginx's directive index; seen on nginx 1.22: "unknown directive".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names {
			if name == "" || len(nginx.Lookup(name)) > 0 || nginxForeign(name) {
				continue
			}
			near := nginx.Suggest(name)
			if near == "" && nginxIsNoName(name) {
				for _, d := range pl.byName[name] {
					p.Report(d.Name.Range(), "%q stands where a directive begins, and is no directive's name", name)
				}
				continue
			}
			if near == "" {
				continue
			}
			for _, d := range pl.byName[name] {
				p.ReportFix(d.Name.Range(), lint.Replace(d.Name.Range(), near), "nginx has no directive %q; did you mean %q?", name, near)
			}
		}
	},
}

// nginxIsNoName tells whether a word has a character that no directive's name has,
// of any module's: an argument at the start of a line, after a semicolon too many.
// What a template may leave ("{{ x }}", "@x@", "%x") is not judged.
func nginxIsNoName(word string) bool {
	const inNames, inArguments = "abcdefghijklmnopqrstuvwxyz0123456789_", "$./:=-~^*()[]?,+"
	return (strings.ContainsAny(word, inArguments) || strings.Trim(word, "0123456789") == "") && strings.Trim(strings.ToLower(word), inNames+inArguments) == ""
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
