package clusterconf

import (
	"iter"

	"github.com/hashicorp/hcl/v2"
)

// File is one cluster.conf, as a tree that keeps every byte.
type File struct {
	// Name is the file's name as ranges show it; for a generated file, its
	// absolute path on the host.
	Name string
	// Nodes are what stands at the top, in order: the root element, and around it
	// comments, blanks and whatever could not be understood.
	Nodes []Node
}

// Node is what a file or an element holds: an [*Element], a [*Comment] or a [*Text].
type Node interface{ node() }

// Element is an XML element: in cluster.conf, a section or an entry of one.
type Element struct {
	// Name is the element's name in its start tag.
	Name Word
	// Attrs are the attributes, in order. An attribute that is written twice, which
	// is an error, is there twice.
	Attrs []*Attr
	// Children are what stands between the tags.
	Children []Node
	// Parent is the element around this one, nil for the root.
	Parent *Element
	// Range is the start tag, End the end tag; End is empty for an element that
	// has none. Both are zero for an element that was not read from a file.
	Range, End hcl.Range
	// Origin is the part of a topology that caused the element; the zero Range
	// where none did, as in every file that was read.
	Origin hcl.Range

	tags *tags // nil for an element that was not read from a file
}

// tags is how the source writes what an element's words do not hold.
type tags struct {
	rest  string // from the last attribute up to the tag's end
	open  string // ">" or "/>"; "" where the source lacks it
	close string // the end tag; "" where the source has none
}

// Attr is an attribute of an element.
type Attr struct {
	Name, Value Word
	// Origin is the part of a topology that caused the attribute.
	Origin hcl.Range

	// What stands before the name, and between the name and the value. Both are
	// empty in an attribute that was not read from a file.
	before, equals string
}

// Word is a name or a value.
type Word struct {
	// Text is the value that an XML parser reads: without quotes, with references
	// (&amp;) replaced. To change a word, set Text: Format then writes it anew.
	Text string
	// Quote is the quote around a value, '"' or '\''; 0 for a name, and for a value
	// that has none, which is an error.
	Quote byte
	// Range is the word in the source, quotes included; the zero Range for a word
	// that was not read from a file.
	Range hcl.Range
	// Sensitive marks a secret, which may be shown nowhere but in its file.
	Sensitive bool

	raw  string // the word in the source, quotes included
	text string // the Text that raw stands for
}

// Comment is an XML comment.
type Comment struct {
	// Text is what stands between "<!--" and "-->".
	Text string
	// Range is the whole comment; the zero Range for one that was not read.
	Range hcl.Range
	// Origin is the part of a topology that caused the comment.
	Origin hcl.Range

	raw  string
	text string
}

// TextKind says what a [Text] is.
type TextKind uint8

const (
	// Blank is white space between tags, and a byte order mark.
	Blank TextKind = iota
	// CharData is character data, CDATA sections included. cluster.conf has none:
	// no part of the cluster suite reads it.
	CharData
	// Instruction is a processing instruction, the XML declaration included.
	Instruction
	// DocType is a document type declaration.
	DocType
	// Junk is what could not be understood; Parse reported it.
	Junk
)

// Text is what stands in a file and is neither an element nor a comment.
type Text struct {
	Kind TextKind
	// Raw is the text as it stands in the file.
	Raw   string
	Range hcl.Range
}

func (*Element) node() {}
func (*Comment) node() {}
func (*Text) node()    {}

// NewElement returns an element for [Element.Append] and [Element.SetAttr] to fill.
func NewElement(name string, origin hcl.Range) *Element {
	return &Element{Name: Word{Text: name}, Origin: origin}
}

// Root returns the file's root element, nil where there is none.
func (f *File) Root() *Element {
	for e := range elements(f.Nodes) {
		return e
	}
	return nil
}

// All yields every element of the file, depth first, an element before what is in it.
func (f *File) All() iter.Seq[*Element] {
	return func(yield func(*Element) bool) { walk(f.Nodes, yield) }
}

func walk(nodes []Node, yield func(*Element) bool) bool {
	for e := range elements(nodes) {
		if !yield(e) || !walk(e.Children, yield) {
			return false
		}
	}
	return true
}

// elements yields the elements among nodes.
func elements(nodes []Node) iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for _, n := range nodes {
			if e, ok := n.(*Element); ok && !yield(e) {
				return
			}
		}
	}
}

// Comments yields every comment of the file in order, each with the element that
// follows it beside it: nil where none does.
func (f *File) Comments() iter.Seq2[*Comment, *Element] {
	return func(yield func(*Comment, *Element) bool) { walkComments(f.Nodes, yield) }
}

func walkComments(nodes []Node, yield func(*Comment, *Element) bool) bool {
	next := 0 // index of the first element at or after i
	for i, n := range nodes {
		switch n := n.(type) {
		case *Element:
			if !walkComments(n.Children, yield) {
				return false
			}
		case *Comment:
			var follows *Element
			for next = max(next, i); next < len(nodes) && follows == nil; next++ {
				follows, _ = nodes[next].(*Element)
			}
			if follows != nil {
				next-- // it follows the comments in between as well
			}
			if !yield(n, follows) {
				return false
			}
		}
	}
	return true
}

// Attr returns the element's attribute of that name, the first where it is
// written twice, nil where there is none.
func (e *Element) Attr(name string) *Attr {
	for _, a := range e.Attrs {
		if a.Name.Text == name {
			return a
		}
	}
	return nil
}

// Value returns the value of the element's attribute of that name, "" where
// there is none.
func (e *Element) Value(name string) string {
	if a := e.Attr(name); a != nil {
		return a.Value.Text
	}
	return ""
}

// Elements yields the element's children of that name, not deeper; every child
// element where the name is "".
func (e *Element) Elements(name string) iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for child := range elements(e.Children) {
			if (name == "" || child.Name.Text == name) && !yield(child) {
				return
			}
		}
	}
}

// First returns the element's first child of that name, nil where there is none.
func (e *Element) First(name string) *Element {
	for child := range e.Elements(name) {
		return child
	}
	return nil
}

// Path returns the names of the elements from the root down to this one, joined
// by "/": "cluster/cman/multicast".
func (e *Element) Path() string {
	if e.Parent == nil {
		return e.Name.Text
	}
	return e.Parent.Path() + "/" + e.Name.Text
}
