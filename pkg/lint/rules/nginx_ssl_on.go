package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/version"
)

var nginxSSLOn = &lint.Rule{
	ID:       "nginx-ssl-on",
	Severity: lint.Warning,
	Doc: `TLS switched on for a whole server

"ssl on" is deprecated since 1.15.0, and nginx 1.25.1 does not start with it. It puts TLS on every listen of the server,
on port 80 as well.

Write "ssl" at each listen that speaks TLS.

Source: nginx's documentation of ssl in ngx_http_ssl_module; CHANGES of nginx 1.15.0 and 1.25.1.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		v, known := nginxVersion(p)
		if known && (!v.AtLeast(version.Of(1, 15, 0)) || !nginx.SSLDirective.In(v)) {
			return // nothing is wrong with it, or nginx-parameter-version reports it
		}
		for d := range nginxPlacesOf.Of(p, h).named("ssl") {
			if d.Arg(0) == "on" {
				p.ReportFix(d.Range(), nginxSSLAtListens(d), `"ssl on" keeps nginx 1.25.1 from starting`)
			}
		}
	},
}

// nginxSSLAtListens is the fix that moves ssl to the listens of a server; nil where
// it does not stand beside them.
func nginxSSLAtListens(d *nginxNode) *lint.Fix {
	if !d.parent.is("server") || d.parent.open || !d.parent.has("listen") || strings.Contains(d.Name.Before, "#") {
		return nil
	}
	fix := &lint.Fix{Edits: []lint.Edit{nginxRemoved(d)}}
	for listen := range d.parent.find("listen") {
		if len(listen.Args) == 0 || listen.Args[0].Range().Filename != d.Name.Range().Filename {
			return nil
		}
		if !slices.ContainsFunc(listen.Args, func(w nginx.Word) bool { return w.Text == "ssl" }) {
			after := listen.Args[0].Range()
			after.Start = after.End
			fix.Edits = append(fix.Edits, lint.Edit{Range: after, Text: " ssl"})
		}
	}
	return fix
}

// nginxRemoved takes away a directive of a block, and the blanks before it.
func nginxRemoved(d *nginxNode) lint.Edit {
	before := d.parent.Block.Open
	for _, other := range d.parent.Block.Directives {
		if other == d.Directive {
			break
		}
		before = other.End
		if other.Block != nil {
			before = other.Block.Close
		}
	}
	r := d.Range()
	start := before.Range().End
	start.Byte += len(before.After)
	start.Column += len([]rune(before.After))
	r.Start = start
	return lint.Edit{Range: r}
}
