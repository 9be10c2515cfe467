package ifcfg

import (
	"iter"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// File is one ifcfg file.
type File struct {
	// Name is the file's name as ranges show it; for a generated file, its
	// absolute path on the host.
	Name string
	// Directives are the assignments and commands, in order.
	Directives []*Directive
	// Trailer is what stands after the last directive: blanks and comments.
	Trailer string
}

// Kind says what a directive is to bash.
type Kind byte

const (
	// Assignment is KEY=value, the only thing that belongs into an ifcfg file.
	Assignment Kind = iota
	// Command is anything else: a command that bash runs, a shell construct (if,
	// a pipe, a redirection), or text that bash cannot read.
	Command
)

// Directive is an assignment or a command.
type Directive struct {
	Kind Kind
	// Before is what stands between the previous directive and this one: blanks,
	// line ends, semicolons and comments, which Format prints above it.
	Before string
	// Export is true where the assignment is an argument of export.
	Export bool
	// Name is the variable; of a command, its first word.
	Name Word
	// Append is true for KEY+=value.
	Append bool
	// Value is the value of an assignment.
	Value Word
	// Env are the assignments in front of a command: bash makes them for the
	// command alone, the variables keep their old values.
	Env []*Directive
	// Args are the words after the first one of a command; none for a shell
	// construct, which is kept as text.
	Args []Word
	// Origin is the part of a topology that caused the directive; the zero Range
	// where none did, as in every file that was read.
	Origin hcl.Range

	export string    // "export" and the blanks after it, as written
	sign   string    // "=" or "+=", as written
	raw    string    // a command as written
	rng    hcl.Range // the directive in the source
}

// Word is a key, a value or a word of a command.
type Word struct {
	// Text is the word's value after bash has removed quotes and escapes. Where
	// Expands is set it is the word as written.
	Text string
	// Quote is the quote, single or double, where one pair of them holds the whole
	// word, and otherwise 0. Format keeps double quotes around a changed word.
	Quote byte
	// Expands is true where bash replaces a part of the word ($VAR, $(command),
	// ~), so that the value is known only when the file is sourced.
	Expands bool
	// Range is the word in the source, quotes included. The zero Range marks a
	// word that was not read from a file.
	Range hcl.Range
	// Sensitive is true where the text is a secret.
	Sensitive bool

	raw  string // the word as written
	read string // what Text was then: raw is used while it still is
}

// IsZero tells whether there is no word at all: no text and no place.
func (w Word) IsZero() bool { return w.Text == "" && w.Range == hcl.Range{} }

// Range returns the directive from its first byte to its last; the zero Range for
// one that was not read from a file.
func (d *Directive) Range() hcl.Range { return d.rng }

// fresh tells whether the directive did not come from a source, so that Format
// has to lay it out.
func (d *Directive) fresh() bool { return d.rng == hcl.Range{} }

// All yields every directive in order, commands included. The assignments in
// front of a command have no effect on the file's values and are not among them.
func (f *File) All() iter.Seq[*Directive] {
	return func(yield func(*Directive) bool) {
		for _, d := range f.Directives {
			if !yield(d) {
				return
			}
		}
	}
}

// Lookup returns the assignment whose value a key has in the end: the last one.
// It is nil where the key is not assigned. One that appends holds only its own
// part; see [File.Values].
func (f *File) Lookup(key string) *Directive {
	for i := len(f.Directives) - 1; i >= 0; i-- {
		if d := f.Directives[i]; d.Kind == Assignment && d.Name.Text == key {
			return d
		}
	}
	return nil
}

// Values returns the variables as bash leaves them after it has read the file.
// A value that bash would have to work out is there as it is written.
func (f *File) Values() map[string]string {
	values := make(map[string]string)
	appended := make(map[string]*strings.Builder)
	for _, d := range f.Directives {
		if d.Kind != Assignment {
			continue
		}
		b := appended[d.Name.Text]
		if b == nil || !d.Append {
			b = new(strings.Builder)
			appended[d.Name.Text] = b
		}
		b.WriteString(d.Value.Text)
	}
	for name, b := range appended {
		values[name] = b.String()
	}
	return values
}

// Text returns the value that a key has in the end, "" where it has none.
func (f *File) Text(key string) string {
	if d := f.Lookup(key); d != nil {
		return d.Value.Text
	}
	return ""
}
