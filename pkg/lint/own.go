package lint

import "github.com/hashicorp/hcl/v2"

// unread is the rule of findings about what was to be looked at, and was not.
var unread = &Rule{
	ID: "hagen-unread", Severity: Error,
	Doc: `A file that was not looked at

It cannot be read, it is of no kind that hagen knows, or a directory holds nothing to look at. That there are no findings
in it says nothing. Name what exists and may be read, or say what a file is by ` + "`--type KIND=GLOB`" + `. The exit code is 3.`,
}

// staleBaseline is the rule of findings about baselines.
var staleBaseline = &Rule{
	ID: "hagen-baseline", Severity: Info,
	Doc: `An entry of the baseline that no longer occurs

What the entry excuses was mended, or its line was changed. While the entry stays, it excuses the same finding when it comes
back. Write the baseline anew with ` + "`--write-baseline`" + `, or delete the entry's line.`,
}

// Unread is the finding that a file, or a directory, was not looked at.
func Unread(name, message string) Finding {
	return Finding{Rule: unread, Message: message, Range: hcl.Range{Filename: name}}
}

// StaleBaseline is the finding that an entry of a baseline, at a range of it, no
// longer occurs.
func StaleBaseline(entry hcl.Range, message string) Finding {
	return Finding{Rule: staleBaseline, Message: message, Range: entry}
}

// Blind tells whether findings of the rule say that a file was not looked at, or
// not whole. They are always shown, and cannot be excused: no findings in a file
// that nobody read is not "clean".
func (r *Rule) Blind() bool { return r == syntax || r == unread }

// IsUnread tells whether the rule is the one of [Unread].
func (r *Rule) IsUnread() bool { return r == unread }
