// Package unified writes the difference between two texts as a unified diff
// whose every line the caller has looked at first, as a diff is shown to people
// and must not show a secret.
package unified

import (
	"fmt"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"
)

// context is the number of equal lines around a change.
const context = 3

// Line is one line of a diff.
type Line struct {
	Kind byte // '-' only in the old text, '+' only in the new, ' ' in both
	Old  int  // the line's number in the old text, from 1; 0 where Kind is '+'
	New  int  // the line's number in the new text, from 1; 0 where Kind is '-'
	Text string
}

// Diff returns the unified diff of two texts, "" where they are equal. The text
// of each line is what show returns for it, without a line ending.
func Diff(oldName, newName, oldText, newText string, show func(Line) string) string {
	all := lines(oldText, newText)
	var b strings.Builder
	for from := 0; ; {
		first, last := hunk(all, from)
		if first < 0 {
			return b.String()
		}
		if from == 0 {
			fmt.Fprintf(&b, "--- %s\n+++ %s\n", oldName, newName)
		}
		writeHunk(&b, all[first:last], show)
		from = last
	}
}

// lines is the whole of both texts as lines of a diff.
func lines(oldText, newText string) []Line {
	var all []Line
	oldLine, newLine := 0, 0
	add := func(kind byte, text string) {
		for line := range strings.Lines(text) {
			l := Line{Kind: kind, Text: line}
			if kind != '+' {
				oldLine++
				l.Old = oldLine
			}
			if kind != '-' {
				newLine++
				l.New = newLine
			}
			all = append(all, l)
		}
	}
	at := 0
	for _, edit := range udiff.Lines(oldText, newText) {
		add(' ', oldText[at:edit.Start])
		add('-', oldText[edit.Start:edit.End])
		add('+', edit.New)
		at = edit.End
	}
	add(' ', oldText[at:])
	return all
}

// hunk returns the first hunk that begins at or after from, as a range of lines;
// first is -1 where there is none.
func hunk(all []Line, from int) (first, last int) {
	first = -1
	for i := from; i < len(all); i++ {
		switch {
		case all[i].Kind != ' ':
			if first < 0 {
				first = max(from, i-context)
			}
			last = i + 1
		case first >= 0 && i-last >= 2*context:
			return first, last + context
		}
	}
	return first, min(len(all), last+context)
}

func writeHunk(b *strings.Builder, lines []Line, show func(Line) string) {
	var oldStart, oldCount, newStart, newCount int
	for _, l := range lines {
		if l.Kind != '+' {
			if oldCount == 0 {
				oldStart = l.Old
			}
			oldCount++
		}
		if l.Kind != '-' {
			if newCount == 0 {
				newStart = l.New
			}
			newCount++
		}
	}
	fmt.Fprintf(b, "@@ -%s +%s @@\n", span(oldStart, oldCount), span(newStart, newCount))
	for _, l := range lines {
		text := strings.TrimSuffix(l.Text, "\n")
		ended := len(text) < len(l.Text)
		l.Text = text
		fmt.Fprintf(b, "%c%s\n", l.Kind, show(l))
		if !ended {
			b.WriteString("\\ No newline at end of file\n")
		}
	}
}

// span is a side of a hunk header, as GNU diff writes it.
func span(start, count int) string {
	if count == 1 {
		return fmt.Sprint(start)
	}
	return fmt.Sprintf("%d,%d", start, count)
}
