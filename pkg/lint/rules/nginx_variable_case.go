package rules

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxVariableCase = &lint.Rule{
	ID:       "nginx-variable-case",
	Severity: lint.Info,
	Doc: `One variable in two spellings

nginx takes no notice of capitals in the names of variables: $Backend and $backend are one, and a "set" of the one changes
the other.

Write a name in one way, or give the second variable a name of its own.

Source: ngx_http_add_variable in ngx_http_variables.c; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		uses := nginxCapitals(nginxPlacesOf.Of(p, h))
		for _, key := range slices.SortedFunc(maps.Keys(uses), func(a, b nginxVariable) int { return cmp.Compare(a.name, b.name) }) {
			list := uses[key]
			slices.SortStableFunc(list, func(a, b nginxUse) int {
				ra, rb := a.word.Range(), b.word.Range()
				return cmp.Or(cmp.Compare(ra.Filename, rb.Filename), cmp.Compare(ra.Start.Byte, rb.Start.Byte))
			})
			first := list[0]
			for _, use := range list {
				if use.spelling != first.spelling {
					p.ReportFinding(lint.Finding{
						Range: use.word.Range(), Message: fmt.Sprintf("$%s is the variable $%s", use.spelling, first.spelling),
						Related: []lint.Related{{Message: "the other spelling", Range: first.word.Range()}},
					})
				}
			}
		}
	},
}

// nginxVariable is a variable, by its name in small letters.
type nginxVariable struct {
	config *nginxConfig
	name   string
}

// nginxUse is a variable in a word.
type nginxUse struct {
	word     *nginx.Word
	spelling string
}

// nginxCapitals returns the uses of the variables of http that are spelt with a
// capital somewhere.
func nginxCapitals(pl *nginxPlaces) map[nginxVariable][]nginxUse {
	capital := make(map[nginxVariable]bool)
	for v, use := range nginxVariables(pl) {
		if use.spelling != v.name {
			capital[v] = true
		}
	}
	if len(capital) == 0 {
		return nil
	}
	uses := make(map[nginxVariable][]nginxUse)
	for v, use := range nginxVariables(pl) {
		if capital[v] {
			uses[v] = append(uses[v], use)
		}
	}
	return uses
}

// nginxVariables yields the variables in the words of http.
func nginxVariables(pl *nginxPlaces) iter.Seq2[nginxVariable, nginxUse] {
	return func(yield func(nginxVariable, nginxUse) bool) {
		for d := range pl.named(pl.names...) {
			for i := range d.Args {
				for rest := d.Args[i].Text; ; {
					_, after, found := strings.Cut(rest, "$")
					if !found {
						break
					}
					rest = strings.TrimPrefix(after, "{")
					spelling := rest[:nginxNameLength(rest)]
					if spelling != "" && !yield(nginxVariable{d.config, strings.ToLower(spelling)}, nginxUse{&d.Args[i], spelling}) {
						return
					}
				}
			}
		}
	}
}

// nginxNameLength is the length of the variable's name that a text begins with.
func nginxNameLength(text string) int {
	for i := range len(text) {
		if c := text[i] | 0x20; (c < 'a' || c > 'z') && (text[i] < '0' || text[i] > '9') && text[i] != '_' {
			return i
		}
	}
	return len(text)
}
