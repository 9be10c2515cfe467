package cli

import "github.com/agext/levenshtein"

// nearest returns the name that a mistyped one was probably meant to be, "" where
// none is near.
func nearest(given string, names []string) string {
	best, distance := "", 3
	for _, name := range names {
		if d := levenshtein.Distance(given, name, nil); d < distance {
			best, distance = name, d
		}
	}
	return best
}
