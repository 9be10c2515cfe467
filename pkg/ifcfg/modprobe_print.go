package ifcfg

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// Format returns the file's text, and for each line of it where it comes from.
// What was read and not changed comes out byte for byte; a directive that did not
// come from a source, or was changed, has single blanks between its words.
func (f *ModprobeFile) Format() (src []byte, lines []origin.Line) {
	var p origin.Writer
	for i, d := range f.Directives {
		if i > 0 && !strings.HasPrefix(d.Before, "\n") {
			p.StartLine()
		}
		p.Write(d.Before, hcl.Range{}, false)
		p.StartLine()
		p.Write(d.source(), d.Origin, d.sensitive())
	}
	if len(f.Directives) > 0 && (f.Trailer != "" || f.Directives[len(f.Directives)-1].fresh()) &&
		!strings.HasPrefix(f.Trailer, "\n") {
		p.StartLine()
	}
	p.Write(f.Trailer, hcl.Range{}, false)
	return p.Finish()
}

func (d *ModprobeDirective) fresh() bool { return d.rng == hcl.Range{} }

func (d *ModprobeDirective) sensitive() bool {
	for _, w := range d.Args {
		if w.Sensitive {
			return true
		}
	}
	return false
}

// source is the directive as it stands in a file.
func (d *ModprobeDirective) source() string {
	changed := d.fresh() || d.Name.Text != d.Name.read || len(d.Args) != d.args
	for _, w := range d.Args {
		changed = changed || w.Text != w.read
	}
	if !changed {
		return d.raw
	}
	words := []string{escapeModprobe(d.Name.Text)}
	for _, w := range d.Args {
		words = append(words, escapeModprobe(w.Text))
	}
	return strings.Join(words, " ")
}

// escapeModprobe writes a text so that modprobe, which drops backslashes, reads it back.
var escapeModprobe = strings.NewReplacer(`\`, `\\`, "\n", " ").Replace

// QuoteModprobe returns the word of a line of module configuration that modprobe
// reads back as exactly text. Such a word cannot hold blanks, control characters
// or double quotes, and it is never empty.
func QuoteModprobe(text string) (Word, error) {
	if text == "" {
		return Word{}, fmt.Errorf("an empty word cannot stand in module configuration")
	}
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c == 0x7f || c == '"' {
			return Word{}, fmt.Errorf("%q cannot stand in module configuration", c)
		}
	}
	return Word{Text: text}, nil
}
