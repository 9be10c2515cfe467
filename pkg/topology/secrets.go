package topology

import (
	"cmp"
	"encoding/xml"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
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
	ranges     map[string][]hcl.Range // by file
	seen       map[hcl.Range]bool     // what stands in ranges
	attributes map[hcl.Range]bool     // expressions of attributes with a sensitive value
	values     map[string]bool
	replacer   *strings.Replacer // of values; nil for none
}

// MergeSecrets returns what knows everything that the given ones know.
func MergeSecrets(list ...*Secrets) *Secrets {
	switch len(list) {
	case 0:
		return &Secrets{}
	case 1:
		return list[0]
	}
	all := &Secrets{}
	for _, s := range list {
		if s == nil {
			continue
		}
		all.merge(s)
	}
	all.seal()
	return all
}

// merge adds what others know.
func (s *Secrets) merge(other *Secrets) {
	for _, ranges := range other.ranges {
		for _, r := range ranges {
			s.addRange(r)
		}
	}
	for r := range other.attributes {
		s.addAttribute(r)
	}
	if s.values == nil {
		s.values = make(map[string]bool, len(other.values))
	}
	maps.Copy(s.values, other.values)
}

func (s *Secrets) addRange(r hcl.Range) {
	if s.ranges == nil {
		s.ranges, s.seen = make(map[string][]hcl.Range), make(map[hcl.Range]bool)
	}
	if s.seen[r] {
		return
	}
	s.seen[r] = true
	s.ranges[r.Filename] = append(s.ranges[r.Filename], r)
}

func (s *Secrets) addValue(value string) {
	if len(value) < shortestMasked {
		return
	}
	if s.values == nil {
		s.values = make(map[string]bool)
	}
	s.values[value] = true
	// As error texts, HCL and shell quote it, and as XML does.
	s.values[strings.Trim(strconv.Quote(value), `"`)] = true
	var xmlText strings.Builder
	_ = xml.EscapeText(&xmlText, []byte(value)) // a strings.Builder takes every write
	s.values[xmlText.String()] = true
	s.values[xmlNames.Replace(xmlText.String())] = true
}

// xmlNames are the names of the characters that xml.EscapeText writes by number.
var xmlNames = strings.NewReplacer("&#34;", "&quot;", "&#39;", "&apos;")

// Mask returns text with every sensitive value in it replaced by [Redacted].
func (s *Secrets) Mask(text string) string {
	if s == nil || s.replacer == nil {
		return text
	}
	return s.replacer.Replace(text)
}

// seal makes the secrets ready for use: from here on they are only read, from
// any number of goroutines.
func (s *Secrets) seal() {
	for name, ranges := range s.ranges {
		slices.SortFunc(ranges, func(a, b hcl.Range) int {
			return cmp.Or(cmp.Compare(a.Start.Byte, b.Start.Byte), cmp.Compare(b.End.Byte, a.End.Byte))
		})
		s.ranges[name] = outermost(ranges)
	}
	if len(s.values) == 0 {
		return
	}
	// The longest first: one secret may contain another.
	values := slices.SortedFunc(maps.Keys(s.values), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	pairs := make([]string, 0, 2*len(values))
	for _, v := range values {
		pairs = append(pairs, v, Redacted)
	}
	s.replacer = strings.NewReplacer(pairs...)
}

// outermost leaves out of sorted ranges those that lie in one before, so that
// the ends are sorted as the starts are.
func outermost(ranges []hcl.Range) []hcl.Range {
	end := -1
	return slices.DeleteFunc(ranges, func(r hcl.Range) bool {
		inner := r.End.Byte <= end
		end = max(end, r.End.Byte)
		return inner
	})
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
	ranges := s.ranges[filename]
	first, _ := slices.BinarySearchFunc(ranges, at, func(r hcl.Range, at int) int { return cmp.Compare(r.End.Byte, at+1) })
	for _, r := range ranges[first:] {
		if r.Start.Byte >= end {
			break
		}
		b.WriteString(s.Mask(text[at-offset : max(r.Start.Byte, at)-offset]))
		b.WriteString(Redacted)
		at = min(r.End.Byte, end)
	}
	b.WriteString(s.Mask(text[at-offset:]))
	return b.String()
}

// addAll remembers every string within a sensitive value.
func (s *Secrets) addAll(v cty.Value) {
	marked := func(v cty.Value) bool { return v.IsMarked() && v.HasMark(sensitive) }
	_ = cty.Walk(v, func(_ cty.Path, inner cty.Value) (bool, error) {
		if !marked(inner) {
			return inner.ContainsMarked(), nil
		}
		plain, _ := inner.UnmarkDeep()
		_ = cty.Walk(plain, func(_ cty.Path, leaf cty.Value) (bool, error) {
			if leaf.IsKnown() && !leaf.IsNull() && leaf.Type() == cty.String {
				s.addValue(leaf.AsString())
			}
			return true, nil
		})
		return false, nil
	})
}

// addAttribute remembers that the value of an attribute is sensitive.
func (s *Secrets) addAttribute(r hcl.Range) {
	if s.attributes == nil {
		s.attributes = make(map[hcl.Range]bool)
	}
	s.attributes[r] = true
}

// Holds tells whether the value of the attribute that is written at r is
// sensitive: then so is a generated line whose origin is r.
func (s *Secrets) Holds(r hcl.Range) bool { return s != nil && s.attributes[r] }
