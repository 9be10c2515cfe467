package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxValidReferersNone = &lint.Rule{
	ID:       "nginx-valid-referers-none",
	Severity: lint.Error,
	Doc: `Valid referers without one

With "none" and "blocked" alone no referer is valid, and nginx does not start.

Name the sites whose pages may refer to this one.

Source: nginx's documentation of valid_referers; seen on nginx 1.22: "without any valid referer".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		first := make(map[*nginxNode]*nginxNode) // of each block
		named := make(map[*nginxNode]bool)
		var blocks []*nginxNode
		for _, d := range nginxPlacesOf.Of(p, h).byName["valid_referers"] {
			block := d.parent
			if block == nil {
				continue
			}
			if first[block] == nil {
				first[block] = d
				blocks = append(blocks, block)
			}
			named[block] = named[block] || slices.ContainsFunc(d.Args, func(w nginx.Word) bool { return w.Text != "none" && w.Text != "blocked" })
		}
		for _, block := range blocks {
			if d := first[block]; !named[block] && !block.open && len(d.Args) > 0 {
				p.Report(d.Name.Range(), "none and blocked alone leave no referer that is valid")
			}
		}
	},
}
