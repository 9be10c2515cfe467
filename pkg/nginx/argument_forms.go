package nginx

import (
	_ "embed"
	"strings"
	"sync"
)

// formsTable says which arguments a directive takes, as nginx's modules read them
// (the sources of nginx 1.22, each row tried on it): the kinds of the first
// arguments, what each further one is, and the kind of the last. Several
// directives that share a form share a row.
//
//go:embed argument_forms.tsv
var formsTable string

// ArgumentForm is what the arguments of a directive have to be, beyond their number.
type ArgumentForm struct {
	// First are the kinds of the first arguments, of which there may be fewer.
	First []ArgumentKind
	// Each are what an argument after those may be; none for no more to say.
	Each []ParameterForm
	// Last is the kind of the last argument, with nothing about it among Each; the
	// zero kind where the last is like the others.
	Last ArgumentKind
	// Alone is the kind of the argument of a directive that has no other; the zero
	// kind where it is like those of several.
	Alone ArgumentKind
	// Needs is the parameter that must be there, "*" for an argument that is no
	// parameter, "" for none.
	Needs string
}

// ParameterForm is one of the things that an argument may be: a word that stands
// for itself, a name with a value, or a value alone.
type ParameterForm struct {
	// Name is the word or the name; "" for a value alone.
	Name string
	// Assigned is true for a name with a value.
	Assigned bool
	// Kind is what the value is.
	Kind ArgumentKind
}

// LookupForm returns what the arguments of a directive have to be in a block of a
// family: "http", "stream", "http upstream", "stream upstream", "events", "main".
// It is false where nothing is known of them.
func LookupForm(directive, family string) (ArgumentForm, bool) {
	f, ok := argumentForms()[formKey{directive, family}]
	if !ok {
		f, ok = argumentForms()[formKey{directive, "*"}]
	}
	return f, ok
}

// HasForm tells whether the table has a form of a directive in any family.
func HasForm(directive string) bool { return formNames()[directive] }

// formNames are the directives of the table.
var formNames = sync.OnceValue(func() map[string]bool {
	names := make(map[string]bool)
	for key := range argumentForms() {
		names[key.directive] = true
	}
	return names
})

type formKey struct{ directive, family string }

// argumentForms is the table by directive and family.
var argumentForms = sync.OnceValue(func() map[formKey]ArgumentForm {
	_, rows, _ := strings.Cut(formsTable, "\n") // the first row names the columns
	table := make(map[formKey]ArgumentForm)
	for row := range strings.Lines(rows) {
		column := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		form := ArgumentForm{Each: parameterForms(column[3]), Last: argumentKind(column[4]), Alone: argumentKind(column[5]), Needs: column[6]}
		for _, name := range strings.Fields(column[2]) {
			form.First = append(form.First, argumentKind(name))
		}
		for _, directive := range strings.Split(column[0], ",") {
			for _, family := range strings.Split(column[1], ",") {
				table[formKey{directive, family}] = form
			}
		}
	}
	return table
})

// parameterForms reads the column of what each further argument may be.
func parameterForms(text string) []ParameterForm {
	var list []ParameterForm
	for _, word := range strings.Fields(text) {
		name, kind, assigned := strings.Cut(word, "=")
		if bare, ok := strings.CutPrefix(word, "<"); ok {
			name, kind = "", strings.TrimSuffix(bare, ">")
		}
		list = append(list, ParameterForm{Name: name, Assigned: assigned, Kind: argumentKind(kind)})
	}
	return list
}

// Match finds what an argument is meant to be: ok is true where nginx reads it.
// Where it does not, known is the parameter whose name the argument has, if one is.
func (f ArgumentForm) Match(text string) (known ParameterForm, ok bool) {
	name, value, assigned := strings.Cut(text, "=")
	for _, p := range f.Each {
		if p.Name != "" && p.Name == name && p.Assigned == assigned {
			if !assigned || p.Kind.Accepts(value) {
				return p, true
			}
			known = p
		}
	}
	if known.Name != "" {
		return known, false
	}
	for _, p := range f.Each {
		if p.Name == "" && p.Kind.Accepts(text) {
			return p, true
		}
	}
	return known, false
}

// Lacks tells whether the arguments are without the one that has to be there.
func (f ArgumentForm) Lacks(args []Word) bool {
	if f.Needs == "" {
		return false
	}
	for i := len(f.First); i < len(args); i++ {
		p, ok := f.Match(args[i].Text)
		if ok && (p.Name == f.Needs || p.Name == "" && f.Needs == "*") || !ok && p.Name == f.Needs {
			return false
		}
	}
	return true
}
