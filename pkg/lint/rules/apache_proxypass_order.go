package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxypassOrder = &lint.Rule{
	ID:       "apache-proxypass-order",
	Severity: lint.Error,
	Doc: `A ProxyPass that an earlier one hides

The first ProxyPass whose path begins the request's counts, not the longest: after "ProxyPass /", one for "/api" or an
exclusion never takes effect, and nothing says so.

Put longer paths and exclusions first.

Source: mod_proxy's documentation of ProxyPass ("the first rule that matches"); seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		for _, s := range scopes(p, f) {
			seen := make(map[string]apache.ProxyPass)
			for _, pass := range s.passes {
				if len(pass.Directive.Args) < 2 || pass.Directive.Args[0].Range != pass.Path.Range || regular(pass) {
					continue // in <Location>, or a regular expression
				}
				if before, hidden := prefixOf(seen, pass.Path.Text); hidden {
					move := &lint.Fix{Edits: []lint.Edit{
						{Range: lineBefore(before.Directive, "").Edits[0].Range, Text: directiveText(pass.Directive) + "\n" + before.Directive.Indent()},
						{Range: pass.Directive.Lines()},
					}}
					if before.Path.Text == pass.Path.Text {
						move = nil
					}
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("%s on line %d matches every request for %s first", before.Path.Text, before.Path.Range.Start.Line, pass.Path.Text),
						Range:   pass.Path.Range, Fix: move, Related: []lint.Related{{Message: "the one that counts", Range: before.Directive.Header()}},
					})
					continue
				}
				seen[pass.Path.Text] = pass
			}
		}
	},
}

// prefixOf returns the ProxyPass whose path begins the given one at a slash.
func prefixOf(seen map[string]apache.ProxyPass, text string) (before apache.ProxyPass, ok bool) {
	if before, ok = seen[text]; ok {
		return before, true
	}
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] != '/' {
			continue
		}
		if before, ok = seen[text[:i+1]]; ok {
			return before, true
		}
		if before, ok = seen[text[:i]]; ok && i > 0 {
			return before, true
		}
	}
	return before, false
}

// directiveText is a directive as its line has it, on one line.
func directiveText(d *apache.Directive) string {
	words := []string{d.Name.Raw()}
	for _, arg := range d.Args {
		words = append(words, arg.Raw())
	}
	return strings.Join(words, " ")
}
