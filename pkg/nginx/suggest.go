package nginx

import (
	"maps"
	"slices"
	"sync"

	"github.com/everlinux/hagen/internal/suggest"
)

// directiveNames are the names of the table, sorted.
var directiveNames = sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(directives())) })

// Suggest returns the directive of nginx's own modules that a misspelt name was
// probably meant to be, at most two letters away, and "" where none is near.
func Suggest(name string) string {
	return suggest.Nearest(name, directiveNames())
}
