package findings

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/pkg/lint"
)

// Look is how text is laid out.
type Look struct {
	// Color adds SGR escapes.
	Color bool
	// Width is the width in cells to which source lines are cut; 0 cuts generously.
	Width int
}

// mostNamed is how many files are named of those that one line of a topology
// put the same thing into.
const mostNamed = 3

// SGR parameters.
const (
	bold = "1"
	dim  = "2"
)

func (l Look) paint(sgr, text string) string {
	if !l.Color || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// WriteText writes the findings for people: the place and the message on a line
// that programs can read, too; below it the lines of the file, related places and
// the rule's page.
func WriteText(w io.Writer, r *Report, look Look) error {
	printer := &report.Printer{Files: r.run.Files, Secrets: r.run.Secrets, Color: look.Color, Width: look.Width}
	viewer := printer.Viewer()
	out := bufio.NewWriter(w)
	for i := range r.Findings {
		writeFinding(out, viewer, &r.Findings[i], look)
	}
	return out.Flush()
}

func writeFinding(w io.Writer, viewer *report.Viewer, f *Finding, look Look) {
	severity := look.paint(bySeverity(f.Rule.Severity, "36", "33", "31"), f.Rule.Severity.String()+":")
	fmt.Fprintf(w, "%s:%d:%d: %s %s [%s]\n", viewer.Text(f.At.Filename), f.At.Start.Line, f.At.Start.Column, severity, look.paint(bold, f.Message), f.Rule.ID)
	snippet, in := viewer.Snippet(f.At)
	io.WriteString(w, snippet)
	if in != "" {
		fmt.Fprintf(w, "  in %s\n", in)
	}
	for _, note := range f.Notes {
		fmt.Fprintf(w, "  %s\n", note)
	}
	if len(f.Generated) > 0 {
		fmt.Fprintf(w, "  generated: %s\n", viewer.Text(generatedList(f)))
	}
	for _, r := range f.Related {
		fmt.Fprintf(w, "  %s:%d:%d: %s\n", viewer.Text(r.Range.Filename), r.Range.Start.Line, r.Range.Start.Column, r.Message)
	}
	fmt.Fprintf(w, "  %s\n\n", look.paint(dim, RuleURL(f.Rule)))
}

// generatedList names the first of the generated places.
func generatedList(f *Finding) string {
	var names []string
	for _, g := range f.Generated[:min(mostNamed, len(f.Generated))] {
		names = append(names, fmt.Sprintf("%s:%d", g.Filename, g.Start.Line))
	}
	list := strings.Join(names, ", ")
	if n := len(f.Generated) - mostNamed; n > 0 {
		list += fmt.Sprintf(" and %d more", n)
	}
	return list
}

func writeTally(w io.Writer, r *Report, look Look) error {
	_, err := fmt.Fprintln(w, look.paint(bold, r.Tally()))
	return err
}

// Tally says how much was found, in how many files, and what of it has a fix.
func (r *Report) Tally() string {
	counts := r.counts()
	var parts []string
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Info} {
		if counts[s] > 0 {
			parts = append(parts, plural(counts[s], s.String()))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no findings"}
	}
	tally := strings.Join(parts, ", ") + " in " + plural(len(r.Looked), "file") + "."
	fixable := 0
	for _, f := range r.Findings {
		if f.Fixable {
			fixable++
		}
	}
	if fixable > 0 {
		tally += fmt.Sprintf(" hagen lint --fix mends %d.", fixable)
	}
	return tally
}

// counts are the numbers of findings by severity.
func (r *Report) counts() (counts [lint.Error + 1]int) {
	for _, f := range r.Findings {
		counts[f.Rule.Severity]++
	}
	return counts
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
