package hosts

import (
	"iter"
	"net/netip"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// File is one hosts file.
type File struct {
	// Name is the file's name as ranges show it; for a generated file, its
	// absolute path on the host.
	Name string
	// Entries are the lines that hold something, in order.
	Entries []*Entry
	// Trailer is what stands after the last entry: blank lines and comments.
	Trailer string
}

// Entry is a line of a hosts file: an address, the canonical name and aliases.
// Source: hosts(5).
type Entry struct {
	// Before is what stands between the previous entry and this one: line ends,
	// blank lines, comments, and the blanks at the beginning of the line.
	Before string
	// Address is the line's first word, whether or not it is an address; see
	// [Entry.Addr].
	Address Word
	// Names are the words after it, the canonical name first.
	Names []Word
	// Origin is the part of a topology that caused the entry; the zero Range
	// where none did, as in every file that was read.
	Origin hcl.Range

	raw   string    // as written
	names int       // how many Names there were then
	rng   hcl.Range // the entry in the source
}

// Word is an address or a name.
type Word struct {
	// Text is the word. Nothing can be quoted in a hosts file.
	Text string
	// Range is the word in the source. The zero Range marks a word that was not
	// read from a file.
	Range hcl.Range
	// Sensitive is true where the text is a secret.
	Sensitive bool

	read string // what Text was when it was read
}

// Range returns the entry from its address to its last name; the zero Range for
// one that was not read from a file.
func (e *Entry) Range() hcl.Range { return e.rng }

// Addr returns the entry's address as the resolver reads it; ok is false for what
// is none, so that the resolver passes over the line.
func (e *Entry) Addr() (addr netip.Addr, ok bool) { return ParseAddr(e.Address.Text) }

// ParseAddr reads an address as the resolver does: without a zone ("%eth0"),
// leading zeros and blanks.
func ParseAddr(text string) (addr netip.Addr, ok bool) {
	a, err := netip.ParseAddr(text)
	return a, err == nil && a.Zone() == ""
}

// Valid tells whether the resolver uses the entry: it has an address and a name.
func (e *Entry) Valid() bool {
	_, ok := e.Addr()
	return ok && len(e.Names) > 0
}

// Has tells whether the entry gives its address that name, in capital letters or
// small ones.
func (e *Entry) Has(name string) bool {
	for _, n := range e.Names {
		if strings.EqualFold(n.Text, name) {
			return true
		}
	}
	return false
}

// All yields every entry in order, malformed ones included.
func (f *File) All() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, e := range f.Entries {
			if !yield(e) {
				return
			}
		}
	}
}

// Lookup returns the entries that give a name an address, in the resolver's
// order: where there are several, the first of each address family is what most
// programs use.
func (f *File) Lookup(name string) []*Entry {
	var list []*Entry
	for e := range f.All() {
		if e.Valid() && e.Has(name) {
			list = append(list, e)
		}
	}
	return list
}

// Names returns the names of an address as a reverse look-up finds them, the
// canonical one first: those of the first entry that has the address.
func (f *File) Names(addr netip.Addr) []string {
	for e := range f.All() {
		if a, ok := e.Addr(); ok && a == addr && len(e.Names) > 0 {
			names := make([]string, len(e.Names))
			for i, n := range e.Names {
				names[i] = n.Text
			}
			return names
		}
	}
	return nil
}
