package rules

import (
	"iter"
	"strings"

	"github.com/agext/levenshtein"
)

// nearest returns the name that was probably meant, "" where none is near enough.
// Case is ignored.
func nearest(given string, names iter.Seq[string]) string {
	limit := 2
	if len(given) < 8 {
		limit = 1
	}
	best, found := limit+1, ""
	folded := strings.ToLower(given)
	for name := range names {
		if n := len(name) - len(given); n > limit || -n > limit {
			continue
		}
		if distance := levenshtein.Distance(folded, strings.ToLower(name), nil); distance < best {
			best, found = distance, name
		}
	}
	return found
}
