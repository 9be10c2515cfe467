package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxAddHeaderInheritance = &lint.Rule{
	ID:       "nginx-add-header-inheritance",
	Severity: lint.Warning,
	Doc: `An add_header that drops the security headers of the level around it

add_header is inherited only by a level that has none of its own: one Cache-Control in a location takes away
Strict-Transport-Security and its like.

Repeat the fields of the outer level beside it, or from 1.29.3 write "add_header_inherit merge;".

Source: nginx's documentation of add_header and add_header_inherit.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		seen := make(map[*nginxNode]bool) // blocks
		for d := range pl.named("add_header") {
			block := d.parent
			if block == nil || seen[block] {
				continue
			}
			seen[block] = true
			if inherit, known := d.value("add_header_inherit", "on"); !known || inherit == "merge" {
				continue
			}
			outer, _ := d.parent.effective("add_header")
			if slices.ContainsFunc(outer, nginxGuards) {
				nginxReportDropped(p, d, strings.EqualFold)
			}
		}
	},
}

// nginxGuards tells whether an add_header is of a field that guards the client.
func nginxGuards(d *nginxNode) bool {
	switch strings.ToLower(d.Arg(0)) {
	case "strict-transport-security", "content-security-policy", "x-frame-options", "x-content-type-options", "referrer-policy",
		"permissions-policy", "cross-origin-opener-policy", "cross-origin-embedder-policy", "cross-origin-resource-policy":
		return true
	}
	return false
}
