package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxProxyHost = &lint.Rule{
	ID:       "nginx-proxy-host",
	Severity: lint.Warning,
	Doc: `The client's Host header does not reach the back end

Without "proxy_set_header Host" nginx sends the name in proxy_pass, which is the upstream's: an application that looks at
the Host header, as name-based sites do, answers for a site that nobody asked for. A proxy_set_header in a location takes
the place of all those around it, so that one for another field loses the Host as well.

Write "proxy_set_header Host $host;" beside the proxy_pass.

Source: nginx's documentation of proxy_set_header; seen on nginx 1.22.`,
	Nginx: func(p *lint.Pass, f *nginx.File) {
		for path, d := range f.Walk() {
			if d.Name.Text != "proxy_pass" || len(d.Args) == 0 || !inHTTP(path) {
				continue
			}
			effective := nginx.Effective(path, "proxy_set_header")
			if setsHeader(effective, "host") {
				continue
			}
			why := "nothing sets it"
			if len(effective) > 0 {
				why = "the proxy_set_header lines of this level take the place of those around it"
			}
			p.Report(d.Name.Range, "the back end of %s gets its own name as Host, not the client's: %s", d.Args[0].Text, why)
		}
	},
}

// inHTTP tells whether a directive is one of the http module, not of stream.
func inHTTP(path []*nginx.Directive) bool {
	for _, d := range path {
		if d.Name.Text == "stream" || d.Name.Text == "mail" {
			return false
		}
	}
	return len(path) > 0
}

// setsHeader tells whether one of the directives sets a header field.
func setsHeader(directives []*nginx.Directive, field string) bool {
	for _, d := range directives {
		if len(d.Args) > 0 && strings.EqualFold(d.Args[0].Text, field) {
			return true
		}
	}
	return false
}
