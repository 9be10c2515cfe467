package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxArgumentCount = &lint.Rule{
	ID:       "nginx-argument-count",
	Severity: lint.Error,
	Doc: `A directive with more or fewer arguments than it takes

nginx does not start. Often a semicolon is missing at the end of the line, and the next line became arguments.

Write the arguments that the documentation shows, and end the line with a semicolon.

Source: nginx's documentation of the directive; seen on nginx 1.22: "invalid number of arguments".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, group := range nginxSpecGroupsOf.Of(p, h) {
			nginxReportCounts(p, group)
		}
	},
}

func nginxReportCounts(p *lint.Pass, group nginxSpecGroup) {
	if len(group.specs) == 0 {
		return
	}
	simpleLeast, simpleMost := nginxArgumentCounts(group.specs, false)
	blockLeast, blockMost := nginxArgumentCounts(group.specs, true)
	choice := newNginxSpecChoice(group.specs)
	for _, d := range group.nodes {
		least, most := simpleLeast, simpleMost
		switch context := nginxContext(d); {
		case len(group.specs) > 1 && context != "":
			if here := choice.in(context); len(here) > 0 {
				least, most = nginxArgumentCounts(here, d.Block != nil)
			}
		case d.Block != nil:
			least, most = blockLeast, blockMost
		}
		switch n := len(d.Args); {
		case n >= least && n <= most, d.End.Missing():
		case n < least:
			p.Report(d.Name.Range(), "%s has %d arguments, and takes %d at least", group.name, n, least)
		default:
			p.Report(d.Args[most].Range(), "%s takes %d arguments at most, and has %d", group.name, most, n)
		}
	}
}

// nginxArgumentCounts are the bounds of the modules that have the directive, as a
// block or not; none where it is never that.
func nginxArgumentCounts(specs []nginx.DirectiveSpec, block bool) (least, most int) {
	if !slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return s.Block == block }) {
		return 0, nginx.AnyNumber
	}
	least = nginx.AnyNumber
	for _, s := range specs {
		if s.Block != block {
			continue
		}
		low, high := s.ArgumentCount()
		least, most = min(least, low), max(most, high)
	}
	return least, most
}
