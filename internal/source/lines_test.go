package source

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

func TestPos(t *testing.T) {
	l := NewLines([]byte("ab\ncé\r\n\nx"))
	for _, tc := range []struct{ offset, line, column int }{
		{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {6, 2, 3}, {8, 3, 1}, {9, 4, 1}, {10, 4, 2}, {99, 4, 2}, {0, 1, 1},
	} {
		if p := l.Pos(tc.offset); p.Line != tc.line || p.Column != tc.column {
			t.Errorf("Pos(%d) = %d:%d, want %d:%d", tc.offset, p.Line, p.Column, tc.line, tc.column)
		}
	}
	if got := string(l.Line(2)); got != "cé" {
		t.Errorf("Line(2) = %q", got)
	}
	if l.Line(0) != nil || l.Line(5) != nil {
		t.Error("lines outside the text are not nil")
	}
}

// One line of a megabyte, asked for from left to right, must not cost a square.
func BenchmarkPosOneLongLine(b *testing.B) {
	src := bytes.Repeat([]byte("x"), 1<<20)
	for b.Loop() {
		l := NewLines(src)
		for i := 0; i < len(src); i += 8 {
			l.Pos(i)
		}
	}
}

// In a long line, columns are those that counting from its beginning gives,
// whatever order they are asked for in and whatever bytes it has.
func TestLongLine(t *testing.T) {
	var text []byte
	for i := range 3000 {
		text = append(text, []string{"a", "é", "€", "\U0001f600", "\x80\x80\x80\x80\x80", "\xe2\x82"}[i*i%11%6]...)
	}
	src := append(append([]byte("first\n"), text...), "\nlast\n"...)
	for _, step := range []int{1, 3, 977, 4099} {
		l := NewLines(src)
		for i := range len(src) {
			offset := (len(src) - 1 - i*step%len(src))
			start := bytes.LastIndexByte(src[:offset], '\n') + 1
			if want := 1 + utf8.RuneCount(src[start:offset]); l.Pos(offset).Column != want {
				t.Fatalf("offset %d, step %d: column %d, want %d", offset, step, l.Pos(offset).Column, want)
			}
		}
	}
}
