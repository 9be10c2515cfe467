package nginx

import (
	"runtime"
	"strings"

	"github.com/everlinux/hagen/internal/parallel"
	"github.com/everlinux/hagen/internal/source"
)

// smallestPiece is the least that is worth a piece of its own, in bytes.
const smallestPiece = 128 << 10

// parsePieces reads several pieces of a file at once, each as if it began with a
// directive, in a block of directives. Where that is not so, what was made of the
// piece is dropped, and it is read again by the parser that comes from before it:
// the tree and the errors are those of one walk.
func parsePieces(of *source.Text, starts []int) *parser {
	pieces := make([]*parser, len(starts))
	end := func(i int) int {
		if i+1 < len(starts) {
			return starts[i+1]
		}
		return len(of.Src)
	}
	parallel.Do(len(starts), func(i int) {
		pieces[i] = newParser(of, starts[i])
		pieces[i].parse(end(i))
	})
	p := pieces[0]
	for i := 1; i < len(pieces); i++ {
		if p.continues(pieces[i]) {
			p.join(pieces[i])
		}
		p.parse(end(i)) // what is left of the piece: all of it, or what follows the block in which it began
	}
	return p
}

// pieceStarts returns where the pieces of a file begin, as many as there are
// processors and much of the same length: each at what looks like a virtual
// server on a line of its own, the first at 0.
func pieceStarts(src string) []int {
	starts := []int{0}
	n := min(runtime.GOMAXPROCS(0), len(src)/smallestPiece)
	for i := 1; i < n; i++ {
		next := serverLine(src, max(len(src)/n*i, starts[len(starts)-1]))
		if next < 0 {
			break
		}
		starts = append(starts, next)
	}
	return starts
}

// serverLine is where a line begins, blanks aside, that opens a virtual server: the
// first one after an offset, -1 for none.
func serverLine(src string, from int) int {
	for {
		n := strings.IndexByte(src[from:], '\n')
		if n < 0 {
			return -1
		}
		from += n + 1
		start := from + len(src[from:]) - len(strings.TrimLeft(src[from:], " \t"))
		if rest, ok := strings.CutPrefix(src[start:], "server"); ok && strings.HasPrefix(strings.TrimLeft(rest, " \t"), "{") {
			return start
		}
	}
}

// continues tells whether another parser began just where this one is, and as it
// would have gone on.
func (p *parser) continues(next *parser) bool {
	n := len(p.open)
	inBlock := p.cur == nil && (n == 0 || p.open[n-1].Block.Kind == Directives)
	first := next.first()
	return inBlock && p.tok.quote == 0 && int(p.tok.at.Start) == next.from &&
		first != nil && int(first.Name.at.Start) == next.from && n+next.deep <= maxDepth
}

// first is the first directive that was read at the top, nil for none.
func (p *parser) first() *Directive {
	if len(p.done) > 0 {
		return p.done[0]
	}
	return p.cur
}

// join takes over what another parser read from here on.
func (p *parser) join(next *parser) {
	first := next.first()
	first.Name.Before = p.src[p.lead:first.Name.at.Start]
	for _, b := range next.open {
		p.open = append(p.open, openBlock{b.Directive, b.first + len(p.done)})
	}
	p.done = append(p.done, next.done...)
	p.diags = append(p.diags, next.diags...)
	p.pos, p.known, p.glue, p.tok, p.ahead = next.pos, next.known, next.glue, next.tok, next.ahead
	p.lead, p.last, p.cur, p.args, p.deep = next.lead, next.last, next.cur, next.args, max(p.deep, len(p.open), next.deep)
}
