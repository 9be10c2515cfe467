package rules

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxListenHTTP2 = &lint.Rule{
	ID:       "nginx-listen-http2",
	Severity: lint.Warning,
	Doc: `http2 as a parameter of listen

From 1.25.1 HTTP/2 is switched on by a directive of its own, for each server. The parameter still works, for every server
on the address, whatever their own http2 says; nginx warns of it at each start, and a later release will refuse it.

Write "http2 on;" in the server, and take the parameter away.

Source: nginx's documentation of listen and of http2; CHANGES of nginx 1.25.1.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if v, known := nginxVersion(p); !known || !nginx.HTTP2Directive.In(v) {
			return
		}
		for _, s := range nginxPlacesOf.Of(p, h).servers {
			written := s.has("http2")
			for listen := range s.find("listen") {
				i := slices.IndexFunc(listen.Args, func(w nginx.Word) bool { return w.Text == "http2" })
				if i < 1 {
					continue
				}
				fix := &lint.Fix{Edits: []lint.Edit{nginxWithoutArg(listen.Directive, i)}}
				if !written {
					fix.Edits = append(nginxInsert(listen.Directive, "http2 on;").Edits, fix.Edits...)
					written = true
				}
				p.ReportFix(listen.Args[i].Range(), fix, "http2 of listen is deprecated since nginx %s", nginx.HTTP2Directive.Facts().Since)
			}
		}
	},
}

// nginxWithoutArg takes away an argument that is not the first, and the blanks before it.
func nginxWithoutArg(d *nginx.Directive, i int) lint.Edit {
	return lint.Edit{Range: hcl.Range{Filename: d.Args[i].Range().Filename, Start: d.Args[i-1].Range().End, End: d.Args[i].Range().End}}
}
