package nginx

import (
	"testing"

	"github.com/everlinux/hagen/internal/cost"
)

// Whatever the bytes are, they come back; and what was read without an error
// reads the same when every word is written anew.
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
		got, lines := file.Format()
		if string(got) != string(src) {
			t.Fatalf("Format gives %q for %q", got, src)
		}
		if len(lines) > len(src) {
			t.Fatalf("%d origins for %d bytes", len(lines), len(src))
		}
		starts := lineWords(string(src))
		diffPieces(t, string(src), starts[:min(4, len(starts))]...)
		for c := range file.Comments() {
			if text := string(src[c.Range.Start.Byte:c.Range.End.Byte]); text != c.Text {
				t.Fatalf("comment %q has the range of %q", c.Text, text)
			}
		}
		if diags.HasErrors() {
			return
		}
		want := dump(file.Directives)
		renew(file.Directives)
		file.Trailer = ""
		again, _ := file.Format()
		reread, diags := Parse("fuzz.conf", again)
		if len(diags) > 0 && !tooLong(diags) {
			t.Fatalf("%q, laid out anew as %q, has errors: %v", src, again, diags)
		}
		if got := dump(reread.Directives); len(diags) == 0 && got != want {
			t.Fatalf("%q, laid out anew as %q, reads\n%s\nnot\n%s", src, again, got, want)
		}
	})
}
