package apache

import (
	"runtime"
	"strings"

	"github.com/everlinux/hagen/internal/parallel"
	"github.com/everlinux/hagen/internal/source"
)

// smallestPiece is the least that is worth a piece of its own, in bytes.
const smallestPiece = 128 << 10

// parsePieces reads several pieces of a file at once, each as if it began at a line
// and no section were open there. Where that is not so, what was made of the piece
// is dropped, and it is read again by the parser that comes from before it: the
// tree and the errors are those of one walk.
func parsePieces(of *source.Text, dialect Dialect, starts []int) *parser {
	pieces := make([]*parser, len(starts))
	end := func(i int) int {
		if i+1 < len(starts) {
			return starts[i+1]
		}
		return len(of.Src)
	}
	parallel.Do(len(starts), func(i int) {
		pieces[i] = newParser(of, dialect, starts[i])
		pieces[i].parse(end(i))
	})
	p := pieces[0]
	for i := 1; i < len(pieces); i++ {
		if p.at == starts[i] && len(p.open) == 0 {
			p.join(pieces[i])
		} else {
			p.parse(end(i))
		}
	}
	return p
}

// pieceStarts returns where the pieces of a file begin, as many as there are
// processors and much of the same length: each at a line that looks like the start
// of a virtual host, the first at 0.
func pieceStarts(src string) []int {
	const virtualHost = "\n<VirtualHost"
	starts := []int{0}
	n := min(runtime.GOMAXPROCS(0), len(src)/smallestPiece)
	for i := 1; i < n; i++ {
		from := max(len(src)/n*i, starts[len(starts)-1])
		next := strings.Index(src[from:], virtualHost)
		if next < 0 {
			break
		}
		starts = append(starts, from+next+1)
	}
	return starts
}

// join takes over what another parser read from here on. No section is open.
func (p *parser) join(next *parser) {
	if len(next.listed) > 0 {
		next.listed[0].Before = append(p.before, next.listed[0].Before...)
	} else {
		next.before = append(p.before, next.before...)
	}
	for i := range next.open {
		next.open[i].from += len(p.listed)
	}
	p.at, p.known, p.opens, p.open, p.before = next.at, next.known, next.opens, next.open, next.before
	p.listed = append(p.listed, next.listed...)
	p.diags = append(p.diags, next.diags...)
}
