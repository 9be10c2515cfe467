package rules

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxVariableUnknown = &lint.Rule{
	ID:       "nginx-variable-unknown",
	Severity: lint.Error,
	Doc: `A variable that nothing defines

nginx does not start with a variable that no module has and no set, map, geo or group of an expression defines; nor with a "$"
that no name follows: nothing can escape it. Where a module that is not known here may define variables, only a name
that is nearly a known one is reported.

Correct the name, or define the variable.

Source: nginx's alphabetical index of variables; nginx's source; seen on nginx 1.22: "unknown variable", "invalid variable name".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		defined := nginxDefinedVariables(pl)
		for _, name := range pl.names {
			for _, d := range pl.byName[name] {
				if !d.config.main || d.config.partial {
					continue
				}
				for w, variable := range nginxVariablesRead(d) {
					if message := defined.fault(p, d, variable); message != "" {
						p.Report(w.Range(), "%s", message)
					}
				}
			}
		}
	},
}

// nginxVariablesRead yields the variables that a directive reads, with the words
// that refer to them.
func nginxVariablesRead(d *nginxNode) iter.Seq2[*nginx.Word, string] {
	return func(yield func(*nginx.Word, string) bool) {
		if d.Block == nil && !slices.ContainsFunc(d.Args, mayReadVariable) && d.Name.Text != "memcached_pass" {
			return
		}
		family := d.family()
		if family == nginx.Mail || !d.isKnown() {
			return
		}
		for w := range nginxReadingWords(family, d) {
			if strings.HasPrefix(w.Text, "~") { // an expression, in which "$" is the end
				continue
			}
			for name := range nginx.VariablesIn(w.Text) {
				if !yield(w, name) {
					return
				}
			}
		}
		if d.Name.Text == "memcached_pass" && len(d.Args) > 0 {
			yield(&d.Args[0], "memcached_key")
		}
	}
}

func mayReadVariable(w nginx.Word) bool { return strings.Contains(w.Text, "$") }

// nginxReadingWords yields the words in which nginx replaces variables: arguments,
// and the values of a map.
func nginxReadingWords(family nginx.Family, d *nginxNode) iter.Seq[*nginx.Word] {
	return func(yield func(*nginx.Word) bool) {
		from, to, _ := nginx.ReadsVariables(family, d.Directive)
		for i := from; i < to; i++ {
			isTest := d.Name.Text == "if" && i > 0 && strings.Contains(d.Args[i-1].Text, "~")
			if !isTest && !yield(&d.Args[i]) {
				return
			}
		}
		if d.Name.Text != "map" || d.Block == nil || d.Block.Kind != nginx.Entries {
			return
		}
		for _, entry := range d.Block.Directives {
			if len(entry.Args) == 1 && entry.Name.Text != "include" && !yield(&entry.Args[0]) {
				return
			}
		}
	}
}

// nginxDefined are the variables that a configuration defines, by family.
type nginxDefined struct {
	names map[nginxDefinedKey]bool
	// list has the names of each family beside those of the modules, for suggestions.
	list map[nginx.Family][]string
	// foreign is true of a configuration that may have modules of which nothing is known.
	foreign map[*nginxConfig]bool
}

type nginxDefinedKey struct {
	config *nginxConfig
	name   string
}

func nginxDefinedVariables(pl *nginxPlaces) nginxDefined {
	v := nginxDefined{make(map[nginxDefinedKey]bool), make(map[nginx.Family][]string), make(map[*nginxConfig]bool)}
	for _, name := range pl.names {
		isForeign := len(nginx.Lookup(name)) == 0
		for _, d := range pl.byName[name] {
			if isForeign || d.config.modules {
				v.foreign[d.config] = true
			}
			if w := nginx.DefinesVariable(d.Directive); w != nil && !isForeign {
				v.define(d, strings.TrimPrefix(w.Text, "$"))
			}
			v.defineGroups(d)
			if isForeign { // any variable that it names may be one that it defines
				for _, w := range append(d.Args, d.Name) {
					for variable := range nginx.VariablesIn(w.Text) {
						v.define(d, variable)
					}
				}
			}
		}
	}
	return v
}

// define notes a variable.
func (v *nginxDefined) define(d *nginxNode, name string) {
	name = strings.ToLower(name)
	key := nginxDefinedKey{d.config, name}
	if name == "" || v.names[key] {
		return
	}
	v.names[key] = true
	v.list[d.family()] = append(v.list[d.family()], name)
}

// defineGroups notes the names of the groups of expressions.
func (v *nginxDefined) defineGroups(d *nginxNode) {
	for i := range d.Args {
		for _, name := range nginxGroupNames(d.Args[i].Text) {
			v.define(d, name)
		}
	}
	if d.Block != nil && d.Block.Kind == nginx.Entries {
		for _, entry := range d.Block.Directives {
			for _, name := range nginxGroupNames(entry.Name.Text) {
				v.define(d, name)
			}
		}
	}
}

// nginxGroupNames are the names of the groups of a text that may be an expression.
func nginxGroupNames(text string) []string {
	var names []string
	for {
		_, rest, found := strings.Cut(text, "(?")
		if !found {
			return names
		}
		text = rest
		name, _, closed := strings.Cut(strings.TrimLeft(rest, "P<'"), ">")
		if quoted, _, isQuoted := strings.Cut(strings.TrimPrefix(rest, "'"), "'"); strings.HasPrefix(rest, "'") && isQuoted {
			name, closed = quoted, true
		}
		if closed && nginxNameLength(name) == len(name) {
			names = append(names, name)
		}
	}
}

// fault says what is wrong with a variable, "" for nothing.
func (v *nginxDefined) fault(p *lint.Pass, d *nginxNode, name string) string {
	if name == "" {
		return `a "$" is followed by the name of a variable; nothing can escape it`
	}
	if v.names[nginxDefinedKey{d.config, name}] {
		return ""
	}
	known, ok := nginx.LookupVariable(d.family(), name)
	if release, has := nginxVersion(p); ok && has && !release.AtLeast(known.Since) {
		return fmt.Sprintf("$%s came with nginx %s; the host runs %s", name, known.Since, release)
	}
	if ok {
		return ""
	}
	near := suggest.Nearest(name, slices.Concat(nginx.VariableNames(d.family()), v.list[d.family()]))
	switch {
	case near != "":
		return fmt.Sprintf("nothing defines the variable $%s; did you mean $%s?", name, near)
	case v.foreign[d.config]:
		return ""
	}
	return fmt.Sprintf("nothing defines the variable $%s", name)
}
