package topology

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
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
			kept = append(kept, percentBraces(*d.Subject, src)...)
			continue
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

// percentBraces explains the error that every user of Apache's formats meets:
// "%{Referer}i" is a template directive to HCL. HCL's parser stops at the first
// of a line; the others on the line are found here.
func percentBraces(first hcl.Range, src []byte) hcl.Diagnostics {
	var diags hcl.Diagnostics
	lines := source.NewLines(src)
	start := lines.Start(first.Start.Line)
	line := lines.Line(first.Start.Line)
	for _, m := range percentBracePattern.FindAllSubmatchIndex(line, -1) {
		word := string(line[m[2]:m[3]])
		if start+m[2] < first.Start.Byte || slices.Contains(templateKeywords, word) {
			continue
		}
		diags = append(diags, errorAt(lines.Range(first.Filename, start+m[2], start+m[3]), `"%{" in a string`,
			"HCL takes \"%%{\" for the beginning of a template directive, and %q is none. Write \"%%%%{%s}\" for a percent sign and a brace that stay as they are.", word, word))
	}
	return diags
}

var percentBracePattern = regexp.MustCompile(`(?:^|[^%])%\{~?\s*([^\s~}"]+)`)

var templateKeywords = []string{"if", "else", "endif", "for", "endfor"}

func text(src []byte, r hcl.Range) string {
	if r.Start.Byte < 0 || r.End.Byte > len(src) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(bytes.TrimSpace(src[r.Start.Byte:r.End.Byte]))
}
