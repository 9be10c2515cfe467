package nginx

import (
	"iter"
	"slices"
	"strings"
)

// AnyNumber is the highest number of arguments of a directive that takes as many
// as are written.
const AnyNumber = 1 << 30

// DirectiveNames yields the names of the table, sorted.
func DirectiveNames() iter.Seq[string] { return slices.Values(directiveNames()) }

// SplitSyntax returns the forms of a syntax that are separated by " | " outside of
// brackets.
func SplitSyntax(syntax string) []string {
	var forms []string
	depth, from := 0, 0
	for i := range len(syntax) {
		switch syntax[i] {
		case '[':
			depth++
		case ']':
			depth--
		case '|':
			if depth == 0 && strings.HasPrefix(syntax[i:], "| ") {
				forms = append(forms, strings.TrimSpace(syntax[from:i]))
				from = i + 1
			}
		}
	}
	return append(forms, strings.TrimSpace(syntax[from:]))
}

// ArgumentCount returns the least and the most arguments that the syntax allows.
func (s *DirectiveSpec) ArgumentCount() (least, most int) { return s.least, s.most }

func (s *DirectiveSpec) countArguments() (least, most int) {
	switch {
	case s.Name == "stub_status": // an older form than the documentation's
		return 0, AnyNumber
	case s.Name == "zone", s.Syntax == "(condition)":
		return 1, AnyNumber
	case s.Name == "server" && !s.Block: // [parameters] are any
		return 1, AnyNumber
	case s.Name == "error_log": // the parts of debugging may stand together
		return 1, AnyNumber
	case strings.Contains(s.Syntax, "parameters]"): // any number of words
		return 0, AnyNumber
	case s.Syntax == "":
		return 0, 0
	}
	least, most = countWords(s.Syntax)
	if strings.Contains(s.Syntax, "] [") || strings.Contains(s.Syntax, "| [") {
		least = max(least, 1) // of several that may be absent one is there
	}
	return least, most
}

// countWords counts what a syntax, or the part of one in brackets, stands for.
func countWords(syntax string) (least, most int) {
	least = AnyNumber
	for _, form := range SplitSyntax(syntax) {
		low, high := countForm(form)
		least, most = min(least, low), max(most, high)
	}
	if strings.Contains(syntax, "...") {
		most = AnyNumber
	}
	return least, most
}

// countForm counts the words of one form.
func countForm(form string) (least, most int) {
	for form = strings.TrimSpace(form); form != ""; form = strings.TrimSpace(form) {
		if form[0] != '[' || strings.HasPrefix(form, "[protocol") {
			word, rest, _ := strings.Cut(form, " ")
			if strings.Contains(word, "'") { // a quoted text, which may have blanks
				return 0, AnyNumber
			}
			if word != "..." {
				least, most = least+1, most+1
			}
			form = rest
			continue
		}
		end := closing(form)
		if inside := strings.TrimSpace(form[1:end]); inside != "..." {
			_, high := countWords(inside)
			most += high
		}
		form = form[min(end+1, len(form)):]
		if !strings.HasPrefix(form, " ") { // what touches the bracket is of the same word
			_, form, _ = strings.Cut(form, " ")
		}
	}
	return least, most
}

// closing is the place of the bracket that closes the one at the start.
func closing(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(text)
}
