package apache

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/internal/source"
)

// inPieces parses a text in pieces, and returns what is to be the same however it
// is cut.
func inPieces(src string, dialect Dialect, starts ...int) (*File, []string) {
	p := parsePieces(&source.Text{Name: "x.conf", Src: src}, dialect, starts)
	f := p.finish()
	var diags []string
	for _, d := range p.diags {
		diags = append(diags, d.Error())
	}
	return f, diags
}

func diffPieces(t *testing.T, src string, dialect Dialect, starts ...int) {
	t.Helper()
	want, wantDiags := inPieces(src, dialect, 0)
	got, diags := inPieces(src, dialect, starts...)
	if !reflect.DeepEqual(want, got) {
		t.Errorf("%.200q in pieces from %v makes another tree", src, starts)
	}
	if diff := cmp.Diff(wantDiags, diags); diff != "" {
		t.Errorf("%.200q in pieces from %v (-whole +pieces):\n%s", src, starts, diff)
	}
}

// lineStarts are the offsets at which lines begin.
func lineStarts(src string) []int {
	starts := []int{0}
	for i := range len(src) - 1 {
		if src[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func TestPieces(t *testing.T) {
	texts := append(slices.Clone(oddities), siteSource,
		"# above\n<A>\nB\n</A>\n# between\n\n<A>\n<A>\nB\n</A>\n# in it\n</A>\n</A>\nC \\\nD\n# below\n",
		"<A>\nB\n<A>\nC\n", strings.Repeat("<A>\n", MaxDepth+2), "A\x00\nB\x00\n</C>\n")
	for _, src := range texts {
		starts := lineStarts(src)
		diffPieces(t, src, Httpd24, starts[:min(8, len(starts))]...)
		for _, start := range starts[1:min(20, len(starts))] {
			diffPieces(t, src, Httpd22, 0, start)
		}
	}
}

func TestPieceStarts(t *testing.T) {
	site := "<VirtualHost *:80>\n" + strings.Repeat("ServerAlias a\n", 1000) + "</VirtualHost>\n"
	src := strings.Repeat(site, 1+4*smallestPiece/len(site))
	starts := pieceStarts(src)
	for _, start := range starts[1:] {
		if !strings.HasPrefix(src[start:], "<VirtualHost") || src[start-1] != '\n' {
			t.Errorf("a piece begins with %.20q", src[start:])
		}
	}
	diffPieces(t, site+site+site, Httpd24, 0, len(site), 2*len(site))
	if starts := pieceStarts(site); len(starts) != 1 {
		t.Errorf("a small file begins at %v", starts)
	}
}
