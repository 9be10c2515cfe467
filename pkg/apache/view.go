package apache

import (
	"iter"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// KeyValue is a view of an argument of the form key=value.
type KeyValue struct {
	// Word is the whole argument.
	Word *Word
	// Key and Value are its parts; Value is empty where there is no "=".
	Key, Value string
	// Assigned is true where there is a "=".
	Assigned bool
}

// KeyRange is the key in the source. Where escapes or continuations stand in
// between it is the whole argument's range.
func (kv KeyValue) KeyRange() hcl.Range { return kv.Word.part(0, len(kv.Key)) }

// ValueRange is the same of the value.
func (kv KeyValue) ValueRange() hcl.Range {
	return kv.Word.part(len(kv.Word.Text)-len(kv.Value), len(kv.Word.Text))
}

// KeyValues splits arguments at their first "=".
func KeyValues(words []Word) []KeyValue {
	list := make([]KeyValue, len(words))
	for i := range words {
		kv := &list[i]
		kv.Word = &words[i]
		kv.Key, kv.Value, kv.Assigned = strings.Cut(kv.Word.Text, "=")
	}
	return list
}

// part returns the range of Text[i:j], or that of the whole word where the
// source spells the text in another way.
func (w Word) part(i, j int) hcl.Range {
	raw, start := w.Raw(), w.at.From()
	if w.Quote != 0 && raw != "" {
		raw = raw[1:]
		start = hcl.Pos{Line: start.Line, Column: start.Column + 1, Byte: start.Byte + 1}
	}
	if !strings.HasPrefix(raw, w.Text) || !w.stands() {
		return w.Range()
	}
	return hcl.Range{Filename: w.at.Of.Name, Start: source.Advance(start, raw[:i]), End: source.Advance(start, raw[:j])}
}

// Effective yields the directives of a section as they count: those inside
// sections such as <IfModule>, which only decide whether a directive is there,
// are among them, those of <Location> and other sections are not.
func (d *Directive) Effective() iter.Seq[*Directive] {
	return func(yield func(*Directive) bool) { effective(d.Children(), yield) }
}

func effective(list []*Directive, yield func(*Directive) bool) bool {
	for _, d := range list {
		if d.Block != nil && Evaluated(d.Name.Text) {
			if !effective(d.Block.Directives, yield) {
				return false
			}
		} else if !yield(d) {
			return false
		}
	}
	return true
}

// VirtualHost is a view of a <VirtualHost> section.
type VirtualHost struct{ Directive *Directive }

// VirtualHosts yields the virtual hosts of the file, in order.
func (f *File) VirtualHosts() iter.Seq[VirtualHost] {
	return func(yield func(VirtualHost) bool) {
		for d := range f.All() {
			if d.Block != nil && d.Is("VirtualHost") && !yield(VirtualHost{d}) {
				return
			}
		}
	}
}

// Addresses are the addresses that the host listens on: "*:80".
func (v VirtualHost) Addresses() []Word { return v.Directive.Args }

// ServerName returns the host's name; ok is false where it has none. The last of
// several counts.
func (v VirtualHost) ServerName() (name Word, ok bool) {
	for d := range v.Directive.Effective() {
		if d.Is("ServerName") && len(d.Args) > 0 {
			name, ok = d.Args[0], true
		}
	}
	return name, ok
}

// ServerAliases returns the host's further names; they add up.
func (v VirtualHost) ServerAliases() []Word {
	var names []Word
	for d := range v.Directive.Effective() {
		if d.Is("ServerAlias") {
			names = append(names, d.Args...)
		}
	}
	return names
}

// Log is a view of an ErrorLog, CustomLog, TransferLog or GlobalLog directive.
type Log struct {
	Directive *Directive
	// Destination is the file, or the program behind a "|".
	Destination Word
	// Format is a CustomLog's format or the nickname of one; zero where the
	// directive takes none.
	Format Word
}

// Logs yields the directives of the file that say where a log goes, in order.
func (f *File) Logs() iter.Seq[Log] {
	return func(yield func(Log) bool) {
		for d := range f.All() {
			if l, ok := NewLog(d); ok && !yield(l) {
				return
			}
		}
	}
}

// NewLog is the view of a directive that says where a log goes; ok is false for
// another.
func NewLog(d *Directive) (l Log, ok bool) {
	custom := d.Is("CustomLog") || d.Is("GlobalLog")
	if len(d.Args) == 0 || !custom && !d.Is("ErrorLog") && !d.Is("TransferLog") {
		return l, false
	}
	l = Log{Directive: d, Destination: d.Args[0]}
	if custom && len(d.Args) > 1 {
		l.Format = d.Args[1]
	}
	return l, true
}

// Pipe returns the command that the log is piped to, and whether a shell runs it
// in that release line; ok is false for a log that is a file.
func (l Log) Pipe(dialect Dialect) (command string, shell, ok bool) {
	command, ok = strings.CutPrefix(l.Destination.Text, "|")
	if !ok {
		return "", false, false
	}
	if direct, found := strings.CutPrefix(command, "|"); found {
		return direct, false, true
	}
	if dialect == Httpd22 {
		return command, true, true
	}
	command, shell = strings.CutPrefix(command, "$")
	return command, shell, true
}
