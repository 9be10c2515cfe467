package topology

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// isJSON tells whether a file is in the JSON syntax: topology.hcl.json.
func isJSON(filename string) bool { return strings.HasSuffix(filename, ".json") }

// explainSyntax turns the errors of HCL's parser into ones that an
// administrator can act upon, and drops those that only follow from another.
func explainSyntax(diags hcl.Diagnostics, src []byte) hcl.Diagnostics {
	var kept hcl.Diagnostics
	for _, d := range diags {
		if d.Subject == nil {
			kept = append(kept, d)
			continue
		}
		if n := len(kept); n > 0 && follows(kept[n-1], d) {
			continue
		}
		switch d.Summary {
		case "Invalid template control keyword":
			d = percentBrace(d, src)
		case "Invalid multi-line string", "Unterminated template string":
			d = errorAt(*d.Subject, "Unclosed string", "The string has no closing quote on its line.")
		case "Invalid number literal":
			d = errorAt(*d.Subject, "Invalid number", "%s is no number. An address or a version is a string: write it in quotes.", text(src, *d.Subject))
		}
		kept = append(kept, d)
	}
	return kept
}

// follows tells whether an error is a mere consequence of the one before: an
// unclosed quote makes a string of every line after it.
func follows(before, d *hcl.Diagnostic) bool {
	if before.Subject == nil {
		return false
	}
	line, last := d.Subject.Start.Line, before.Subject.End.Line
	return before.Summary == "Unclosed string" && (d.Summary == "Invalid multi-line string" || d.Summary == "Unterminated template string") ||
		line == before.Subject.Start.Line && before.Summary == d.Summary && before.Subject.Overlaps(*d.Subject) ||
		before.Summary == "Unclosed string" && line <= last+1
}

// percentBrace explains the error that every user of Apache's formats meets:
// "%{Referer}i" is a template directive to HCL.
func percentBrace(d *hcl.Diagnostic, src []byte) *hcl.Diagnostic {
	word := text(src, *d.Subject)
	return errorAt(*d.Subject, `"%{" in a string`, "%s", fmt.Sprintf("HCL takes \"%%{\" for the beginning of a template directive, and %q is none. Write \"%%%%{%s}\" for a percent sign and a brace that stay as they are.", word, word))
}

func text(src []byte, r hcl.Range) string {
	if r.Start.Byte < 0 || r.End.Byte > len(src) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(bytes.TrimSpace(src[r.Start.Byte:r.End.Byte]))
}
