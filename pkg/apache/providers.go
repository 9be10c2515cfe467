package apache

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed providers.tsv
var providersTSV string

// ProviderKind is what a provider is for.
type ProviderKind string

// The kinds, as the table names them.
const (
	AuthzProvider ProviderKind = "authz"  // what Require names
	AuthnProvider ProviderKind = "authn"  // what AuthBasicProvider names
	FilterOutput  ProviderKind = "filter" // what AddOutputFilterByType names
	CacheProvider ProviderKind = "cache"  // what SSLSessionCache names before a ":"
)

var providerTable = sync.OnceValue(func() map[ProviderKind]map[string][]string {
	table := make(map[ProviderKind]map[string][]string)
	for row := range rows(providersTSV, 3) {
		kind := ProviderKind(row[0])
		if table[kind] == nil {
			table[kind] = make(map[string][]string)
		}
		table[kind][kind.fold(row[1])] = strings.FieldsFunc(row[2], func(c rune) bool { return c == ',' })
	}
	return table
})

// fold is a name as httpd compares it: that of a filter without regard to case.
func (k ProviderKind) fold(name string) string {
	if k == FilterOutput {
		return strings.ToLower(name)
	}
	return name
}

// LookupProvider returns the identifiers of the modules of httpd 2.4 any of which
// has a provider, none for one of httpd itself; ok is false where no module has it.
func LookupProvider(kind ProviderKind, name string) (modules []string, ok bool) {
	modules, ok = providerTable()[kind][kind.fold(name)]
	return modules, ok
}

// Providers returns the names of all providers of a kind, as httpd compares them,
// sorted.
func Providers(kind ProviderKind) []string {
	var names []string
	for name := range providerTable()[kind] {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
