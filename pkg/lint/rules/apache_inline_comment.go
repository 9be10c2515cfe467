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
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.directives {
			if d.commented && d.Block == nil {
				reportInlineComment(p, d, len(beforeComment(d.Args)))
			}
		}
	}),
}

// beforeComment are the arguments up to what is meant as a comment.
func beforeComment(args []apache.Word) []apache.Word {
	for i := 1; i < len(args); i++ {
		if w := &args[i]; w.Quote == 0 && (w.Text == "#" || strings.HasPrefix(w.Text, "##")) {
			return args[:i]
		}
	}
	return args
}

// reportInlineComment reports the arguments from i on.
func reportInlineComment(p *lint.Pass, d *configured, i int) {
	words := make([]string, 0, len(d.Args)-i)
	for _, w := range d.Args[i:] {
		words = append(words, w.Raw())
	}
	comment := strings.Join(words, " ")
	rest := hcl.RangeBetween(d.Args[i].Range(), d.Args[len(d.Args)-1].Range())
	var fix *lint.Fix
	if rest.Start.Line == rest.End.Line {
		cut := hcl.Range{Filename: rest.Filename, Start: d.Args[i-1].Range().End, End: rest.End}
		fix = &lint.Fix{Edits: []lint.Edit{lineBefore(d.Directive, comment).Edits[0], {Range: cut}}}
	}
	d.reportFix(p, rest, fix, "%q is no comment here but arguments of %s", comment, d.Name.Text)
}
