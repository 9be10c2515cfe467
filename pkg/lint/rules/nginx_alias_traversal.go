package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxAliasTraversal = &lint.Rule{
	ID:       "nginx-alias-traversal",
	Severity: lint.Warning,
	Doc: `An alias that lets the client out of its folder

"location /i" with "alias /data/" turns /i../secret into /data/../secret: whatever lies beside the folder is served.

End the location in a slash too.

Source: nginx's documentation of alias; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("alias") {
			location := d.parent
			if !location.is("location") || !strings.HasSuffix(d.Arg(0), "/") {
				continue
			}
			modifier, prefix := nginx.SplitLocation(location.Directive)
			if modifier != "" && modifier != "^~" || strings.HasSuffix(prefix, "/") {
				continue
			}
			last := location.Args[len(location.Args)-1]
			var fix *lint.Fix
			if last.Quote == 0 {
				fix = lint.Replace(last.Range(), last.Text+"/")
			}
			p.ReportFix(last.Range(), fix, "%s../x is served from %s../x", prefix, d.Arg(0))
		}
	},
}
