package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxReturnBeforeAccess = &lint.Rule{
	ID:       "nginx-return-before-access",
	Severity: lint.Warning,
	Doc: `A return that nobody is kept from

nginx carries return out before it looks at allow and deny: everyone gets the answer.

Answer from a named location by error_page or try_files, or by a file.

Source: nginx's documentation of the request phases; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("return") {
			location := d.parent
			if !location.is("location") {
				continue
			}
			denies := location.in("deny")
			if len(denies) > 0 && location.has("allow") && !strings.HasPrefix(d.Arg(0), "4") {
				p.Report(d.Name.Range(), "everyone gets the answer %s: allow and deny come later", d.Arg(0))
			}
		}
	},
}
