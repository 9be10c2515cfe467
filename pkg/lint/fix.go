package lint

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// errOverlap says that two fixes want the same bytes.
var errOverlap = errors.New("the fixes overlap")

// ApplyFixes returns src, the file of that name, with the fixes of the findings
// applied, and how many were. A fix that overlaps with one applied before is
// left for another run, which sees what the first made of the text.
func ApplyFixes(filename string, src []byte, findings []Finding) (fixed []byte, applied int) {
	var edits []Edit
	for _, f := range findings {
		if f.Fix == nil || f.Range.Filename != filename {
			continue
		}
		if merged, err := merge(edits, f.Fix.Edits, filename); err == nil {
			edits = merged
			applied++
		}
	}
	if applied == 0 {
		return src, 0
	}
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.Write(src[at:e.Range.Start.Byte])
		b.WriteString(e.Text)
		at = e.Range.End.Byte
	}
	b.Write(src[at:])
	return []byte(b.String()), applied
}

// merge adds edits to a sorted list of which none overlap. Equal edits, which
// two findings may share, count once.
func merge(list, more []Edit, filename string) ([]Edit, error) {
	merged := slices.Clone(list)
	for _, e := range more {
		if e.Range.Filename != filename {
			return nil, errOverlap
		}
		if !slices.Contains(merged, e) {
			merged = append(merged, e)
		}
	}
	slices.SortFunc(merged, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte), cmp.Compare(a.Range.End.Byte, b.Range.End.Byte))
	})
	for i := 1; i < len(merged); i++ {
		before, e := merged[i-1], merged[i]
		if e.Range.Start.Byte < before.Range.End.Byte || e.Range.Start.Byte == before.Range.Start.Byte {
			return nil, errOverlap
		}
	}
	return merged, nil
}
