package clusterconf

import (
	"bytes"
	"strings"
	"testing"

	"github.com/everlinux/hagen/internal/cost"
)

// Whatever the bytes are, they come back. What Parse finds no fault with is
// well-formed for encoding/xml too, and etree reads the same tree; laid out anew,
// it still reads the same.
func FuzzParse(f *testing.F) {
	for _, src := range fixtures(f) {
		f.Add(src)
	}
	for _, tc := range broken {
		f.Add([]byte(tc.src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cost.Check(t, len(src), cost.Parser, func() { Parse("fuzz.conf", src) })
		file, diags := Parse("fuzz.conf", src)
		checkFormat(t, file, src)
		checkRanges(t, file, src)
		for _, d := range diags {
			if s, e := d.Subject.Start.Byte, d.Subject.End.Byte; s < 0 || s > e || e > len(src) {
				t.Fatalf("the range %d-%d of %q is not in the %d bytes", s, e, d.Summary, len(src))
			}
		}
		if diags.HasErrors() {
			return
		}
		if err := wellFormed(src); err != nil && strings.Contains(err.Error(), "invalid XML name") {
			return // encoding/xml knows the letters of XML's fourth edition only
		} else if err != nil {
			t.Fatalf("Parse finds no fault, encoding/xml does: %v\n%q", err, src)
		}
		want := dump(file)
		if bytes.Contains(src, []byte("&#")) {
			return // dumps cannot tell a blank that was written as a reference
		}
		if got := etreeDump(t, src); got != want {
			t.Fatalf("etree reads\n%s\nParse reads\n%s", got, want)
		}
		renew(file)
		anew, _ := file.Format()
		again, diags := Parse("again.conf", anew)
		if len(diags) > 0 || dump(again) != want {
			t.Fatalf("laid out anew as %q: %v\n%s", anew, diags, dump(again))
		}
	})
}

// renew makes a tree forget the file that it was read from.
func renew(f *File) {
	f.Nodes = renewNodes(f.Nodes)
}

func renewNodes(nodes []Node) []Node {
	var kept []Node
	for _, n := range nodes {
		switch n := n.(type) {
		case *Element:
			e := &Element{Name: Word{Text: n.Name.Text}, Children: renewNodes(n.Children)}
			for _, a := range n.Attrs {
				e.SetAttr(a.Name.Text, a.Value.Text)
			}
			kept = append(kept, e)
		case *Comment:
			kept = append(kept, &Comment{Text: n.Text})
		}
	}
	return kept
}
