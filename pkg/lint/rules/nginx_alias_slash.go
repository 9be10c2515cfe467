package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxAliasSlash = &lint.Rule{
	ID:       "nginx-alias-slash",
	Severity: lint.Warning,
	Doc: `An alias without the slash that its location has

nginx puts the alias in the place of the location's own text: "location /i/" with "alias /data" looks for /i/x in
/datax.

End the alias in a slash too.

Source: nginx's documentation of alias.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("alias") {
			location := d.parent
			if !location.is("location") || strings.HasSuffix(d.Arg(0), "/") || strings.Contains(d.Arg(0), "$") || len(d.Args) == 0 {
				continue
			}
			modifier, prefix := nginx.SplitLocation(location.Directive)
			if modifier != "" && modifier != "^~" || !strings.HasSuffix(prefix, "/") {
				continue
			}
			var fix *lint.Fix
			if d.Args[0].Quote == 0 {
				fix = lint.Replace(d.Args[0].Range(), d.Arg(0)+"/")
			}
			p.ReportFix(d.Args[0].Range(), fix, "%sx is looked for in %sx", prefix, d.Arg(0))
		}
	},
}
