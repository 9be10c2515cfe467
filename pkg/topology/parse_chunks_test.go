package topology

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Texts around places where a file is cut, right or wrong.
var cutTexts = []string{
	"host \"a\" {\n}\nhost \"b\" {\n}\nhost \"c\" {\n}\n",
	"# first\nhost \"a\" {\n}\n\n# second\nhost \"b\" { x = 1 } // end\n/* third\n */ c = 2",
	"a = <<EOT\n}\nb = 1\n}\nEOT\nc = 2\n",
	"a = <<-EOT\n  {\n}\n  ${b}\n}\n  EOT\nc = 2\n",
	"/*\n}\n*/ a = 1\nx {\n}\nb = 1",
	"a = 1 /*\n}\n*/\nb = 2\n",
	"a = \"${ /*\n}\n*/ 1 }\"\n",
	"a = \"/*\"\nx {\n}\nb = \"*/\"\n",
	"a = {\n  b = [1, 2]\n}\nx {\n  y {\n}\n}\nc = 3\n",
	"a = [{\n}\n, {\n}\n]\n",
	"a = (\n{\n}\n)\n",
	"a = \"%{ if true }x%{ endif }\"\nx {\n}\nb = \"$${\"\n",
	"a = \"x\n}\ny\"\n",
	"x {\n}\n\ufeffy {\n}\n",
	"\ufeffx {\n}\ny {\n}\n",
	"x {\r\n}\r\ny {\n}\nz = 1\r\n",
	"x {\n}\na = 1\ny {\n}\na = 2\n",
	"x {\n}\n}\ny {\n}\n",
	"x {\n}\ny {\n",
	"# e\u0301\u200d \xff\n}\nx {\n}\na = \"\u0301\n\u0301\"\n",
	"x {\n}\n\u0301\ny {\n}\n",
	"x {\n}\n\ty = 1\nz {\n}\n  # end",
}

// A file that is parsed in chunks is what it is to HCL's parser as a whole: the
// same tree, with the same positions, or the same errors.
func FuzzParseChunks(f *testing.F) {
	for _, text := range cutTexts {
		f.Add(text, uint16(1))
		f.Add(strings.Repeat(text, 3), uint16(7))
	}
	f.Fuzz(func(t *testing.T, text string, size uint16) {
		src := []byte(text)
		if _, diags := checkNesting("t.hcl", src); diags.HasErrors() {
			return
		}
		whole, want := hclsyntax.ParseConfig(src, "t.hcl", hcl.InitialPos)
		body, diags := parseNative("t.hcl", src, int(size))
		if want = explainSyntax(want, src); want.Error() != diags.Error() {
			t.Fatalf("%q in chunks of %d: %v\nwhole: %v", text, size, diags, want)
		}
		if !reflect.DeepEqual(body, whole.Body) {
			t.Fatalf("%q in chunks of %d is another tree than whole", text, size)
		}
	})
}

// The texts of the fuzz test reach both ways: parsed in chunks and, because a cut
// was wrong, whole.
func TestCutsAreSoundOrSeen(t *testing.T) {
	for text, sound := range map[string]bool{
		cutTexts[0]: true, cutTexts[1]: true, cutTexts[2]: false, cutTexts[3]: false, cutTexts[4]: false, cutTexts[7]: true, cutTexts[16]: false,
	} {
		src := []byte(text)
		chunks := cut(src, 1)
		if len(chunks) < 2 {
			t.Errorf("%q is not cut", text)
			continue
		}
		if got := parseChunks("t.hcl", src, chunks) != nil; got != sound {
			t.Errorf("the chunks %v of %q are sound: %t", chunks, text, got)
		}
	}
}

func TestCutLeavesNothingOut(t *testing.T) {
	src := []byte(strings.Repeat("host \"a\" {\n  platform = \"rhel9\"\n}\n\n", 100))
	chunks := cut(src, 500)
	if len(chunks) < 6 || chunks[0] != hcl.InitialPos {
		t.Fatalf("chunks at %v", chunks)
	}
	for i, at := range chunks[1:] {
		if before := chunks[i]; at.Byte-before.Byte < 500 || at.Column != 1 || at.Line != 1+strings.Count(string(src[:at.Byte]), "\n") {
			t.Errorf("a chunk at %v after one at %v", at, before)
		}
	}
}
