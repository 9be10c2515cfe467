package nginx

import (
	"slices"
	"strings"
)

// conditionTests compare a variable with what follows; fileTests look at a file.
var (
	conditionTests = []string{"=", "!=", "~", "!~", "~*", "!~*"}
	fileTests      = []string{"-f", "!-f", "-d", "!-d", "-e", "!-e", "-x", "!-x"}
)

// ConditionFault returns the index of the argument of an "if" that nginx does not
// read as a part of a condition, -1 where it reads them all: a variable alone, one
// compared with a text or an expression, or a test of a file, within brackets that
// may touch what is in them (ngx_http_rewrite_if_condition).
func ConditionFault(d *Directive) int {
	last := len(d.Args) - 1
	if last < 0 {
		return -1 // nothing to point to; the number of arguments is wrong
	}
	words := make([]string, len(d.Args))
	for i := range d.Args {
		words[i] = d.Args[i].Text
	}
	if !strings.HasPrefix(words[0], "(") {
		return 0
	}
	if !strings.HasSuffix(words[last], ")") {
		return last
	}
	words[0] = words[0][1:]
	words[last], _ = strings.CutSuffix(words[last], ")")
	first := 0
	if words[0] == "" {
		first++
	}
	if words[last] == "" {
		last--
	}
	switch {
	case first > last:
		return 0
	case strings.HasPrefix(words[first], "$") && len(words[first]) > 1:
		return comparisonFault(words, first, last)
	case slices.Contains(fileTests, words[first]) && first+1 == last:
		return -1
	}
	return first
}

// comparisonFault looks at what follows a variable.
func comparisonFault(words []string, first, last int) int {
	switch {
	case first == last:
		return -1
	case first+2 != last:
		return first
	case !slices.Contains(conditionTests, words[first+1]):
		return first + 1
	}
	return -1
}
