package nginx

import (
	"iter"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// File is one configuration file: a whole nginx.conf, or a fragment of one.
type File struct {
	// Name is the file's name as ranges show it; for a generated file, its
	// absolute path on the host.
	Name string
	// Directives are the directives of the top level, in order.
	Directives []*Directive
	// Trailer is what stands after the last directive: blanks and comments, and
	// bytes in which nothing could be recognised.
	Trailer string
}

// Directive is a directive, or an entry of a block that does not hold directives
// (see [BlockKind]). It ends in either a block or a semicolon.
type Directive struct {
	// Name is the first word.
	Name Word
	// Args are the words after the name.
	Args []Word
	// Block is the block that the directive opens; nil for a simple directive.
	Block *Block
	// End is the semicolon of a simple directive.
	End Mark
	// Origin is the part of a topology that caused the directive; the zero Range
	// where none did, as in every file that was read.
	Origin hcl.Range
}

// Block is the part of a directive between its braces.
type Block struct {
	// Kind says what the block holds.
	Kind BlockKind
	// Open and Close are the braces.
	Open, Close Mark
	// Directives are the directives, or the entries, of the block.
	Directives []*Directive
	// Text is the body of a block of kind Raw, everything between the braces.
	Text string
}

// BlockKind says what a block holds.
type BlockKind byte

const (
	// Directives: the block is made of directives.
	Directives BlockKind = iota
	// Entries: the block is made of entries in the form of directives, whose
	// first word is a key: map, geo, types, split_clients, charset_map.
	Entries
	// Raw: the block is kept as text: the Lua of *_by_lua_block, and whatever is
	// nested deeper than a configuration can be.
	Raw
)

// Word is a name or an argument.
type Word struct {
	// Text is the value that nginx reads: without quotes, escapes decoded. In
	// most arguments nginx then replaces variables ($host); that is not done here.
	Text string
	// Quote is the quote around the word: '"', '\'' or 0 for none. nginx gives
	// both quotes the same meaning.
	Quote byte
	// Before is what stands between the previous token and the word: blanks and
	// comments, and bytes in which nothing could be recognised. Comments in the
	// Before of a directive's name are printed above it.
	Before string
	// Sensitive is true where the text is a secret.
	Sensitive bool

	at source.Span // the word as written; printed while it still says Text
}

// Range is the word in the source, quotes included. The zero Range is that of a
// word that was not read from a file, which Format lays out by itself.
func (w *Word) Range() hcl.Range { return w.at.HCL() }

// Mark is a semicolon or a brace.
type Mark struct {
	// Before is what stands between the previous token and the mark.
	Before string
	// After is the rest of the mark's line where nothing but blanks and a comment
	// stand there; the line's end is not part of it.
	After string

	at source.Span
}

// Range is the mark in the source. It is empty where the source lacks the mark, and
// nothing is printed for it; the zero Range is that of a mark that was not read
// from a file.
func (m *Mark) Range() hcl.Range { return m.at.HCL() }

// Missing tells whether the source lacks the mark.
func (m *Mark) Missing() bool { return m.at.Read() && m.at.Start == m.at.End }

// Range returns the directive from its name to its semicolon or closing brace;
// the zero Range for a directive that was not read from a file.
func (d *Directive) Range() hcl.Range {
	end := d.End.at
	if d.Block != nil {
		end = d.Block.Close.at
	}
	if !end.Read() || !d.Name.at.Read() {
		return d.Name.Range()
	}
	return hcl.RangeBetween(d.Name.Range(), end.HCL())
}

// Arg returns the text of the argument at index i, counted from 0, and "" where
// the directive has fewer.
func (d *Directive) Arg(i int) string {
	if i < 0 || i >= len(d.Args) {
		return ""
	}
	return d.Args[i].Text
}

// Children are the directives of the directive's block; none for a simple
// directive and for a block that holds something else.
func (d *Directive) Children() []*Directive {
	if d.Block == nil || d.Block.Kind != Directives {
		return nil
	}
	return d.Block.Directives
}

// Find yields the directives of that name in the directive's block, not deeper.
func (d *Directive) Find(name string) iter.Seq[*Directive] {
	return func(yield func(*Directive) bool) {
		for _, child := range d.Children() {
			if child.Name.Text == name && !yield(child) {
				return
			}
		}
	}
}

// First returns the first directive of that name in the directive's block, nil
// where there is none.
func (d *Directive) First(name string) *Directive {
	for child := range d.Find(name) {
		return child
	}
	return nil
}

// All yields every directive of the file, depth first, a block before what is in
// it. Entries are no directives and are not among them.
func (f *File) All() iter.Seq[*Directive] {
	return func(yield func(*Directive) bool) {
		for _, d := range f.Walk() {
			if !yield(d) {
				return
			}
		}
	}
}

// Walk yields what All yields, each with the directives whose blocks it stands
// in, the outermost first. That slice is valid until the next step.
func (f *File) Walk() iter.Seq2[[]*Directive, *Directive] {
	return func(yield func([]*Directive, *Directive) bool) {
		walk(f.Directives, nil, yield)
	}
}

func walk(list, path []*Directive, yield func([]*Directive, *Directive) bool) bool {
	for _, d := range list {
		if !yield(path, d) || !walk(d.Children(), append(path, d), yield) {
			return false
		}
	}
	return true
}
