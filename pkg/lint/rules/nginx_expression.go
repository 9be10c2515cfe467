package rules

import (
	"iter"
	"strings"

	"github.com/everlinux/hagen/internal/pcre"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxExpression = &lint.Rule{
	ID:       "nginx-expression",
	Severity: lint.Error,
	Doc: `A regular expression that is none

nginx does not start with an expression that PCRE does not compile: a bracket that is not closed, a "*" with nothing before
it.

Correct it. Braces and semicolons in it have to stand in quotes.

Source: pcre2pattern(3); seen on nginx 1.22: "pcre2_compile() failed".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		known := make(map[string]string) // expressions that repeat from site to site
		for w, expression := range nginxEveryExpression(pl) {
			fault, seen := known[expression]
			if !seen {
				fault = pcre.Fault(expression)
				known[expression] = fault
			}
			if fault != "" {
				p.Report(w.Range(), "%s in the expression %s", fault, expression)
			}
		}
		for d := range pl.named("fastcgi_split_path_info") {
			if n, ok := pcre.Groups(d.Arg(0)); ok && n != 2 && len(d.Args) == 1 {
				p.Report(d.Args[0].Range(), "the expression has %d groups, and two are wanted: the script and the path after it", n)
			}
		}
	},
}

// nginxEveryExpression yields the expressions of a host: those that requests are
// compared with, and those of maps, headers and redirects.
func nginxEveryExpression(pl *nginxPlaces) iter.Seq2[*nginx.Word, string] {
	return func(yield func(*nginx.Word, string) bool) {
		for w, expression := range nginxExpressions(pl) {
			if !yield(w, expression) {
				return
			}
		}
		for d := range pl.named("gzip_disable", "fastcgi_split_path_info") {
			for i := range d.Args {
				if !yield(&d.Args[i], d.Args[i].Text) {
					return
				}
			}
		}
		for d := range pl.named("proxy_redirect", "proxy_cookie_domain", "proxy_cookie_path", "valid_referers") {
			for i := range d.Args {
				if expression, ok := nginxAfterTilde(&d.Args[i]); ok && !yield(&d.Args[i], expression) {
					return
				}
			}
		}
		for _, d := range pl.byName["map"] {
			if d.Block == nil || d.Block.Kind != nginx.Entries {
				continue
			}
			for _, entry := range d.Block.Directives {
				if expression, ok := nginxAfterTilde(&entry.Name); ok && !yield(&entry.Name, expression) {
					return
				}
			}
		}
	}
}

// nginxAfterTilde returns the expression of a word that "~" or "~*" makes one.
func nginxAfterTilde(w *nginx.Word) (string, bool) {
	expression, ok := strings.CutPrefix(w.Text, "~")
	return strings.TrimPrefix(expression, "*"), ok
}
