package nginx

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/internal/source"
)

// inPieces parses a text in pieces, and returns what is to be the same however it
// is cut.
func inPieces(src string, starts ...int) (*File, []string) {
	p := parsePieces(&source.Text{Name: "x.conf", Src: src}, starts)
	f := p.finish()
	var diags []string
	for _, d := range p.diags {
		diags = append(diags, d.Error())
	}
	return f, diags
}

func diffPieces(t *testing.T, src string, starts ...int) {
	t.Helper()
	want, wantDiags := inPieces(src, 0)
	got, diags := inPieces(src, starts...)
	if !reflect.DeepEqual(want, got) {
		t.Errorf("%.300q in pieces from %v makes another tree", src, starts)
	}
	if diff := cmp.Diff(wantDiags, diags); diff != "" {
		t.Errorf("%.300q in pieces from %v (-whole +pieces):\n%s", src, starts, diff)
	}
}

// lineWords are the offsets at which lines begin with a short plain word, 0 before
// them.
func lineWords(src string) []int {
	starts := []int{0}
	at := 0
	for line := range strings.Lines(src) {
		word := strings.TrimLeft(line, " \t")
		start := at + len(line) - len(word)
		if n := strings.IndexAny(word, " \t\r\n;{"); start > 0 && 0 < n && n < 100 && 'a' <= word[0] && word[0] <= 'z' {
			starts = append(starts, start)
		}
		at += len(line)
	}
	return starts
}

func TestPieces(t *testing.T) {
	site := "# above\nserver {\n listen 80; # here\n location / {\n return 200 \"a\nb c\";\n }\n}\n"
	texts := []string{
		"http {\n" + strings.Repeat(site, 4) + "}\n", strings.Repeat(site, 3), "http {\n" + site + site,
		"http {\n" + site + "}\nstream {\n" + site + "}\n}\n" + site, "map $a $b {\na b;\nc d {\ne f;\n}\n}\n", "a b\nc d\n}\ne\n",
		"content_by_lua_block {\nlocal a = \"}\"\nreturn a\n}\nserver {\n}\n", "a 'b\nserver c;\nd e';\nserver f;\n# g\n",
		"\ufeffa;\nb;\n", strings.Repeat("a {\n", maxDepth+3) + strings.Repeat("}\n", 7), "server {\n;\n}\n}\nserver {\n} # x\n\n# end",
	}
	for _, src := range texts {
		starts := lineWords(src)
		diffPieces(t, src, starts[:min(8, len(starts))]...)
		for _, start := range starts[1:min(30, len(starts))] {
			diffPieces(t, src, 0, start)
		}
		diffPieces(t, src, 0, starts[len(starts)-1])
	}
}

func TestPieceStarts(t *testing.T) {
	site := "    server {\n" + strings.Repeat("        server_name a;\n", 1000) + "    }\n"
	src := "http {\n" + strings.Repeat(site, 1+4*smallestPiece/len(site)) + "}\n"
	for _, start := range pieceStarts(src)[1:] {
		if !strings.HasPrefix(src[start:], "server {") {
			t.Errorf("a piece begins with %.20q", src[start:])
		}
	}
	diffPieces(t, src, pieceStarts(src)...)
	if starts := pieceStarts(site); len(starts) != 1 {
		t.Errorf("a small file begins at %v", starts)
	}
}
