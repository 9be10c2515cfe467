package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxAddHeaderContentType = &lint.Rule{
	ID:       "nginx-add-header-content-type",
	Severity: lint.Warning,
	Doc: `A second Content-Type beside nginx's own

add_header adds: the answer has two Content-Type fields, and clients differ in which one they believe.

Write default_type, with "types {}" where the file's suffix must not count.

Source: nginx's documentation of add_header and default_type.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("add_header") {
			if strings.EqualFold(d.Arg(0), "content-type") {
				p.Report(d.Args[0].Range(), "the answer gets a second Content-Type")
			}
		}
	},
}
