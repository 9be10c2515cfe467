package nginx

import (
	"errors"
	"fmt"
	"strings"
)

// maxWord is the number of bytes that a word may have as written, quotes not
// counted: nginx reads through a buffer of 4096 bytes, in which the word, its
// closing quote and the two characters after it have to fit (NGX_CONF_BUFFER in
// ngx_conf_file.c; 4093 tried on nginx 1.22).
const maxWord = 4093

// escaper writes the two characters that cannot stand in double quotes.
var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// Quote returns the word that nginx reads back as exactly text, bare where that
// is possible and else in double quotes. Control characters and texts longer
// than nginx's buffer are errors.
//
// A dollar sign passes: it is an ordinary character where a directive takes no
// variables, and nothing can escape it where a directive does. See [QuoteLiteral].
func Quote(text string) (Word, error) {
	for i := range len(text) {
		if text[i] < ' ' || text[i] == 0x7f {
			return Word{}, fmt.Errorf("the control character %q cannot stand in an nginx configuration", text[i])
		}
	}
	w := Word{Text: text}
	n := len(text)
	if !isBare(text) {
		w.Quote = '"'
		n = len(escaper.Replace(text))
	}
	if n > maxWord {
		return Word{}, fmt.Errorf("nginx reads no more than %d bytes as one parameter; this is one of %d", maxWord, n)
	}
	return w, nil
}

// errVariable is the reason why a text with a dollar sign cannot be written.
var errVariable = errors.New("nginx would read the \"$\" as the beginning of a variable and knows no way to escape it")

// QuoteLiteral is Quote for an argument in which nginx replaces variables, and
// whose text is meant to stand there as it is: a dollar sign is an error.
func QuoteLiteral(text string) (Word, error) {
	if strings.Contains(text, "$") {
		return Word{}, errVariable
	}
	return Quote(text)
}

// isBare tells whether a text reads as one word without quotes.
func isBare(text string) bool {
	return text != "" && !strings.ContainsAny(text, " \t\r\n;{}\"'\\#")
}

// missing tells whether the word is the absent name of a block that began with
// its brace.
func (w *Word) missing() bool {
	return w.Text == "" && w.at.Read() && w.at.Start == w.at.End
}

// source is the word as it is written in a file: as it was, while its text has
// not been changed since.
func (w *Word) source() string {
	if raw := w.at.Source(); raw != "" && decode(raw, w.Quote) == w.Text {
		return raw
	}
	switch {
	case w.missing():
		return ""
	case w.Quote == '\'':
		return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(w.Text) + "'"
	case w.Quote == 0 && isBare(w.Text):
		return w.Text
	default:
		return `"` + escaper.Replace(w.Text) + `"`
	}
}

// decode returns the value of a word as written, as nginx decodes it: \" \' and
// \\ lose the backslash, \t \r \n are control characters, and before anything
// else the backslash stays.
func decode(raw string, quote byte) string {
	if quote != 0 {
		raw = raw[1 : len(raw)-1]
	}
	at := strings.IndexByte(raw, '\\')
	if at < 0 {
		return raw
	}
	var b strings.Builder
	b.Grow(len(raw))
	for ; at >= 0; at = strings.IndexByte(raw, '\\') {
		b.WriteString(raw[:at])
		raw = raw[at:]
		width := min(2, len(raw))
		switch raw[:width] {
		case `\"`, `\'`, `\\`:
			b.WriteByte(raw[1])
		case `\t`:
			b.WriteByte('\t')
		case `\r`:
			b.WriteByte('\r')
		case `\n`:
			b.WriteByte('\n')
		default:
			// Only the backslash is used up: what follows it may be anything
			// but another backslash.
			width = 1
			b.WriteByte('\\')
		}
		raw = raw[width:]
	}
	b.WriteString(raw)
	return b.String()
}
