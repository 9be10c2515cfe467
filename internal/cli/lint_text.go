package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/pkg/lint"
)

// lintView prints what a look at files came to. All that it prints of files and
// messages goes through its viewer, which hides secrets.
type lintView struct {
	*hagen.LintResult
	viewer *report.Viewer
	paint  painter
}

// mostNamed is how many files are named of those that one line of a topology
// put the same thing into.
const mostNamed = 3

var severityColors = [...]string{lint.Info: cyan, lint.Warning: yellow, lint.Error: red}

// writeText prints the findings by the place at which they are shown. What one
// line of a topology causes in many files is shown once.
func (v *lintView) writeText(w io.Writer) error {
	out := bufio.NewWriter(w)
	type key struct {
		rule    *lint.Rule
		message string
		at      hcl.Range
	}
	var order []key
	groups := make(map[key][]lint.Finding)
	for _, f := range v.Findings {
		k := key{f.Rule, f.Message, shownAt(f)}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	slices.SortStableFunc(order, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.at.Filename, b.at.Filename), cmp.Compare(a.at.Start.Byte, b.at.Start.Byte))
	})
	var counts [lint.Error + 1]int
	for _, k := range order {
		counts[k.rule.Severity]++
		v.writeFinding(out, groups[k])
	}
	fmt.Fprintln(out, v.paint.paint(bold, tally(counts, len(v.Files)-len(v.Unknown))))
	return out.Flush()
}

// writeFinding prints findings that are shown as one.
func (v *lintView) writeFinding(w io.Writer, same []lint.Finding) {
	f := same[0]
	at := shownAt(f)
	severity := v.paint.paint(severityColors[f.Rule.Severity], f.Rule.Severity.String()+":")
	fmt.Fprintf(w, "%s:%d:%d: %s %s [%s]\n", v.viewer.Text(at.Filename), at.Start.Line, at.Start.Column, severity, v.paint.paint(bold, v.viewer.Text(f.Message)), f.Rule.ID)
	snippet, in := v.viewer.Snippet(at)
	io.WriteString(w, snippet)
	if in != "" {
		fmt.Fprintf(w, "  in %s\n", in)
	}
	if f.Origin.Filename != "" {
		var names []string
		for _, f := range same {
			names = append(names, v.viewer.Text(fmt.Sprintf("%s:%d", f.Range.Filename, f.Range.Start.Line)))
		}
		rest := ""
		if n := len(names) - mostNamed; n > 0 {
			names, rest = names[:mostNamed], fmt.Sprintf(" and %d more", n)
		}
		fmt.Fprintf(w, "  generated: %s%s\n", strings.Join(names, ", "), rest)
	}
	for _, r := range f.Related {
		fmt.Fprintf(w, "  %s:%d:%d: %s\n", v.viewer.Text(r.Range.Filename), r.Range.Start.Line, r.Range.Start.Column, v.viewer.Text(r.Message))
	}
	fmt.Fprintf(w, "  %s\n\n", v.paint.paint(dim, ruleURL(f.Rule)))
}

// tally is the closing line.
func tally(counts [lint.Error + 1]int, files int) string {
	var parts []string
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Info} {
		if counts[s] > 0 {
			parts = append(parts, plural(counts[s], s.String()))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no findings"}
	}
	return strings.Join(parts, ", ") + " in " + plural(files, "file") + "."
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
