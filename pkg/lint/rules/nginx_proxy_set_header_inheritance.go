package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
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
		pl := newNginxPlaces(h)
		seen := make(map[*nginx.Directive]bool) // blocks
		for path, d := range pl.named("proxy_set_header") {
			block := nginxLast(path)
			if block == nil || seen[block] {
				continue
			}
			seen[block] = true
			nginxReportDropped(p, pl, path, d, strings.EqualFold)
		}
	},
}

// nginxLast is the innermost block of a path, nil for none.
func nginxLast(path []*nginx.Directive) *nginx.Directive {
	if len(path) == 0 {
		return nil
	}
	return path[len(path)-1]
}

// nginxReportDropped reports the directives that d, the first of its name in its
// block, keeps the block from inheriting; same tells whether two fields are one.
func nginxReportDropped(p *lint.Pass, pl *nginxPlaces, path []*nginx.Directive, d *nginx.Directive, same func(a, b string) bool) {
	block := nginxLast(path)
	if len(pl.in(block, "include")) > 0 {
		return
	}
	own := pl.in(block, d.Name.Text)
	outer, _ := pl.effective(path[:len(path)-1], d.Name.Text)
	var fields, lines []string
	for _, o := range outer {
		repeated := slices.ContainsFunc(own, func(d *nginx.Directive) bool { return same(d.Arg(0), o.Arg(0)) })
		if !repeated {
			fields = append(fields, o.Arg(0))
			lines = append(lines, nginxLine(o))
		}
	}
	if len(fields) == 0 {
		return
	}
	var fix *lint.Fix
	if !slices.Contains(lines, "") {
		fix = nginxInsert(d, lines...)
	}
	p.ReportFinding(lint.Finding{
		Range: d.Name.Range, Fix: fix,
		Message: fmt.Sprintf("the %s lines of this level keep it from inheriting %s", d.Name.Text, strings.Join(fields, ", ")),
		Related: []lint.Related{{Message: "not inherited", Range: outer[0].Range()}},
	})
}
