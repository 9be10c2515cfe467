// Package suggest finds the name that a misspelt one was probably meant to be.
package suggest

import (
	"fmt"

	"github.com/agext/levenshtein"
)

// Nearest returns the candidate that is at most two letters away from the given
// name, the nearest and of those the first; "" where none is. Names of one or
// two letters are near to everything, and so to nothing.
func Nearest(given string, candidates []string) string {
	best, distance := "", 3
	for _, c := range candidates {
		if n := len(given) - len(c); n >= distance || -n >= distance { // cannot be nearer
			continue
		}
		if d := levenshtein.Distance(given, c, nil); d < distance && d < len(c) && d < len(given) {
			best, distance = c, d
		}
	}
	return best
}

// DidYouMean returns a sentence with a leading space that names the nearest
// candidate; "" where none is near.
func DidYouMean(given string, candidates []string) string {
	if s := Nearest(given, candidates); s != "" {
		return fmt.Sprintf(" Did you mean %q?", s)
	}
	return ""
}
