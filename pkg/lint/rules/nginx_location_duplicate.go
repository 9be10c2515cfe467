package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxLocationDuplicate = &lint.Rule{
	ID:       "nginx-location-duplicate",
	Severity: lint.Error,
	Doc: `Two locations of one path

nginx does not start with two locations of one kind and path in a block; of two equal expressions it never tries the
second.

Make them one.

Source: Seen on nginx 1.22: "duplicate location".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		type place struct {
			block          *nginxNode
			modifier, path string
		}
		first := make(map[place]*nginxNode)
		for d := range pl.named("location") {
			modifier, prefix := nginx.SplitLocation(d.Directive)
			if modifier == "^~" {
				modifier = "" // the same tree
			}
			at := place{d.parent, modifier, prefix}
			before := first[at]
			if before == nil {
				first[at] = d
				continue
			}
			if at.block == nil {
				continue
			}
			p.ReportFinding(lint.Finding{
				Range: d.Name.Range(), Message: fmt.Sprintf("there is a location %q in this block already", prefix),
				Related: []lint.Related{{Message: "the first", Range: before.Name.Range()}},
			})
		}
	},
}
