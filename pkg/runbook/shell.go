package runbook

import "strings"

// Quote returns the word of a POSIX shell that stands for exactly text. Every
// value of a topology or a state reaches a command through it.
func Quote(text string) string {
	if text != "" && strings.Trim(text, bareBytes) == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// bareBytes mean nothing to a shell in any place of a command but its first word;
// "=" would make an assignment there and "~" a home directory.
const bareBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._:,+%@=-"

// command returns the command line of a program and its arguments. The program's
// name is never a value.
func command(words ...string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = Quote(w)
	}
	return strings.Join(quoted, " ")
}

// into appends a redirection of the output to a file.
func into(line, file string) string { return line + " > " + Quote(file) }

// appended appends a redirection of the output to the end of a file.
func appended(line, file string) string { return line + " >> " + Quote(file) }
