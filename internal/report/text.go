package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// tabStop is the distance of tab stops in a printed source line.
const tabStop = 4

// display returns text as it may be shown on a terminal, beginning at a column
// counted from 0: tabs become spaces, and whatever does not print (controls,
// escapes, bidirectional overrides, invalid UTF-8) becomes a visible escape.
// A newline is such a control too. The width is counted in terminal cells.
func display(text string, column int) (shown string, cells int) {
	var b strings.Builder
	start := column
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\t':
			n := tabStop - column%tabStop
			b.WriteString(strings.Repeat(" ", n))
			column += n
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
			column += 4
		case unicode.IsPrint(r):
			b.WriteString(text[i : i+size])
			column += runeCells(r)
		default:
			escape := escaped(r)
			b.WriteString(escape)
			column += len(escape)
		}
		i += size
	}
	return b.String(), column - start
}

func escaped(r rune) string {
	switch {
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// plain returns a text of several lines as it may be shown on a terminal.
func plain(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i], _ = display(line, 0)
	}
	return strings.Join(lines, "\n")
}

// runeCells is the number of terminal cells that a printable rune takes.
func runeCells(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

func textCells(text string) int {
	n := 0
	for _, r := range text {
		n += runeCells(r)
	}
	return n
}

// cut returns the part of a displayed text that lies in the cells from from up
// to, not including, to. A wide rune that straddles an edge is left out.
func cut(text string, from, to int) string {
	var b strings.Builder
	at := 0
	for _, r := range text {
		w := runeCells(r)
		if at >= from && at+w <= to {
			b.WriteRune(r)
		}
		if at += w; at >= to {
			break
		}
	}
	return b.String()
}

// wrap breaks the lines of text at spaces so that none is wider than limit
// cells; a single word that is wider stays whole, and so does a line that begins
// with a space, which is an example or a list. A limit of 0 breaks nothing.
func wrap(text string, limit int) string {
	if limit <= 0 {
		return text
	}
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		if strings.HasPrefix(line, " ") || textCells(line) <= limit {
			b.WriteString(line)
			continue
		}
		at := 0
		for word := range strings.FieldsSeq(line) {
			w := textCells(word)
			switch {
			case at == 0:
			case at+1+w > limit:
				b.WriteByte('\n')
				at = 0
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += w
		}
	}
	return b.String()
}
