package apache

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/everlinux/hagen/pkg/version"
)

//go:embed directives.tsv
var directivesTSV string

//go:embed modules.tsv
var modulesTSV string

// Context is a set of places where a directive may stand.
type Context uint8

// The places, as httpd's documentation names them. Proxy is a <Proxy> section,
// in which mod_ssl accepts its SSLProxy directives from 2.4.30 on.
const (
	ServerConfig Context = 1 << iota
	InVirtualHost
	InDirectory
	InHtaccess
	InProxy
)

// contextNames are the words of the table.
var contextNames = map[string]Context{
	"server": ServerConfig, "vhost": InVirtualHost, "directory": InDirectory, ".htaccess": InHtaccess, "proxy": InProxy,
}

// DirectiveInfo is what is known about a directive.
type DirectiveInfo struct {
	// Name is the usual spelling, without brackets.
	Name string
	// Section is true for a section such as <VirtualHost>.
	Section bool
	// Module is the module that has it in 2.4: "core", "mod_proxy".
	Module string
	// Contexts are the places where it may stand.
	Contexts Context
	// Since is the first release that has it, zero where every release has. A
	// version of 2.3 or 2.5 is one of the development line before 2.4 and trunk.
	Since Version
	// Until is the first release that no longer has it, zero where it stayed.
	Until Version
	// Syntax is the documentation's syntax line.
	Syntax string
}

// In tells whether a release has the directive.
func (d DirectiveInfo) In(v Version) bool {
	return v.AtLeast(d.Since) && (d.Until.IsZero() || !v.AtLeast(d.Until))
}

// ModuleInfo is what is known about a module.
type ModuleInfo struct {
	// Name is the module's name: "mod_proxy".
	Name string
	// Identifier is what LoadModule and <IfModule> take: "proxy_module". It is
	// empty for what is no module of its own.
	Identifier string
	// Status is the documentation's: "Core", "MPM", "Base", "Extension", "Experimental".
	Status string
	// Since is the first release that has it, zero where every release has.
	Since Version
}

var directiveTable = sync.OnceValue(func() map[string]DirectiveInfo {
	table := make(map[string]DirectiveInfo)
	for row := range rows(directivesTSV, 6) {
		d := DirectiveInfo{
			Name: strings.Trim(row[0], "<>"), Section: row[0][0] == '<', Module: row[1],
			Since: tableVersion(row[3]), Until: tableVersion(row[4]), Syntax: row[5],
		}
		for name := range strings.SplitSeq(row[2], ",") {
			d.Contexts |= contextNames[name]
		}
		table[foldName(d.Name)] = d
	}
	return table
})

var moduleTable = sync.OnceValue(func() map[string]ModuleInfo {
	table := make(map[string]ModuleInfo)
	for row := range rows(modulesTSV, 4) {
		m := ModuleInfo{Name: row[0], Identifier: row[1], Status: row[2], Since: tableVersion(row[3])}
		table[m.Name] = m
		if m.Identifier != "" {
			table[m.Identifier] = m
		}
	}
	return table
})

// rows yields the fields of each row of an embedded table.
func rows(tsv string, fields int) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for text := range strings.Lines(tsv) {
			if text[0] == '#' {
				continue
			}
			row := strings.Split(strings.TrimSuffix(text, "\n"), "\t")
			if len(row) != fields {
				panic(fmt.Sprintf("a row of an embedded table has %d fields, not %d: %q", len(row), fields, text))
			}
			if !yield(row) {
				return
			}
		}
	}
}

func tableVersion(s string) Version {
	if s == "" {
		return Version{}
	}
	v, err := version.Parse(s)
	if err != nil {
		panic("an embedded table: " + err.Error())
	}
	return v
}

// LookupDirective returns what is known about a directive of that name, case
// ignored, without brackets; ok is false where no release has one.
func LookupDirective(name string) (d DirectiveInfo, ok bool) {
	d, ok = directiveTable()[foldName(name)]
	return d, ok
}

// DirectiveNames returns the names of all directives, sorted.
func DirectiveNames() []string {
	names := make([]string, 0, len(directiveTable()))
	for _, d := range directiveTable() {
		names = append(names, d.Name)
	}
	slices.Sort(names)
	return names
}

// LookupModule returns what is known about a module by its name ("mod_proxy") or
// identifier ("proxy_module"); ok is false for a module that is not httpd's own.
func LookupModule(name string) (m ModuleInfo, ok bool) {
	m, ok = moduleTable()[name]
	return m, ok
}
