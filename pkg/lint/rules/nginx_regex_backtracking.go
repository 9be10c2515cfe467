package rules

import (
	"iter"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxRegexBacktracking = &lint.Rule{
	ID:       "nginx-regex-backtracking",
	Severity: lint.Warning,
	Doc: `An expression that a request can keep busy

A repetition of something that is itself a repetition, as in (a+)+$, can divide a run of the same characters in as many
ways as there are, and PCRE tries them all before it says that the text does not match: thirty characters are enough for
ten million steps, after which nginx answers 500, and while they last the worker serves nobody else.

Leave the inner repetition out, or put a character between that the inner one does not match: [a-z]+(,[a-z]+)*.

Source: pcre2api(3), "match limit"; OWASP, Regular expression Denial of Service; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		known := make(map[string]bool) // expressions that repeat from site to site
		for w, expression := range nginxExpressions(pl) {
			bad, seen := known[expression]
			if !seen {
				bad = nginxBacktracks(expression)
				known[expression] = bad
			}
			if bad {
				p.Report(w.Range(), "%s repeats a repetition: the time to see that it does not match doubles with each character", expression)
			}
		}
	},
}

// nginxExpressions yields the expressions that requests are compared with.
func nginxExpressions(pl *nginxPlaces) iter.Seq2[*nginx.Word, string] {
	return func(yield func(*nginx.Word, string) bool) {
		for d := range pl.named("location", "rewrite", "server_name", "if") {
			for i := range d.Args {
				w := &d.Args[i]
				expression := ""
				switch d.Name.Text {
				case "location":
					if modifier, path := nginx.SplitLocation(d.Directive); (modifier == "~" || modifier == "~*") && i == len(d.Args)-1 {
						expression = path
					}
				case "rewrite":
					if i == 0 {
						expression = w.Text
					}
				case "server_name":
					if rest, ok := strings.CutPrefix(w.Text, "~"); ok {
						expression = rest
					}
				case "if":
					if i > 0 && slices.Contains([]string{"~", "~*", "!~", "!~*"}, d.Args[i-1].Text) {
						expression = strings.TrimSuffix(w.Text, ")")
						if i < len(d.Args)-1 {
							expression = w.Text // the ")" is a word of its own
						}
					}
				}
				if expression != "" && !yield(w, expression) {
					return
				}
			}
		}
	}
}

// nginxBacktracks tells whether an expression surely has a repetition of a
// repetition with something after it that may fail; false for one that only PCRE
// can read.
func nginxBacktracks(expression string) bool {
	re, err := syntax.Parse(expression, syntax.Perl)
	return err == nil && backtracks(re, false)
}

// backtracks looks for the repetition in a part of an expression; fails tells
// whether what follows the part may fail.
func backtracks(re *syntax.Regexp, fails bool) bool {
	switch re.Op {
	case syntax.OpConcat:
		for i := len(re.Sub) - 1; i >= 0; i-- {
			if backtracks(re.Sub[i], fails) {
				return true
			}
			isEnd := re.Sub[i].Op == syntax.OpEndText || re.Sub[i].Op == syntax.OpEndLine
			switch {
			case isEnd && i > 0 && takesAll(re.Sub[i-1]):
			case isEnd, !isNullable(re.Sub[i]):
				fails = true
			}
		}
		return false
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		if fails && repeats(re) && dividesFreely(re.Sub[0]) {
			return true
		}
	}
	return slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return backtracks(sub, fails) })
}

// repeats tells whether a part may be there any number of times.
func repeats(re *syntax.Regexp) bool {
	return re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat && re.Max < 0
}

// dividesFreely tells whether what matches a part once can match it several times
// over, cut in another way: the part is a repetition, but for what may be absent.
func dividesFreely(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpCapture:
		return dividesFreely(re.Sub[0])
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, dividesFreely)
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		return repeats(re) && !isNullable(re.Sub[0])
	case syntax.OpConcat:
		needed, any, last := 0, false, false // last is of the last part that is needed
		for _, sub := range re.Sub {
			free := dividesFreely(sub)
			any = any || free
			if !isNullable(sub) {
				needed++
				last = free
			}
		}
		return needed == 0 && any || needed == 1 && last
	}
	return false
}

// isNullable tells whether a part matches nothing at all.
func isNullable(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpStar, syntax.OpQuest, syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpBeginText, syntax.OpEndLine, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	case syntax.OpRepeat:
		return re.Min == 0 || isNullable(re.Sub[0])
	case syntax.OpPlus, syntax.OpCapture:
		return isNullable(re.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !isNullable(sub) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, isNullable)
	}
	return false
}

// takesAll tells whether the characters of a repetition are all that a path is
// made of, so that it goes on to the end of the text and the end cannot fail.
func takesAll(re *syntax.Regexp) bool {
	var taken [128]bool
	take(re, &taken)
	return !slices.Contains(taken['!':0x7f], false)
}

// take marks the characters that a part has in it.
func take(re *syntax.Regexp, taken *[128]bool) {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		for i := range taken {
			taken[i] = true
		}
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if r < 128 {
				taken[r] = true
			}
		}
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && r < 128; r++ {
				taken[r] = true
			}
		}
	}
	for _, sub := range re.Sub {
		take(sub, taken)
	}
}
