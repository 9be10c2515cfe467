package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxAllowWithoutDeny = &lint.Rule{
	ID:       "nginx-allow-without-deny",
	Severity: lint.Warning,
	Doc: `An allow that keeps nobody out

An address that no allow or deny speaks of is let in: allow lines without a deny restrict nothing.

Write "deny all;" after them.

Source: nginx's documentation of ngx_http_access_module.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		seen := make(map[*nginxNode]bool)
		for d := range pl.named("allow") {
			block := d.parent
			if block == nil || seen[block] || d.Arg(0) == "all" {
				continue
			}
			seen[block] = true
			allowed := block.in("allow")
			last := allowed[len(allowed)-1]
			if block.has("deny") || block.open || last.Arg(0) == "all" {
				continue
			}
			if satisfy, known := d.value("satisfy", "all"); !known || satisfy == "any" {
				continue
			}
			after := last.Range()
			after.Start = after.End
			fix := lint.Replace(after, nginxBlanks(last.Directive)+"deny all;")
			p.ReportFix(d.Name.Range(), fix, "no deny follows, so every other address is let in too")
		}
	},
}

// nginxBlanks is what stands between the line before a directive and the directive.
func nginxBlanks(d *nginx.Directive) string {
	if i := strings.LastIndexByte(d.Name.Before, '\n'); i >= 0 {
		return d.Name.Before[i:]
	}
	return " "
}
