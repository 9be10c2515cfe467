package nginx

import (
	"maps"
	"slices"
	"sync"

	"github.com/agext/levenshtein"
)

// directiveNames are the names of the table, sorted.
var directiveNames = sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(directives())) })

// Suggest returns the directive of nginx's own modules that a misspelt name was
// probably meant to be, at most two letters away, and "" where none is near.
func Suggest(name string) string {
	best, distance := "", min(3, len(name)/2)
	for _, candidate := range directiveNames() {
		if n := len(name) - len(candidate); n >= distance || -n >= distance { // cannot be nearer
			continue
		}
		if d := levenshtein.Distance(name, candidate, nil); d < distance {
			best, distance = candidate, d
		}
	}
	return best
}
