package drill

import (
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes the plan for people.
func (p *Plan) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Failure drills for %s\n\n", p.Cluster)
	p.writeFacts(&b)
	b.WriteString("## Before the first drill\n\n")
	writeSteps(&b, p.Before)
	for n, d := range p.Drills {
		d.write(&b, n+1)
	}
	b.WriteString("## After each drill\n\n")
	writeSteps(&b, p.After)
	if len(p.Omitted) > 0 {
		b.WriteString("## Left out\n\n")
		for _, o := range p.Omitted {
			fmt.Fprintf(&b, "- %s (`%s`): %s.\n", o.Title, o.ID, o.Why)
		}
		b.WriteString("\n")
	}
	b.WriteString("## What the numbers rest on\n\n")
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "- %s\n", n)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeFacts writes the nodes, the votes and the times.
func (p *Plan) writeFacts(b *strings.Builder) {
	b.WriteString("| node | votes | runs on | fenced by |\n|---|---|---|---|\n")
	for _, n := range p.Nodes {
		var methods []string
		for _, m := range n.Methods {
			methods = append(methods, m.text())
		}
		fmt.Fprintf(b, "| %s | %d | %s | %s |\n", cell(n.Name), n.Votes, cell(or(n.Hypervisor, "hardware")), cell(or(strings.Join(methods, ", then "), "nothing")))
	}
	q := p.Quorum
	fmt.Fprintf(b, "\nVotes: %d expected, %d needed", q.Expected, q.Needed)
	switch {
	case q.TwoNode:
		b.WriteString(" (two_node: either node goes on alone)")
	case q.Disk > 0:
		fmt.Fprintf(b, "; %d are the quorum disk's", q.Disk)
	}
	b.WriteString(".\n\n")
	fmt.Fprintf(b, "| time | value | from |\n|---|---|---|\n")
	for _, row := range p.Timing.rows() {
		fmt.Fprintf(b, "| %s | %s | %s |\n", row.name, inSeconds(row.Value), row.Source)
	}
	fmt.Fprintf(b, "\nDefaults are those of %s.\n\n", p.Suite)
}

// namedSetting is a time with its name.
type namedSetting struct {
	name string
	Setting
}

// rows are the times that count.
func (t Timing) rows() []namedSetting {
	rows := []namedSetting{{"token", t.Token}, {"consensus", t.Consensus}}
	for _, r := range []namedSetting{
		{"post_fail_delay", t.PostFailDelay}, {"post_join_delay", t.PostJoinDelay},
		{"pause between tries of fencing", t.RetryPause}, {"quorum disk's new master", t.QuorumDisk},
	} {
		if r.Source != "" {
			rows = append(rows, r)
		}
	}
	return rows
}

// text names the devices of a method.
func (m Method) text() string {
	var list []string
	for _, r := range m.Runs {
		list = appendNew(list, r.Device+" ("+r.Agent+")")
	}
	return strings.Join(list, " and ")
}

func (d Drill) write(b *strings.Builder, n int) {
	fmt.Fprintf(b, "## %d. %s\n\n%s\n\n", n, d.Title, d.Fails)
	if len(d.Victims) > 0 {
		fmt.Fprintf(b, "Fails: %s.\n\n", strings.Join(d.Victims, ", "))
	}
	writeSteps(b, d.Steps)
	b.WriteString("Watch:\n\n")
	for _, w := range d.Watch {
		if w.Command != "" {
			fmt.Fprintf(b, "- on %s, `%s`: %s\n", w.On, w.Command, w.Text)
			continue
		}
		fmt.Fprintf(b, "- %s\n", w.Text)
	}
	fmt.Fprintf(b, "\nPredicted freeze: **%s**.\n\n", d.Prediction.text())
	if len(d.Prediction.Terms) > 0 {
		b.WriteString("| term | time | from |\n|---|---|---|\n")
		for _, t := range d.Prediction.Terms {
			fmt.Fprintf(b, "| %s | %s | %s |\n", t.Name, t.text(), t.Source)
		}
		b.WriteString("\n")
	}
	from := ""
	if d.Prediction.Until != "" {
		from = ", counted from then on"
	}
	fmt.Fprintf(b, "Passed when no freeze is longer than **%s**%s, and %s.\n\nPut back:\n\n", inSeconds(d.Limit), from, d.Pass)
	writeSteps(b, d.Restore)
}

// text is the prediction in words.
func (p Prediction) text() string {
	span := p.Span.text()
	if p.Most == 0 {
		span = "none"
	}
	if p.Until != "" {
		return "until " + p.Until + ", and " + span + " more"
	}
	return span
}

func writeSteps(b *strings.Builder, steps []Step) {
	for i, s := range steps {
		fmt.Fprintf(b, "%d. %s", i+1, s.Text)
		if s.Command != "" {
			on := ""
			if s.On != "" {
				on = " On " + s.On + ":"
			}
			fmt.Fprintf(b, "%s\n\n   ```sh\n   %s\n   ```\n", on, s.Command)
		}
		b.WriteString("\n")
	}
	if len(steps) > 0 && steps[len(steps)-1].Command == "" {
		b.WriteString("\n")
	}
}

// cell is a text for a table of Markdown.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
