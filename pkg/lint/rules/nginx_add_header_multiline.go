package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxAddHeaderMultiline = &lint.Rule{
	ID:       "nginx-add-header-multiline",
	Severity: lint.Warning,
	Doc: `A header field over several lines

nginx sends the line breaks as they stand: clients over HTTP/2 refuse the answer, and folded fields are obsolete in
HTTP/1.1.

Write the value on one line, or put it together from variables.

Source: RFC 9112, section 5.2; RFC 9113, section 8.2.1.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("add_header", "add_trailer", "proxy_set_header", "more_set_headers") {
			for _, w := range d.Args {
				if !strings.ContainsAny(w.Text, "\r\n") {
					continue
				}
				var fix *lint.Fix
				if one, err := nginx.Quote(strings.Join(strings.Fields(w.Text), " ")); err == nil {
					fix = lint.Replace(w.Range(), nginxWritten(one))
				}
				p.ReportFix(w.Range(), fix, "the value of %s has line breaks", d.Arg(0))
			}
		}
	},
}
