package report

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Viewer shows places of a printer's files. What it learns about a file it keeps,
// so that a thousand places cost one look at it.
type Viewer struct{ job *job }

// Viewer returns a viewer of the printer's files.
func (p *Printer) Viewer() *Viewer { return &Viewer{newJob(p)} }

// Snippet returns the lines of a range, the place marked, and the header of the
// block of a topology that they are in; "" where there is none.
func (v *Viewer) Snippet(r hcl.Range) (snippet, in string) {
	if v.job.index(r.Filename) == nil {
		return "", ""
	}
	var b strings.Builder
	v.job.snippet(&b, r)
	return b.String(), v.job.enclosing(r.Filename, r.Start.Line)
}

// Lines returns a function that gives line n, counted from 1, of a file as it
// may be shown, tabs and all.
func (v *Viewer) Lines(file string) func(n int) string {
	j := v.job
	lines := j.index(file)
	return func(n int) string {
		if lines == nil || n < 1 || n > lines.Count() {
			return ""
		}
		line, start := lines.Line(n), lines.Start(n)
		fields := strings.Split(j.masked(file, start, start+len(line), j.secrets.inLine(file, start, line)), "\t")
		for i, field := range fields {
			fields[i], _ = display(field, 0)
		}
		return strings.Join(fields, "\t")
	}
}

// Text returns a text of one line as it may be shown: without secrets, and
// without bytes that would steer a terminal.
func (v *Viewer) Text(s string) string { return strings.ReplaceAll(v.job.text(s), "\n", " ") }
