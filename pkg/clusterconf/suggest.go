package clusterconf

import "fmt"

// suggest returns the one of names that a misspelt name was probably meant to
// be, "" where none is near.
func suggest(name string, names []string) string {
	best, nearest := "", 3
	for _, n := range names {
		if d := editDistance(name, n, nearest); d < nearest && d < len(n) && d < len(name) {
			best, nearest = n, d
		}
	}
	return best
}

// didYouMean is the sentence that proposes a name, with a blank before it; "" for
// no name.
func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", name)
}

// editDistance returns how many bytes must be inserted, removed or replaced to
// turn a into b; limit where it is not less than that.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > 64 {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], limit)
}
