package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheCommentContinued = &lint.Rule{
	ID:       "apache-comment-continued",
	Severity: lint.Error,
	Doc: `A comment that swallows the next line

A backslash at the end of a line joins it with the next one before httpd looks for comments: behind a comment that ends
so, the next directive is a part of it.

Delete the backslash.

Source: the source of ap_cfg_getline; seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for comment := range f.Comments() {
			if !strings.Contains(comment.Text, "\n") {
				continue
			}
			lines := strings.Split(comment.Text, "\n")
			for i := 1; i < len(lines); i++ {
				words := strings.Fields(lines[i])
				if len(words) == 0 || strings.HasPrefix(words[0], "#") {
					continue
				}
				text := strings.TrimSpace(strings.Trim(strings.TrimRight(lines[i-1], "\r\\"), "# \t"))
				first, _, _ := strings.Cut(text, " ")
				_, wasDirective := apache.LookupDirective(strings.Trim(first, "<>"))
				_, isDirective := apache.LookupDirective(strings.Trim(words[0], "</>"))
				if wasDirective || !isDirective {
					break // a directive of several lines that somebody made a comment
				}
				p.Report(comment.Range(), "the backslash at its end makes %q a part of this comment", strings.Join(words, " "))
				break
			}
		}
	},
}
