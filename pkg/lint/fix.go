package lint

import (
	"cmp"
	"slices"
	"strings"
)

// ApplyFixes returns src, the file of that name, with the fixes of the findings
// applied, and how many were. A fix that overlaps with one applied before is
// left for another run, which sees what the first made of the text.
func ApplyFixes(filename string, src []byte, findings []Finding) (fixed []byte, applied int) {
	var edits []Edit
	for _, f := range findings {
		if f.Fix == nil || f.Range.Filename != filename {
			continue
		}
		if more, ok := addEdits(edits, f.Fix.Edits, filename); ok {
			edits = more
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

// addEdits adds the edits of a fix to a sorted list of which none overlap, or none of
// them where one overlaps with another. Equal edits, which two findings may share,
// count once.
func addEdits(list, fix []Edit, filename string) (longer []Edit, ok bool) {
	var added []Edit
	for _, e := range fix {
		at, found := slices.BinarySearchFunc(list, e, compareEdits)
		switch {
		case found && list[at] == e:
		case found, e.Range.Filename != filename, at > 0 && overlap(list[at-1], e), at < len(list) && overlap(e, list[at]):
			return withoutEdits(list, added), false
		default:
			list = slices.Insert(list, at, e)
			added = append(added, e)
		}
	}
	return list, true
}

// withoutEdits removes edits from a sorted list that has them.
func withoutEdits(list, edits []Edit) []Edit {
	for _, e := range edits {
		if at, found := slices.BinarySearchFunc(list, e, compareEdits); found {
			list = slices.Delete(list, at, at+1)
		}
	}
	return list
}

func compareEdits(a, b Edit) int {
	return cmp.Or(cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte), cmp.Compare(a.Range.End.Byte, b.Range.End.Byte))
}

// overlap tells whether two edits, the first of which begins no later, want the same
// bytes or the same place.
func overlap(a, b Edit) bool {
	return b.Range.Start.Byte < a.Range.End.Byte || b.Range.Start.Byte == a.Range.Start.Byte
}
