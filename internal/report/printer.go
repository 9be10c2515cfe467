package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// Printer writes diagnostics as text.
type Printer struct {
	// Files are the sources that the diagnostics speak of, by name. A diagnostic
	// about any other file is printed without a snippet.
	Files map[string][]byte
	// Secrets hides sensitive values; nil hides nothing but what looks like one.
	Secrets *topology.Secrets
	// Color adds SGR escapes. The caller knows whether its reader likes them.
	Color bool
	// Width is the width in cells to which explanations are wrapped and source
	// lines cut. With 0 explanations are not wrapped, and lines cut generously.
	Width int
}

// Print writes the diagnostics in the order of files and positions, each once,
// and a closing count. It returns the first error of w.
func (p *Printer) Print(w io.Writer, diags hcl.Diagnostics) error {
	if len(diags) == 0 {
		return nil
	}
	job := newJob(p)
	out := bufio.NewWriter(w)
	seen := make(map[string]bool, len(diags))
	var errors, warnings int
	for _, d := range sorted(diags) {
		text := job.render(d)
		if seen[text] {
			continue
		}
		seen[text] = true
		if d.Severity == hcl.DiagError {
			errors++
		} else {
			warnings++
		}
		out.WriteString(text)
		out.WriteByte('\n')
	}
	fmt.Fprintln(out, job.paint(bold, tally(errors, warnings)))
	return out.Flush()
}

// Snippet is [Viewer.Snippet], for one place.
func (p *Printer) Snippet(r hcl.Range) (snippet, in string) { return p.Viewer().Snippet(r) }

// Lines is [Viewer.Lines], for one file.
func (p *Printer) Lines(file string) func(n int) string { return p.Viewer().Lines(file) }

// sorted returns the diagnostics by file and position; those without a place
// come first, as they concern the whole.
func sorted(diags hcl.Diagnostics) hcl.Diagnostics {
	list := slices.Clone(diags)
	slices.SortStableFunc(list, func(a, b *hcl.Diagnostic) int {
		x, y := subject(a), subject(b)
		return cmp.Or(
			cmp.Compare(x.Filename, y.Filename),
			cmp.Compare(x.Start.Line, y.Start.Line),
			cmp.Compare(x.Start.Column, y.Start.Column),
			cmp.Compare(a.Severity, b.Severity),
		)
	})
	return list
}

func subject(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}

func tally(errors, warnings int) string {
	var parts []string
	if errors > 0 {
		parts = append(parts, count(errors, "error"))
	}
	if warnings > 0 {
		parts = append(parts, count(warnings, "warning"))
	}
	return strings.Join(parts, " and ") + "."
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// render is the text of one diagnostic, its last newline included.
func (j *job) render(d *hcl.Diagnostic) string {
	var b strings.Builder
	word, color := "Warning:", yellow
	if d.Severity == hcl.DiagError {
		word, color = "Error:", red
	}
	summary := strings.ReplaceAll(j.text(d.Summary), "\n", " ")
	fmt.Fprintf(&b, "%s %s\n", j.paint(color, word), j.paint(bold, summary))
	if d.Subject != nil && d.Subject.Filename != "" {
		b.WriteByte('\n')
		j.place(&b, *d.Subject)
		for _, value := range j.values(d) {
			fmt.Fprintf(&b, "  %s\n", value)
		}
	}
	if d.Detail != "" {
		fmt.Fprintf(&b, "\n%s\n", wrap(j.text(d.Detail), j.Width))
	}
	return b.String()
}

// text is a text of a diagnostic as it may be shown.
func (j *job) text(s string) string { return plain(j.Secrets.Mask(s)) }

// SGR parameters.
const (
	bold   = "1"
	dim    = "2"
	red    = "1;31"
	yellow = "1;33"
)

func (j *job) paint(sgr, text string) string {
	if !j.Color || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}
