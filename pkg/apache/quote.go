package apache

import (
	"errors"
	"strings"
)

// errVariable and errLineEnd are why a string cannot be written.
var (
	errVariable = errors.New("httpd replaces ${…} wherever it stands, in quotes too, and has no escape for it")
	errLineEnd  = errors.New("a line end or NUL byte cannot stand in an argument")
)

// Quote returns the word that httpd reads back as exactly text, whatever
// characters it holds; the printer adds quotes where they are needed. A text
// that no word can stand for is an error: one with a line end or a NUL byte, and
// one with "${", which httpd would replace by a variable.
//
// Some directives give a meaning of their own to what they read: "%" in a log
// format, "*" in a ServerAlias. That is for their callers to deal with.
func Quote(text string) (Word, error) {
	if strings.ContainsAny(text, "\n\r\x00") {
		return Word{}, errLineEnd
	}
	if strings.Contains(text, "${") {
		return Word{}, errVariable
	}
	return Word{Text: text}, nil
}

// quoteText spells a word, in quotes where prefer names a quote character or the
// text needs them. Line ends and NUL bytes, which have no spelling, become blanks:
// a word never adds a line to a file.
func quoteText(text string, prefer byte) string {
	if prefer == 0 && !needsQuotes(text) {
		return text
	}
	quote := prefer
	if quote == 0 {
		quote = '"'
	}
	b := make([]byte, 0, len(text)+2)
	b = append(b, quote)
	for i := range len(text) {
		switch c := text[i]; c {
		case '\n', 0:
			b = append(b, ' ')
		case '\\', quote:
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, quote))
}

// needsQuotes tells whether a bare word would not be read as it stands. The
// quotes around "<", ">" and "#" are for the reader's eyes.
func needsQuotes(text string) bool {
	return text == "" || strings.ContainsAny(text, " \t\n\v\f\r\x00\"'<>#") ||
		strings.Contains(text, `\\`) || strings.HasSuffix(text, `\`)
}
