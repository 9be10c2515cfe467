package topology

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

// Format returns the text of a topology's file, or of a file with values of
// variables, in canonical layout: indentation, spaces and the alignment of equals
// signs. Comments, blank lines and the order stay. A syntax error is reported, and
// so is a file in the JSON syntax, which has no layout of its own; then no text
// is returned.
func Format(filename string, src []byte) ([]byte, hcl.Diagnostics) {
	if isJSON(filename) {
		return nil, hcl.Diagnostics{errorAt(startOf(filename), "JSON", "%s is in the JSON syntax; only the native syntax has a canonical layout.", filename)}
	}
	if _, diags := parseFile(filename, src); diags.HasErrors() {
		return nil, diags
	}
	return hclwrite.Format(src), nil
}
