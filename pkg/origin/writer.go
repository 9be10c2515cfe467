package origin

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Writer collects the text of a file and the origin of each of its lines.
type Writer struct {
	buf   bytes.Buffer
	lines []Line
	line  Line // of the line that is not finished yet
}

// StartLine ends the line that is not finished yet.
func (w *Writer) StartLine() {
	if !w.atLineStart() {
		w.Write("\n", hcl.Range{}, false)
	}
}

func (w *Writer) atLineStart() bool {
	return w.buf.Len() == 0 || w.buf.Bytes()[w.buf.Len()-1] == '\n'
}

// Write appends text, all of whose lines come from o. Of several origins in one
// line the first counts; a line is sensitive where any part of it is.
func (w *Writer) Write(text string, o hcl.Range, sensitive bool) {
	for text != "" {
		part, rest, found := strings.Cut(text, "\n")
		w.buf.WriteString(part)
		if part != "" && w.line.Range == (hcl.Range{}) {
			w.line.Range = o
		}
		w.line.Sensitive = w.line.Sensitive || sensitive
		if found {
			w.buf.WriteByte('\n')
			w.lines = append(w.lines, w.line)
			w.line = Line{}
		}
		text = rest
	}
}

// Finish returns the text and one origin for each of its lines, an unfinished
// last line included.
func (w *Writer) Finish() ([]byte, []Line) {
	if !w.atLineStart() {
		w.lines = append(w.lines, w.line)
	}
	return w.buf.Bytes(), w.lines
}
