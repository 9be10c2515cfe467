package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheInlineComment = &lint.Rule{
	ID:       "apache-inline-comment",
	Severity: lint.Warning,
	Doc: `A comment behind a directive

A "#" begins a comment only where a line begins. Behind a directive it is an argument: a flag passes over it, ServerAlias
takes its words for names, and others refuse to start.

Put the comment on a line of its own.

Source: httpd's documentation, Configuration Files; seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, d := range readDirectives(p, f) {
			for i, arg := range d.Args {
				if arg.Text != "#" && !(strings.HasPrefix(arg.Text, "##")) || arg.Quote != 0 || i == 0 || d.Block != nil {
					continue
				}
				words := make([]string, 0, len(d.Args))
				for _, w := range d.Args[i:] {
					words = append(words, w.Raw())
				}
				comment := strings.Join(words, " ")
				rest := hcl.RangeBetween(arg.Range, d.Args[len(d.Args)-1].Range)
				var fix *lint.Fix
				if rest.Start.Line == rest.End.Line {
					cut := hcl.Range{Filename: rest.Filename, Start: d.Args[i-1].Range.End, End: rest.End}
					fix = &lint.Fix{Edits: []lint.Edit{lineBefore(d, comment).Edits[0], {Range: cut}}}
				}
				p.ReportFix(rest, fix, "%q is no comment here but arguments of %s", comment, d.Name.Text)
				break
			}
		}
	},
}
