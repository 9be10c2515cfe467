package outdir

import (
	"fmt"
	"io"
	"strings"

	"github.com/everlinux/hagen/internal/unified"
	"github.com/everlinux/hagen/pkg/topology"
)

// hiddenLine stands for a line that is gone from a file with secrets: it may
// hold one that the topology no longer knows.
const hiddenLine = "(line of a file with secrets)"

// WriteDiff writes what the plan changes as one unified diff. A line that holds
// a secret is not shown, nor is any line that goes from a file that holds or held
// one; secrets hides the sensitive values in all others.
func (p *Plan) WriteDiff(w io.Writer, secrets *topology.Secrets) error {
	for i := range p.Changes {
		if _, err := io.WriteString(w, p.diff(&p.Changes[i], secrets)); err != nil {
			return err
		}
	}
	return nil
}

func (p *Plan) diff(c *Change, secrets *topology.Secrets) string {
	oldName, newName, content := p.dir.show(c.Name), p.dir.show(c.Name), ""
	switch c.Action {
	case Unchanged:
		return ""
	case Chmod:
		return fmt.Sprintf("--- %s\n+++ %s\nold mode %04o\nnew mode %04o\n", oldName, newName, c.before.Mode().Perm(), c.File.Mode)
	case Create:
		oldName = "/dev/null"
	case Delete:
		newName = "/dev/null"
	}
	if c.File != nil {
		content = string(c.File.Content)
	}
	return unified.Diff(oldName, newName, string(c.Old), content, func(l unified.Line) string {
		switch {
		case l.Kind == '-' && c.Sensitive:
			return hiddenLine
		case l.New > 0 && l.New <= len(c.File.Lines) && c.File.Lines[l.New-1].Sensitive:
			indent := l.Text[:len(l.Text)-len(strings.TrimLeft(l.Text, " \t"))]
			return indent + topology.Redacted
		}
		return visible(secrets.Mask(l.Text))
	})
}

// visible replaces the control characters of a line that somebody else wrote.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (r < ' ' || 0x7f <= r && r < 0xa0) {
			return '\ufffd'
		}
		return r
	}, text)
}
