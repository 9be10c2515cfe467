package nginx

import "strings"

// EntryFault tells what is wrong with an entry of a geo or split_clients: 0 for its
// first word, 1 for the number of words, -1 for nothing.
func EntryFault(block string, entry *Directive) int {
	key := entry.Name.Text
	alone := block == "geo" && (key == "ranges" || key == "proxy_recursive")
	switch {
	case entry.Block != nil || key == "include":
		return -1
	case len(entry.Args) != 1:
		if alone && len(entry.Args) == 0 || block != "geo" { // of split_clients the words after the second are not read
			return -1
		}
		return 1
	case block == "split_clients":
		if key == "*" || isPercent(key) {
			return -1
		}
		return 0
	case key == "default", key == "proxy", key == "delete", isCIDR(key), isRange(key):
		return -1
	}
	return 0
}

// isPercent reads a percentage above 0 with up to two digits after its point.
func isPercent(text string) bool {
	number, ok := strings.CutSuffix(text, "%")
	whole, part, _ := strings.Cut(number, ".")
	return ok && isNumber(whole) && len(part) <= 2 && strings.Trim(part, "0123456789") == "" && strings.Trim(number, "0.") != ""
}

// isRange reads two addresses with a hyphen between, as a geo with "ranges" takes.
func isRange(text string) bool {
	first, last, ok := strings.Cut(text, "-")
	return ok && isCIDR(first) && isCIDR(last) && !strings.Contains(text, "/")
}
