package topology

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Redacted stands wherever a sensitive value would be shown.
const Redacted = "(sensitive value)"

// shortestMasked is the length in bytes from which a sensitive value is looked
// for in any text. A shorter one ("80") stands everywhere by chance; such values
// are kept out of sight by their ranges and by [Attr].Sensitive.
const shortestMasked = 4

// Secrets knows what must not be shown: the source ranges in which sensitive
// values are written, and those values themselves. The zero Secrets hides nothing.
type Secrets struct {
	ranges   map[string][]hcl.Range // by file
	values   map[string]bool
	replacer *strings.Replacer // nil until Mask needs it, and after a new value
}

func (s *Secrets) addRange(r hcl.Range) {
	if s.ranges == nil {
		s.ranges = make(map[string][]hcl.Range)
	}
	s.ranges[r.Filename] = append(s.ranges[r.Filename], r)
}

func (s *Secrets) addValue(value string) {
	if len(value) < shortestMasked || s.values[value] {
		return
	}
	if s.values == nil {
		s.values = make(map[string]bool)
	}
	s.values[value] = true
	s.replacer = nil
}

// Mask returns text with every sensitive value in it replaced by [Redacted].
func (s *Secrets) Mask(text string) string {
	if s == nil || len(s.values) == 0 {
		return text
	}
	if s.replacer == nil {
		values := make([]string, 0, len(s.values))
		for v := range s.values {
			values = append(values, v)
		}
		// The longest first: one secret may contain another.
		slices.SortFunc(values, func(a, b string) int {
			return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
		})
		pairs := make([]string, 0, 2*len(values))
		for _, v := range values {
			pairs = append(pairs, v, Redacted)
		}
		s.replacer = strings.NewReplacer(pairs...)
	}
	return s.replacer.Replace(text)
}

// MaskSource returns the bytes of a source file that begin at a byte offset, as
// they may be shown: ranges that hold a sensitive value are replaced by
// [Redacted], and so are the values wherever else they stand.
func (s *Secrets) MaskSource(filename string, offset int, text string) string {
	if s == nil {
		return text
	}
	end := offset + len(text)
	var b strings.Builder
	at := offset
	for _, r := range s.sorted(filename) {
		if r.End.Byte <= at || r.Start.Byte >= end {
			continue
		}
		b.WriteString(s.Mask(text[at-offset : max(r.Start.Byte, at)-offset]))
		b.WriteString(Redacted)
		at = min(r.End.Byte, end)
	}
	b.WriteString(s.Mask(text[at-offset:]))
	return b.String()
}

func (s *Secrets) sorted(filename string) []hcl.Range {
	ranges := s.ranges[filename]
	slices.SortFunc(ranges, func(a, b hcl.Range) int { return cmp.Compare(a.Start.Byte, b.Start.Byte) })
	return ranges
}
