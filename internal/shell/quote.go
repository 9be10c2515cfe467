// Package shell writes values into shell scripts.
package shell

import "strings"

// safe are the characters that no POSIX shell gives a meaning of its own in the
// middle of a word.
const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,+@%"

// Quote returns text as one word of a POSIX shell that stands for exactly that
// text: as it is where it holds safe characters alone, and otherwise in single
// quotes. A NUL, which no argument can hold, is left out. A word that begins with a
// hyphen stays an option to the command that gets it.
func Quote(text string) string {
	text = strings.ReplaceAll(text, "\x00", "")
	if text != "" && strings.Trim(text, safe) == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
