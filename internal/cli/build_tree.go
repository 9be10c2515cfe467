package cli

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/internal/outdir"
)

// printTree prints every file of a plan under its host, marked by what is done
// with it, and a closing count.
func (p *program) printTree(plan *outdir.Plan, f *buildFlags) {
	paint := painter(p.colored(p.stdout))
	fmt.Fprintln(p.stdout, paint.paint(bold, f.out))
	host := ""
	var counts [5]int // by mark
	conflicts := 0
	for _, c := range plan.Changes {
		if c.Action == outdir.Delete && c.Gone() {
			continue // somebody was quicker
		}
		h, path, _ := strings.Cut(c.Name, "/")
		if h != host {
			host = h
			fmt.Fprintf(p.stdout, "  %s\n", paint.paint(bold, host))
		}
		mark := marks[c.Action]
		counts[c.Action]++
		if c.Conflict != "" && (f.looking() && !f.force || c.Blocked) {
			mark = conflictMark
			conflicts++
			counts[c.Action]--
		}
		line := fmt.Sprintf("    %s %s%s", mark.sign, path, note(&c, mark))
		fmt.Fprintln(p.stdout, paint.paint(mark.color, line))
	}
	fmt.Fprintln(p.stdout, summary(counts, conflicts, f.looking()))
}

// mark is how an action is shown.
type mark struct{ sign, color string }

var (
	marks = [...]mark{
		outdir.Unchanged: {" ", dim},
		outdir.Create:    {"+", green},
		outdir.Update:    {"~", yellow},
		outdir.Chmod:     {"~", yellow},
		outdir.Delete:    {"-", red},
	}
	conflictMark = mark{"!", red}
)

// note is what there is to say about a file beyond its mark.
func note(c *outdir.Change, m mark) string {
	var notes []string
	if m == conflictMark {
		notes = append(notes, c.Conflict)
	}
	if c.File != nil && c.File.Sensitive {
		notes = append(notes, fmt.Sprintf("holds secrets, mode %04o", c.File.Mode))
	} else if c.Action == outdir.Chmod {
		notes = append(notes, fmt.Sprintf("mode %04o", c.File.Mode))
	}
	if len(notes) == 0 {
		return ""
	}
	return "  (" + strings.Join(notes, "; ") + ")"
}

// summary is the closing line. What has not happened yet is in the future tense.
func summary(counts [5]int, conflicts int, looking bool) string {
	would := ""
	if looking {
		would = "to be "
	}
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(counts[outdir.Create], would+"created")
	add(counts[outdir.Update]+counts[outdir.Chmod], would+"updated")
	add(counts[outdir.Delete], would+"removed")
	add(conflicts, "in the way")
	add(counts[outdir.Unchanged], "unchanged")
	if len(parts) == 0 {
		return "no files"
	}
	return strings.Join(parts, ", ")
}
