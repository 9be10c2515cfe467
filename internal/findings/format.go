package findings

import (
	"io"
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

// Text is the name of the format for people.
const Text = "text"

// format is a form for programs.
type format struct {
	name  string
	write func(io.Writer, *Report) error
}

func formats() []format {
	return []format{
		{"json", writeJSON},
		{"sarif", writeSARIF},
		{"github", writeGitHub},
		{"gitlab", writeGitLab},
		{"checkstyle", writeCheckstyle},
		{"junit", writeJUnit},
	}
}

// Formats are the names of the formats, [Text] first.
func Formats() []string {
	names := []string{Text}
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes a report in the named format, which is one of [Formats]. look
// is for text.
func Write(w io.Writer, r *Report, name string, look Look) error {
	all := formats()
	if i := slices.IndexFunc(all, func(f format) bool { return f.name == name }); i >= 0 {
		return all[i].write(w, r)
	}
	if err := WriteText(w, r, look); err != nil {
		return err
	}
	return writeTally(w, r, look)
}

// RuleURL is the page of a rule.
func RuleURL(rule *lint.Rule) string {
	return "https://github.com/everlinux/hagen/blob/main/docs/rules/" + rule.ID + ".md"
}

// shorthand of the severities in other programs' words.
func bySeverity(s lint.Severity, info, warning, error string) string {
	switch s {
	case lint.Info:
		return info
	case lint.Warning:
		return warning
	default:
		return error
	}
}
