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
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) < 2 {
			return
		}
		seen := make(map[string]*proxyPass, len(s.passes))
		for _, pass := range s.passes {
			if len(pass.at.Args) < 2 || pass.placed || pass.regular {
				continue
			}
			before := prefixOf(seen, pass.Path.Text)
			if before == nil {
				seen[pass.Path.Text] = pass
				continue
			}
			if !together(before.at, pass.at) {
				continue
			}
			var move *lint.Fix
			if before.Path.Text != pass.Path.Text && before.at.Header().Filename == pass.at.Header().Filename {
				move = &lint.Fix{Edits: []lint.Edit{
					{Range: lineBefore(before.Directive, "").Edits[0].Range, Text: directiveText(pass.Directive) + "\n" + before.at.Indent()},
					{Range: pass.at.Lines()},
				}}
			}
			pass.at.reportFinding(p, lint.Finding{
				Message: fmt.Sprintf("%s on line %d matches every request for %s first", before.Path.Text, before.Path.Range().Start.Line, pass.Path.Text),
				Range:   pass.Path.Range(), Fix: move, Related: []lint.Related{{Message: "the one that counts", Range: before.at.Header()}},
			})
		}
	}),
}

// prefixOf returns the ProxyPass whose path begins the given one at a slash, nil
// where there is none.
func prefixOf(seen map[string]*proxyPass, text string) *proxyPass {
	if before := seen[text]; before != nil {
		return before
	}
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] != '/' {
			continue
		}
		if before := seen[text[:i+1]]; before != nil {
			return before
		}
		if before := seen[text[:i]]; before != nil && i > 0 {
			return before
		}
	}
	return nil
}

// directiveText is a directive as its line has it, on one line.
func directiveText(d *apache.Directive) string {
	words := []string{d.Name.Raw()}
	for _, arg := range d.Args {
		words = append(words, arg.Raw())
	}
	return strings.Join(words, " ")
}
