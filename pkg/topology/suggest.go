package topology

import (
	"fmt"

	"github.com/agext/levenshtein"
)

// suggestion returns the candidate that the given name was probably meant to
// be, "" where none is near.
func suggestion(given string, candidates []string) string {
	best, distance := "", 3
	for _, c := range candidates {
		if n := len(given) - len(c); n >= distance || -n >= distance { // cannot be nearer
			continue
		}
		if d := levenshtein.Distance(given, c, nil); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// didYouMean returns a sentence with a leading space that names the nearest
// candidate, "" where none is near.
func didYouMean(given string, candidates []string) string {
	if s := suggestion(given, candidates); s != "" {
		return fmt.Sprintf(" Did you mean %q?", s)
	}
	return ""
}
