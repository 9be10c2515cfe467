package apache

import "strings"

// Rewrite returns a directive, or a section's first line, as httpd reads it after
// replace was applied to the text of its line. Variables and the parameters of
// macros work so, before the line is taken apart: a value with blanks in it makes
// several words, one that is empty may make none. A section's Block is the same.
//
// Words that stay as they are keep their places; the others get the whole line's.
// ok is false where the new line is no directive, or a section where there was
// none and the other way round.
func (d *Directive) Rewrite(dialect Dialect, replace func(string) string) (made *Directive, ok bool) {
	before := d.source()
	after := replace(before)
	if after == before {
		return d, true
	}
	f, _ := ParseDialect(d.header.Of.Name, []byte(after), dialect)
	if len(f.Directives) != 1 || (f.Directives[0].Block == nil) != (d.Block == nil) {
		return nil, false
	}
	made = f.Directives[0]
	made.Block, made.Before, made.header = d.Block, d.Before, d.header
	made.Name = d.inPlace(made.Name, &d.Name)
	for i, arg := range made.Args {
		var old *Word
		if len(made.Args) == len(d.Args) {
			old = &d.Args[i]
		}
		made.Args[i] = d.inPlace(arg, old)
	}
	return made, true
}

// inPlace gives a word that was made of an old one, or of none, its place.
func (d *Directive) inPlace(w Word, old *Word) Word {
	switch {
	case old != nil && old.Text == w.Text:
		return *old
	case old != nil:
		w.at = old.at
	default:
		w.at = d.header
	}
	w.moved = true
	return w
}

// source is the directive's line without indentation, as it stands in the file.
func (d *Directive) source() string {
	var b strings.Builder
	b.WriteString(d.header.Of.Src[d.header.Start:d.Name.at.End])
	for _, arg := range d.Args {
		b.WriteString(arg.space() + arg.Raw())
	}
	b.WriteString(d.tail)
	return b.String()
}
