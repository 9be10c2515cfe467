package topology

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
)

func TestMaskSource(t *testing.T) {
	const text = "0123456789abcdefghij"
	at := func(start, end int) hcl.Range {
		return hcl.Range{Filename: "f", Start: hcl.Pos{Byte: start}, End: hcl.Pos{Byte: end}}
	}
	for _, tc := range []struct {
		ranges   []hcl.Range
		from, to int
		want     string
	}{
		{nil, 0, 4, "0123"},
		{[]hcl.Range{at(2, 4)}, 0, 6, "01*45"},
		{[]hcl.Range{at(2, 4)}, 2, 4, "*"},
		{[]hcl.Range{at(2, 4)}, 4, 6, "45"},
		{[]hcl.Range{at(2, 4)}, 0, 2, "01"},
		{[]hcl.Range{at(2, 8)}, 3, 6, "*"},
		{[]hcl.Range{at(8, 9), at(2, 4), at(5, 6)}, 3, 20, "*4*67*9abcdefghij"},
		{[]hcl.Range{at(3, 4), at(2, 8), at(2, 5), at(6, 8), at(9, 10)}, 0, 12, "01*8*ab"}, // of a list, and of what is in it
		{[]hcl.Range{at(2, 4), at(2, 4)}, 0, 6, "01*45"},
	} {
		s := &Secrets{}
		for _, r := range tc.ranges {
			s.addRange(r)
		}
		s.seal()
		got := s.MaskSource("f", tc.from, text[tc.from:tc.to])
		if got = strings.ReplaceAll(got, Redacted, "*"); got != tc.want {
			t.Errorf("%v of %d to %d: %q, want %q", tc.ranges, tc.from, tc.to, got, tc.want)
		}
	}
}

// What is shown of a file costs what is shown, not what is hidden elsewhere.
func BenchmarkMaskSource(b *testing.B) {
	s := &Secrets{}
	for i := range 100_000 {
		s.addRange(hcl.Range{Filename: "f", Start: hcl.Pos{Byte: 10 * i}, End: hcl.Pos{Byte: 10*i + 5}})
	}
	s.seal()
	for b.Loop() {
		s.MaskSource("f", 500_002, "0123456789")
	}
}
