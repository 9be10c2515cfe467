package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxValidReferers = &lint.Rule{
	ID:       "nginx-valid-referers",
	Severity: lint.Info,
	Doc: `A check of Referer that the client may leave out

"none" and "blocked" let in a request without a Referer, or with one that says nothing: who wants to get past the check
sends none.

Leave them out, unless the check is only against pages that show the files of others.

Source: nginx's documentation of valid_referers.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("valid_referers") {
			for _, w := range d.Args {
				if w.Text == "none" || w.Text == "blocked" {
					p.Report(w.Range(), "%s lets in requests that say no referer", w.Text)
				}
			}
		}
	},
}
