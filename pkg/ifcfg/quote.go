package ifcfg

import (
	"fmt"
	"strings"
)

// Quote returns the value that bash reads back as exactly text: bare where every
// byte of it is harmless, and else in double quotes, which NetworkManager's
// reader of ifcfg files decodes in the same way. Control characters are an error:
// no reader but bash knows $'…'.
func Quote(text string) (Word, error) {
	for i := range len(text) {
		if text[i] < ' ' || text[i] == 0x7f {
			return Word{}, fmt.Errorf("the control character %q cannot stand in an ifcfg file", text[i])
		}
	}
	w := Word{Text: text}
	if !isBare(text) {
		w.Quote = '"'
	}
	return w, nil
}

// isBare tells whether a text needs no quotes wherever it stands in a value.
func isBare(text string) bool {
	for i := range len(text) {
		if c := text[i]; !isNameByte(c) && strings.IndexByte("./:,+@%-", c) < 0 {
			return false
		}
	}
	return true
}

var doubleQuoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`")

// source is the word as it stands in a file: as it was read, while its text has
// not been changed since.
func (w *Word) source() string {
	switch {
	case w.read == w.Text && (w.raw != "" || w.Text == "" && w.Quote == 0):
		return w.raw
	case w.Expands, w.Quote == 0 && isBare(w.Text):
		return w.Text
	case strings.ContainsFunc(w.Text, isControl):
		return ansiQuoted(w.Text)
	}
	return `"` + doubleQuoted.Replace(w.Text) + `"`
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// ansiQuoted writes a text that an edit has put control characters into.
func ansiQuoted(text string) string {
	var b strings.Builder
	b.WriteString("$'")
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case isControl(rune(c)):
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
