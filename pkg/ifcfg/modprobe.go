package ifcfg

import (
	"iter"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// ModprobeFile is one file of module configuration: /etc/modprobe.conf, or a
// file of /etc/modprobe.d.
type ModprobeFile struct {
	// Name is the file's name as ranges show it; for a generated file, its
	// absolute path on the host.
	Name string
	// Directives are the commands, in order, one a line.
	Directives []*ModprobeDirective
	// Trailer is what stands after the last directive: blank lines and comments.
	Trailer string
}

// ModprobeDirective is one command of module configuration.
// Source: modprobe.d(5), modprobe.conf(5) of module-init-tools.
type ModprobeDirective struct {
	// Before is what stands between the previous directive and this one: line
	// ends, comments and blank lines, which are printed above it.
	Before string
	// Name is the command: alias, options, install, remove, blacklist, softdep …
	Name Word
	// Args are the words after it. The command of install and remove, and the
	// list of softdep, are one word.
	Args []Word
	// Origin is the part of a topology that caused the directive; the zero Range
	// where none did, as in every file that was read.
	Origin hcl.Range

	raw  string    // as written
	args int       // how many Args there were then
	rng  hcl.Range // the directive in the source
}

// Range returns the directive from its first byte to its last; the zero Range for
// one that was not read from a file.
func (d *ModprobeDirective) Range() hcl.Range { return d.rng }

// Arg returns the text of the argument at index i, counted from 0, and "" where
// there are fewer.
func (d *ModprobeDirective) Arg(i int) string {
	if i >= len(d.Args) {
		return ""
	}
	return d.Args[i].Text
}

// All yields every directive in order, malformed ones included.
func (f *ModprobeFile) All() iter.Seq[*ModprobeDirective] {
	return func(yield func(*ModprobeDirective) bool) {
		for _, d := range f.Directives {
			if !yield(d) {
				return
			}
		}
	}
}

// Alias is an alias line: Name, in which "*" stands for anything, loads Module.
type Alias struct{ Name, Module Word }

// Alias returns the view of an alias line; ok is false for another command and
// for one that lacks a word.
func (d *ModprobeDirective) Alias() (a Alias, ok bool) {
	if d.Name.Text != "alias" || len(d.Args) < 2 {
		return Alias{}, false
	}
	return Alias{d.Args[0], d.Args[1]}, true
}

// Aliases returns the alias lines of a module, in order.
func (f *ModprobeFile) Aliases(module string) []Alias {
	var list []Alias
	for d := range f.All() {
		if a, ok := d.Alias(); ok && ModuleName(a.Module.Text) == ModuleName(module) {
			list = append(list, a)
		}
	}
	return list
}

// ModuleOptions is an options line: parameters for a module, or for what an alias
// of that name loads.
type ModuleOptions struct {
	Module  Word
	Options []Option
}

// Options returns the view of an options line; ok is false for another command
// and for one without a module.
func (d *ModprobeDirective) Options() (o ModuleOptions, ok bool) {
	if d.Name.Text != "options" || len(d.Args) == 0 {
		return ModuleOptions{}, false
	}
	o.Module = d.Args[0]
	for _, arg := range d.Args[1:] {
		o.Options = append(o.Options, moduleOption(arg))
	}
	return o, true
}

// Option returns the last option of that name, as the kernel sets them one after
// the other; ok is false where there is none.
func (o ModuleOptions) Option(name string) (option Option, ok bool) {
	return lastOption(o.Options, name)
}

// moduleOption takes one parameter apart as the kernel does: double quotes around
// the whole or around the value are not part of it.
func moduleOption(w Word) Option {
	text := w.Text
	o := Option{Range: w.Range, ValueRange: w.Range}
	if strings.HasPrefix(text, `"`) {
		text = strings.TrimSuffix(text[1:], `"`)
	}
	o.Name, o.Value, o.HasValue = strings.Cut(text, "=")
	if o.HasValue && w.raw == w.Text && w.Range != (hcl.Range{}) {
		at := strings.IndexByte(w.Text, '=') + 1
		o.ValueRange.Start = advance(w.Range.Start, w.raw[:at])
	}
	if strings.HasPrefix(o.Value, `"`) {
		o.Value = strings.TrimSuffix(o.Value[1:], `"`)
	}
	return o
}

// ModuleName returns the name that modprobe compares: "-" and "_" are the same.
func ModuleName(name string) string { return strings.ReplaceAll(name, "-", "_") }
