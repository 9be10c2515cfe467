package fstab

import (
	"iter"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// File is one fstab.
type File struct {
	// Name is the file's name as ranges show it.
	Name string
	// Entries are the lines that hold something, in order.
	Entries []*Entry
	// Trailer is what stands after the last entry: blank lines and comments.
	Trailer string
}

// Entry is a line of a fstab. A field that the line does not have is zero.
// Source: fstab(5).
type Entry struct {
	// Before is what stands between the previous entry and this one: line ends,
	// blank lines, comments, and the blanks at the beginning of the line.
	Before string
	// Device is what is mounted: a path, UUID=…, LABEL=…, host:/path.
	Device Word
	// MountPoint is where, "none" for swap.
	MountPoint Word
	// Type is the type of the file system.
	Type Word
	// Options are the mount options, with commas between them.
	Options Word
	// Freq is for dump(8); PassNo is when fsck(8) looks at the file system at boot, 0
	// for never.
	Freq, PassNo Word

	raw string    // as written
	rng hcl.Range // the entry in the source
}

// Word is a field of an entry.
type Word struct {
	// Text is the field with its escapes (\040 for a blank) undone.
	Text string
	// Range is the field in the source; the zero Range for one that is not there.
	Range hcl.Range
}

// Range returns the entry from its first field to its last.
func (e *Entry) Range() hcl.Range { return e.rng }

// Option returns the value of a mount option, "" for one without a value; ok is false
// where the entry does not have it. Of one that is there twice the last counts.
func (e *Entry) Option(name string) (value string, ok bool) {
	for option := range strings.SplitSeq(e.Options.Text, ",") {
		if key, v, _ := strings.Cut(option, "="); key == name {
			value, ok = v, true
		}
	}
	return value, ok
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

// Format returns the file's text.
func (f *File) Format() []byte {
	var b strings.Builder
	for _, e := range f.Entries {
		b.WriteString(e.Before)
		b.WriteString(e.raw)
	}
	b.WriteString(f.Trailer)
	return []byte(b.String())
}
