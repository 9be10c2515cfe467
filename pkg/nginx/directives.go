package nginx

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/everlinux/hagen/pkg/version"
)

// directivesTable has one line for each directive of each module, in the order
// of nginx's documentation of 2026 (nginx.org/en/docs, the XML sources), the
// commercial modules included. Directives removed before then are not in it.
//
//go:embed directives.tsv
var directivesTable string

// DirectiveSpec is what nginx's documentation says of a directive of one module.
type DirectiveSpec struct {
	Name string
	// Module is the module that reads it: "ngx_http_proxy_module".
	Module string
	// Block is true where the directive opens a block.
	Block bool
	// Contexts are the blocks in which it may stand, in the documentation's words:
	// main, events, http, server, location, "if" (in a server), "if in location",
	// limit_except, upstream, stream, mail … None means any.
	Contexts []string
	// Since is the release in which it appeared, open-source or commercial; the
	// zero Version where the documentation names none, as for the oldest.
	Since Version
	// Default is the value without the directive, "" for none.
	Default string
	// Syntax are the arguments in the documentation's notation; several forms are
	// separated by " | ".
	Syntax string

	// What the syntax says: variable is the index of the argument that names a variable
	// which the directive defines, negative for none; variableLast is true where that is
	// the last, however many there are.
	value        Value
	least, most  int
	variable     int
	variableLast bool
}

// Lookup returns what is known of a directive: one entry for each module that
// has it (http, stream and mail often share a name), none for a name that no
// module has. The result must not be changed.
func Lookup(name string) []DirectiveSpec { return directives()[name] }

// directives is the table by name.
var directives = sync.OnceValue(func() map[string][]DirectiveSpec {
	_, rows, _ := strings.Cut(directivesTable, "\n") // the first row names the columns
	table := make(map[string][]DirectiveSpec)
	for row := range strings.Lines(rows) {
		spec := parseSpec(strings.Split(strings.TrimSuffix(row, "\n"), "\t"))
		table[spec.Name] = append(table[spec.Name], spec)
	}
	return table
})

// parseSpec reads the columns of a row. A test reads every row, so that a
// mistake in the table cannot reach here unseen.
func parseSpec(column []string) DirectiveSpec {
	spec := DirectiveSpec{
		Name:    column[0],
		Module:  column[1],
		Block:   column[2] == "block",
		Default: column[5],
		Syntax:  column[6],
	}
	if column[3] != "" {
		spec.Contexts = strings.Split(column[3], ",")
	}
	if column[4] != "" {
		spec.Since, _ = version.Parse(column[4])
	}
	spec.value = spec.readValue()
	spec.least, spec.most = spec.countArguments()
	words := strings.Fields(spec.Syntax)
	spec.variable = slices.Index(words, "$variable")
	spec.variableLast = spec.variable >= 0 && spec.variable == len(words)-1
	return spec
}
