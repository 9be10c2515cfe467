package drill

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	r.writeFreezes(&b)
	for n, c := range r.Comparisons {
		fmt.Fprintf(&b, "\nFailure %d\n", n+1)
		r.writeIncident(&b, c)
	}
	if len(r.Assumptions) > 0 {
		b.WriteString("\nAssumptions\n")
		for _, a := range r.Assumptions {
			fmt.Fprintf(&b, "  - %s\n", plain(a))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) writeFreezes(b *strings.Builder) {
	b.WriteString("Freezes\n")
	if len(r.Probes) == 0 {
		b.WriteString("  no probe's files were given\n")
	}
	for _, p := range r.Probes {
		usual := ""
		if p.Usual > 0 {
			usual = ", usually " + number(p.Usual) + " s apart"
		}
		fmt.Fprintf(b, "  %s: %s of %s from %s to %s%s; a freeze is more than %s s\n", plain(p.File), count(p.Writes, "write", "writes"), plain(p.Host),
			r.show(p.Start), r.clock(p.End, p.Start), usual, number(p.Threshold))
	}
	for _, f := range r.Freezes {
		fmt.Fprintf(b, "  %s froze for %s: %s to %s (%s)", plain(f.Host), f.text(), r.show(f.Start), r.clock(f.End, f.Start), plain(f.Name))
		if f.Failed > 0 {
			fmt.Fprintf(b, ", %s failed", count(f.Failed, "write", "writes"))
		}
		b.WriteByte('\n')
	}
	if len(r.Probes) > 0 && len(r.Freezes) == 0 {
		b.WriteString("  none\n")
	}
	if r.Limit > 0 {
		verdict := "kept"
		if n := len(r.Exceeding()); n > 0 {
			verdict = "exceeded by " + count(n, "freeze", "freezes")
		}
		fmt.Fprintf(b, "  the limit of %s is %s\n", inSeconds(r.Limit), verdict)
	}
}

// text is the length of the freeze with its uncertainty.
func (f Freeze) text() string {
	if f.Least == f.Most {
		return number(f.Seconds) + " s"
	}
	return fmt.Sprintf("%s s (%s to %s)", number(f.Seconds), number(f.Least), number(f.Most))
}

// show is a time for people.
func (r *Report) show(t time.Time) string { return r.calendar.show(t) }

// clock is a time on the same day as another one, or else with its date.
func (r *Report) clock(t, near time.Time) string {
	if sameDay(t, near) {
		return t.Format("15:04:05")
	}
	return r.show(t)
}

func (r *Report) writeIncident(b *strings.Builder, c *Comparison) {
	i := c.Incident
	line := func(t time.Time, format string, args ...any) {
		if !t.IsZero() {
			fmt.Fprintf(b, "  %s  %s\n", r.show(t), plain(fmt.Sprintf(format, args...)))
		}
	}
	line(i.Lost, "token lost")
	left := ""
	if len(i.Left) > 0 {
		left = " without " + strings.Join(i.Left, ", ")
	}
	line(i.Formed, "new membership%s", left)
	line(i.QuorumLost, "quorum lost")
	for _, f := range i.Fencing {
		for n, a := range f.Attempts {
			r.writeAttempt(b, f, n, a)
		}
	}
	line(i.QuorumRegained, "quorum back")
	for _, p := range i.Replays {
		when := p.End
		if when.IsZero() {
			when = p.Start
		}
		line(when, "%s", p.text())
	}
	for _, fs := range i.Withdrawn {
		fmt.Fprintf(b, "  %s withdrew\n", plain(fs))
	}
	r.writeComparison(b, c)
}

func (r *Report) writeAttempt(b *strings.Builder, f *Fencing, n int, a *Attempt) {
	when, outcome := a.Start, "not ended in the log"
	if when.IsZero() {
		when = a.End
	}
	if !a.End.IsZero() {
		outcome = map[bool]string{true: "success", false: "failed"}[a.OK]
		if d, ok := a.Duration(); ok {
			outcome += " after " + inSeconds(d)
		}
	}
	fmt.Fprintf(b, "  %s  fencing of %s by %s, try %d: %s", r.show(when), plain(f.Victim), plain(hostName(f.By)), n+1, outcome)
	if len(a.Says) > 0 && !a.OK {
		fmt.Fprintf(b, " (%s: %s)", plain(a.Agent), plain(strings.Join(a.Says, "; ")))
	}
	b.WriteByte('\n')
}

// text is what became of a journal.
func (p *Replay) text() string {
	text := "journal " + p.Journal + " of " + p.Filesystem
	switch p.Outcome {
	case "Busy":
		return text + " is recovered by another host, not " + hostName(p.By)
	case "Failed":
		return text + " could not be recovered by " + hostName(p.By)
	case "":
		return text + ": recovery by " + hostName(p.By) + " has no end in the log"
	}
	text += " recovered by " + hostName(p.By)
	if p.Took > 0 {
		text += " in " + inSeconds(p.Took)
	}
	if p.Blocks > 0 {
		text += fmt.Sprintf(", %d of %d blocks replayed", p.Replayed, p.Blocks)
	}
	return text
}

// writeComparison writes what was predicted beside what was measured.
func (r *Report) writeComparison(b *strings.Builder, c *Comparison) {
	rows := [][3]string{{"  by the log"}}
	for _, m := range c.Measured {
		rows = append(rows, [3]string{"    " + plain(m.Name), m.text(), plain(m.Source)})
	}
	if len(c.Predicted.Terms) > 0 {
		rows = append(rows, [3]string{"  by the model", c.Predicted.text(), r.window(c)})
		for _, m := range c.Predicted.Terms {
			rows = append(rows, [3]string{"    " + m.Name, m.text(), m.Source})
		}
	}
	if c.Clean != nil {
		rows = append(rows, [3]string{"  by the topology", c.Clean.text(), "if the first try of fencing succeeds"})
	}
	for _, f := range c.Freezes {
		verdict := "differs from the model"
		if c.Agrees(f) {
			verdict = "agrees with the model"
		}
		rows = append(rows, [3]string{"  measured on " + plain(f.Host), f.text(), verdict})
	}
	b.WriteByte('\n')
	writeColumns(b, rows)
	if len(c.Freezes) == 0 && len(r.Probes) > 0 {
		b.WriteString("  no measured freeze lies in that window\n")
	}
}

// writeColumns writes rows of three columns, without blanks at the ends of lines.
func writeColumns(b *strings.Builder, rows [][3]string) {
	var width [2]int
	for _, row := range rows {
		for i := range width {
			width[i] = max(width[i], utf8.RuneCountInString(row[i]))
		}
	}
	for _, row := range rows {
		line := fmt.Sprintf("%-*s  %-*s  %s", width[0], row[0], width[1], row[1], row[2])
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// window is when the survivors were frozen by the model.
func (r *Report) window(c *Comparison) string {
	if c.Start.IsZero() || c.End.IsZero() {
		return ""
	}
	return r.show(c.Start) + " to " + r.clock(c.End, c.Start)
}

// plain is text of a file as a terminal may show it: nothing that controls it.
func plain(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || 0x80 <= c && c < 0xa0 || 0x200e <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069 {
			return '\ufffd'
		}
		return c
	}, text)
}
