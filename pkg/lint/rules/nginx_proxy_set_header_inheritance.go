package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxProxySetHeaderInheritance = &lint.Rule{
	ID:       "nginx-proxy-set-header-inheritance",
	Severity: lint.Warning,
	Doc: `A proxy_set_header that drops those of the level around it

proxy_set_header is inherited only by a level that has none of its own: one line in a location takes away every field
that the server or http block sets, and nothing says so.

Repeat the fields of the outer level beside it, or in an included file.

Source: nginx's documentation of proxy_set_header; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		seen := make(map[*nginxNode]bool) // blocks
		for d := range pl.named("proxy_set_header") {
			block := d.parent
			if block == nil || seen[block] {
				continue
			}
			seen[block] = true
			nginxReportDropped(p, d, strings.EqualFold)
		}
	},
}

// nginxMostFields is the number of fields from which on a level is nobody's work,
// and not compared with others.
const nginxMostFields = 100

// nginxReportDropped reports the directives that d, the first of its name in its
// block, keeps the block from inheriting; same tells whether two fields are one.
func nginxReportDropped(p *lint.Pass, d *nginxNode, same func(a, b string) bool) {
	if d.parent.open {
		return
	}
	own := d.parent.in(d.Name.Text)
	outer, _ := d.parent.effective(d.Name.Text)
	if len(outer) > nginxMostFields || len(own) > nginxMostFields {
		return
	}
	var fields, lines []string
	for _, o := range outer {
		repeated := slices.ContainsFunc(own, func(d *nginxNode) bool { return same(d.Arg(0), o.Arg(0)) })
		if !repeated {
			fields = append(fields, o.Arg(0))
			lines = append(lines, nginxLine(o.Directive))
		}
	}
	if len(fields) == 0 {
		return
	}
	var fix *lint.Fix
	if !slices.Contains(lines, "") {
		fix = nginxInsert(d.Directive, lines...)
	}
	p.ReportFinding(lint.Finding{
		Range: d.Name.Range(), Fix: fix,
		Message: fmt.Sprintf("the %s lines of this level keep it from inheriting %s", d.Name.Text, strings.Join(fields, ", ")),
		Related: []lint.Related{{Message: "not inherited", Range: outer[0].Range()}},
	})
}
