package clusterconf

import (
	"bytes"
	"strings"

	"github.com/beevik/etree"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
)

// Format prints the file and tells where each of its lines comes from. What was
// read and not changed since is printed as it was, byte for byte, errors
// included; a word whose text was changed is written anew. Elements and comments
// that were not read from a file are laid out by etree: an element on a line,
// indented by two blanks for each level.
func (f *File) Format() (src []byte, lines []origin.Line) {
	var p printer
	p.nodes(f.Nodes)
	return p.buf, p.finish()
}

// Document returns the file as an etree document, to look elements up in by path
// and for other programs to work on. It holds the elements, attributes and
// comments, and no blanks.
func (f *File) Document() *etree.Document {
	doc, _ := newDocument(f.Nodes)
	return doc
}

// printer collects the text. The origin of a line is that of the first element
// or attribute on it.
type printer struct {
	buf     []byte
	lines   []origin.Line // one for each line begun
	current origin.Line   // of the line that the text ends in
}

// finish returns one origin for each line written.
func (p *printer) finish() []origin.Line {
	if n := len(p.buf); n > 0 && p.buf[n-1] != '\n' {
		p.lines = append(p.lines, p.current)
	}
	return p.lines
}

// text writes a text whose lines all come from one place.
func (p *printer) text(s string, from hcl.Range, sensitive bool) {
	for s != "" {
		line, rest, found := strings.Cut(s, "\n")
		if p.current.Range.Start.Line == 0 {
			p.current.Range = from
		}
		p.current.Sensitive = p.current.Sensitive || sensitive
		p.buf = append(p.buf, line...)
		if found {
			p.buf = append(p.buf, '\n')
			p.lines = append(p.lines, p.current)
			p.current = origin.Line{}
		}
		s = rest
	}
}

func (p *printer) nodes(nodes []Node) {
	for i := 0; i < len(nodes); i++ {
		first := i
		for i < len(nodes) && isNew(nodes[i]) {
			i++
		}
		p.canonical(nodes[first:i])
		if i == len(nodes) {
			return
		}
		switch n := nodes[i].(type) {
		case *Element:
			p.element(n)
		case *Comment:
			p.text(n.source(), n.Origin, false)
		case *Text:
			p.text(n.Raw, hcl.Range{}, false)
		}
	}
}

// isNew tells whether a node was not read from a file.
func isNew(n Node) bool {
	switch n := n.(type) {
	case *Element:
		return n.tags == nil
	case *Comment:
		return n.raw == ""
	}
	return false
}

// element writes an element that was read from a file.
func (p *printer) element(e *Element) {
	p.text("<"+e.Name.source(), e.Origin, false)
	for _, a := range e.Attrs {
		from := a.Origin
		if from.Start.Line == 0 {
			from = e.Origin
		}
		p.text(a.source(), from, a.Value.Sensitive)
	}
	open, end := e.tags.open, e.tags.close
	if open == "/>" && len(e.Children) > 0 {
		open = ">"
	}
	if end == "" && e.tags.open == "/>" && open == ">" {
		end = "</" + e.Name.source() + ">"
	}
	p.text(e.tags.rest+open, e.Origin, false)
	p.nodes(e.Children)
	if e.Name.changed() && end != "" {
		end = "</" + e.Name.source() + ">"
	}
	p.text(end, e.Origin, false)
}

// canonical writes nodes that were not read from a file, in etree's layout.
func (p *printer) canonical(nodes []Node) {
	if len(nodes) == 0 {
		return
	}
	doc, lines := newDocument(nodes)
	doc.Indent(2)
	text, _ := doc.WriteToString() // to a buffer in memory, which does not fail
	base := string(p.buf[bytes.LastIndexByte(p.buf, '\n')+1:])
	if !blank(base) {
		base = ""
	}
	if len(p.buf) > 0 {
		text = strings.TrimSuffix(text, "\n")
	}
	for i, line := range strings.SplitAfter(text, "\n") {
		if line == "" {
			break
		}
		if i > 0 {
			p.text(base, hcl.Range{}, false)
		}
		p.text(line, lines[i].Range, lines[i].Sensitive)
	}
}

// newDocument returns nodes as an etree document, with one origin for each line
// that it has once it is indented.
func newDocument(nodes []Node) (*etree.Document, []origin.Line) {
	doc := etree.NewDocument()
	doc.WriteSettings = etree.WriteSettings{CanonicalAttrVal: true, CanonicalText: true}
	var lines []origin.Line
	build(&doc.Element, nodes, &lines)
	return doc, lines
}

// build adds nodes to an etree element.
func build(parent *etree.Element, nodes []Node, lines *[]origin.Line) {
	for _, n := range nodes {
		switch n := n.(type) {
		case *Comment:
			parent.CreateComment(n.Text)
			for range 1 + strings.Count(n.Text, "\n") {
				*lines = append(*lines, origin.Line{Range: n.Origin})
			}
		case *Element:
			line := origin.Line{Range: n.Origin}
			child := parent.CreateElement(n.Name.Text)
			for _, a := range n.Attrs {
				child.CreateAttr(a.Name.Text, a.Value.Text)
				line.Sensitive = line.Sensitive || a.Value.Sensitive
			}
			*lines = append(*lines, line)
			build(child, n.Children, lines)
			if len(child.Child) > 0 {
				*lines = append(*lines, origin.Line{Range: n.Origin}) // the end tag
			}
		}
	}
}

// changed tells whether a word that was read has got another text since.
func (w *Word) changed() bool { return w.Text != w.text }

// source is a name as it is written in a file.
func (w *Word) source() string {
	if w.raw != "" && !w.changed() {
		return w.raw
	}
	return w.Text
}

// source is the attribute with what stands before it.
func (a *Attr) source() string {
	if a.Name.raw != "" && !a.Value.changed() {
		return a.before + a.Name.source() + a.equals + a.Value.raw
	}
	before, equals := a.before, a.equals
	if before == "" {
		before = " "
	}
	if equals == "" {
		equals = "="
	}
	return before + a.Name.source() + equals + quoted(a.Value.Text, a.Value.Quote)
}

// source is the comment as it is written in a file.
func (c *Comment) source() string {
	if c.raw != "" && c.Text == c.text {
		return c.raw
	}
	return "<!--" + commentText(c.Text) + "-->"
}
