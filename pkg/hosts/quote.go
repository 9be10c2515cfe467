package hosts

import "fmt"

// QuoteName returns the word that the resolver reads back as exactly name.
// Nothing can be quoted in a hosts file, so that whatever is no host name (RFC
// 1123, the underscore admitted) is an error.
func QuoteName(name string) (Word, error) {
	if !isHostname(name) {
		return Word{}, fmt.Errorf("%q is no host name: it needs letters, digits, '-' and '.', with a letter or digit at both ends", name)
	}
	return Word{Text: name}, nil
}
