package apache

import (
	"iter"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// File is one Apache configuration file as a tree that keeps every byte.
type File struct {
	// Name is the path: as given to [Parse], or where [Emit] wants the file on the host.
	Name string
	// Dialect is the release line whose lexical rules the file was read by.
	Dialect Dialect
	// BOM is true where the file begins with a byte order mark. httpd takes the
	// mark for a part of the first directive's name.
	BOM bool
	// Directives are the directives outside of every section.
	Directives []*Directive
	// End is what follows the last directive.
	End []Trivia
}

// Dialect is a release line of httpd, as far as the lexical rules differ.
type Dialect uint8

const (
	// Httpd24 is httpd 2.4: every backslash before a line's end continues the line.
	Httpd24 Dialect = iota
	// Httpd22 is httpd 2.2: two backslashes before a line's end are one escaped
	// backslash, and the line ends there.
	Httpd22
)

// Directive is a directive or, with a Block, a section such as <VirtualHost>.
type Directive struct {
	// Before are the comments and blank lines above the directive.
	Before []Trivia
	// Name is the directive's name, of a section without "<". Names are compared
	// without regard to case: use [Directive.Is].
	Name Word
	// Args are the arguments as httpd's own words.
	Args []Word
	// Block is what a section holds; nil for a plain directive.
	Block *Block
	// Origin is the part of a topology that caused an emitted directive; nil for one
	// of a source.
	Origin *hcl.Range

	// tail is the source from the last word to the next line: blanks, a section's
	// ">" with what follows it, the line end.
	tail    string
	section bool // the source has a section here
	header  source.Span
}

// Block is the inside of a section.
type Block struct {
	// Directives are the directives in the section.
	Directives []*Directive
	// End are the comments and blank lines between the last of them and the closer.
	End []Trivia
	// Close is the closer in the source; Text is its name. It is empty in an
	// emitted tree: the printer writes the section's own name.
	Close Word
	// Unclosed is true where the source has no closer; none is printed then.
	Unclosed bool

	tail string // the source from the closer to the next line
}

// Word is a name or an argument.
type Word struct {
	// Text is the value that httpd reads: without quotes, escapes and
	// continuations. Variables (${NAME}) are left as they stand. To change a word,
	// set Text: the printer then quotes it anew.
	Text string
	// Quote is the quote character that the word began with, 0 for none.
	Quote byte
	// Sensitive marks a value that may be shown nowhere but in its file.
	Sensitive bool

	at    source.Span // the word with its quotes, of a section's name without the brackets
	lead  int32       // bytes of the source between the previous word, or the line's start, and this one
	moved bool        // the word is not what stands there: see Directive.Rewrite
	text  string      // the Text that stands there
}

// Range is the word in the source with its quotes, and of a section's name without
// the brackets; zero in an emitted tree.
func (w Word) Range() hcl.Range { return w.at.HCL() }

// TriviaKind says what a [Trivia] is.
type TriviaKind uint8

const (
	// Blank is an empty line.
	Blank TriviaKind = iota
	// Comment is a line whose first character is "#". Continued by a backslash it
	// covers several lines of the source.
	Comment
	// Junk is a line that could not be understood; the parser reported it.
	Junk
)

// Trivia is a line that is no directive.
type Trivia struct {
	Kind TriviaKind
	// Text is the line without indentation and line end; a comment's with the "#".
	Text string

	at  source.Span // Text
	raw string      // the whole line in the source with its end; "" in an emitted tree
}

// Range is the text in the source; zero in an emitted tree.
func (t Trivia) Range() hcl.Range { return t.at.HCL() }

// All yields every directive of the file, depth first, a section before what is
// in it.
func (f *File) All() iter.Seq[*Directive] {
	return func(yield func(*Directive) bool) {
		for _, d := range f.Walk() {
			if !yield(d) {
				return
			}
		}
	}
}

// Walk yields what All yields, each with the sections that it stands in, the
// outermost first. That slice is valid until the next step.
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

// Comments yields the comments of the file, in order.
func (f *File) Comments() iter.Seq[Trivia] {
	return func(yield func(Trivia) bool) {
		_ = comments(f.Directives, yield) && yieldComments(f.End, yield)
	}
}

func comments(list []*Directive, yield func(Trivia) bool) bool {
	for _, d := range list {
		if !yieldComments(d.Before, yield) {
			return false
		}
		if d.Block != nil && !(comments(d.Block.Directives, yield) && yieldComments(d.Block.End, yield)) {
			return false
		}
	}
	return true
}

func yieldComments(list []Trivia, yield func(Trivia) bool) bool {
	for _, t := range list {
		if t.Kind == Comment && !yield(t) {
			return false
		}
	}
	return true
}

// Header returns the range of a directive's own line, for a section that of its
// first line up to the ">"; without indentation. It is zero in an emitted tree.
func (d *Directive) Header() hcl.Range { return d.header.HCL() }

// Indent returns the blanks before a directive on its line; "" in an emitted tree.
func (d *Directive) Indent() string {
	if !d.Name.stands() {
		return ""
	}
	space := d.Name.space()
	return space[:len(space)-int(d.Name.at.Start-d.header.Start)] // a section's bracket is no indentation
}

// Lines returns the range of a plain directive's lines, indentation and line end
// included: what to delete for it to be gone. It is zero in an emitted tree.
func (d *Directive) Lines() hcl.Range {
	if !d.header.Read() {
		return hcl.Range{}
	}
	r := d.Header()
	r.Start.Byte -= len(d.Name.space())
	r.Start.Column = 1
	last := d.Name.at.End
	if len(d.Args) > 0 {
		last = d.Args[len(d.Args)-1].at.End
	}
	r.End = hcl.Pos{Line: r.End.Line + 1, Column: 1, Byte: int(last) + len(d.tail)}
	return r
}

// Range returns the range of a directive, for a section from its first line to
// its closer. It is zero in an emitted tree.
func (d *Directive) Range() hcl.Range {
	if d.Block == nil || !d.Block.Close.at.Read() {
		return d.Header()
	}
	return hcl.RangeBetween(d.Header(), d.Block.Close.Range())
}

// Is tells whether the directive has that name; httpd ignores case. A section's
// name is given without brackets: d.Is("VirtualHost").
func (d *Directive) Is(name string) bool { return equalFold(d.Name.Text, name) }

// Arg returns the text of argument i, counted from 0, and "" where there is none.
func (d *Directive) Arg(i int) string {
	if i < 0 || i >= len(d.Args) {
		return ""
	}
	return d.Args[i].Text
}

// Children are the directives in a section; none for a plain directive.
func (d *Directive) Children() []*Directive {
	if d.Block == nil {
		return nil
	}
	return d.Block.Directives
}

// Find yields the directives of that name in the section, not deeper.
func (d *Directive) Find(name string) iter.Seq[*Directive] {
	return func(yield func(*Directive) bool) {
		for _, child := range d.Children() {
			if child.Is(name) && !yield(child) {
				return
			}
		}
	}
}

// First returns the first directive of that name in the section, nil where there
// is none. For most directives httpd lets the last one count: see [Directive.Last].
func (d *Directive) First(name string) *Directive {
	for child := range d.Find(name) {
		return child
	}
	return nil
}

// Last returns the last directive of that name in the section, nil where there
// is none.
func (d *Directive) Last(name string) *Directive {
	var last *Directive
	for child := range d.Find(name) {
		last = child
	}
	return last
}

// Unclosed tells whether the word begins with a quote that its line never
// closes. httpd accepts that and reads up to the end of the line.
func (w Word) Unclosed() bool {
	return w.stands() && w.Quote != 0 && !closed(joinContinuations(w.Raw()), w.Quote)
}

// Raw returns the word as it stands in the source, quotes and continuations
// included; "" where the word comes from no source.
func (w Word) Raw() string {
	if w.moved {
		return ""
	}
	return w.at.Source()
}

// stands tells whether the word stands in a source.
func (w Word) stands() bool { return w.at.Read() && !w.moved }

// space is the source between the previous word, or the line's start, and this
// one. The bracket that opens a section is in that of the name.
func (w Word) space() string {
	if !w.stands() {
		return ""
	}
	return w.at.Of.Src[w.at.Start-w.lead : w.at.Start]
}

// fromSource tells whether the word's spelling in the source still stands for it.
func (w Word) fromSource() bool { return w.stands() && w.Text == w.text }

// equalFold compares as httpd's strcasecmp does: ASCII letters only.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
