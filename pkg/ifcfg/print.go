package ifcfg

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// Format returns the file's text, and for each line of it where it comes from.
// What was read and not changed comes out byte for byte; a directive that did
// not come from a source gets a line of its own. Comments have no origin.
func (f *File) Format() (src []byte, lines []origin.Line) {
	var p origin.Writer
	previous := false // the previous directive is fresh
	for i, d := range f.Directives {
		if d.fresh() || i > 0 && d.Before == "" || previous && !strings.Contains(d.Before, "\n") {
			p.StartLine()
		}
		p.Write(d.Before, hcl.Range{}, false)
		if d.fresh() {
			p.StartLine()
		}
		d.print(&p)
		previous = d.fresh()
	}
	if previous && !strings.HasPrefix(f.Trailer, "\n") {
		p.StartLine()
	}
	p.Write(f.Trailer, hcl.Range{}, false)
	return p.Finish()
}

// Raw returns the directive as [File.Format] prints it, without what stands before
// it: quotes, signs and escapes included.
func (d *Directive) Raw() string {
	var p origin.Writer
	d.print(&p)
	text, _ := p.Finish()
	return string(text)
}

// print writes the directive without what stands before it.
func (d *Directive) print(p *origin.Writer) {
	if d.Kind == Command && d.raw != "" {
		p.Write(d.raw, d.Origin, false)
		return
	}
	if d.Kind == Command {
		p.Write(d.Name.source(), d.Origin, d.Name.Sensitive)
		for _, arg := range d.Args {
			p.Write(" "+arg.source(), d.Origin, arg.Sensitive)
		}
		return
	}
	if d.Export && d.fresh() {
		p.Write("export ", d.Origin, false)
	}
	sign := d.sign
	if sign == "" || d.Append != strings.Contains(sign, "+") {
		sign = "="
		if d.Append {
			sign = "+="
		}
	}
	p.Write(d.export+d.Name.source()+sign, d.Origin, false)
	p.Write(d.Value.source(), d.Origin, d.Value.Sensitive)
}
