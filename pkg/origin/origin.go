// Package origin says where a generated line comes from.
//
// Every Format function of hagen returns one [Line] beside each line of text
// that it prints. `hagen why FILE:LINE` prints that line's range, findings in a
// generated file are reported at it, and a line that holds a secret is known as
// such by whatever shows text to a person.
package origin

import "github.com/hashicorp/hcl/v2"

// Line is the origin of one line of a generated file.
type Line struct {
	// Range is the part of the topology that caused the line; the zero Range
	// stands for a line that no part of the topology caused (a header, a blank).
	Range hcl.Range
	// Sensitive is true where the line holds a sensitive value, which may be
	// written to its file and shown nowhere else.
	Sensitive bool
}
