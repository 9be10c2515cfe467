package nginx

import (
	"math"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/slab"
	"github.com/everlinux/hagen/internal/source"
)

// maxDepth is the number of blocks that may stand within each other. nginx has
// no such limit but its stack; nobody's configuration comes near it.
const maxDepth = 1000

// byteOrderMark is U+FEFF in UTF-8, which some editors put before a text.
const byteOrderMark = "\ufeff"

// entryBlocks are the blocks that do not hold directives but entries.
var entryBlocks = map[string]bool{
	"charset_map": true, "geo": true, "map": true, "split_clients": true, "types": true,
}

// luaSuffix ends the name of every directive whose block is a Lua program.
const luaSuffix = "_by_lua_block"

// Parse reads one configuration file, whole or a fragment: of a fragment it
// takes no notice, for which directive may stand where is not a matter of
// syntax. The file is never nil, and Format gives back every byte of src
// whatever the errors; each error is something at which nginx refuses the file.
// A file with an error has parts that were guessed at: do not call it clean.
func Parse(filename string, src []byte) (*File, hcl.Diagnostics) {
	of := &source.Text{Name: filename, Src: string(src)}
	if len(src) > math.MaxInt32 {
		p := newParser(of, 0)
		p.fail(p.span(0, 0), "File too large", "A configuration of %d bytes is not read.", len(src))
		return &File{Name: filename, Trailer: of.Src}, p.diags
	}
	p := parsePieces(of, pieceStarts(of.Src))
	return p.finish(), p.diags
}

// parser builds the tree from the tokens. It does not recurse: open holds the
// directives whose blocks are being read.
type parser struct {
	*lexer
	from  int   // where it began; not at 0, in a block of which it knows nothing
	deep  int   // the most blocks that were open at once
	tok   token // the token to read next, where ahead
	ahead bool
	open  []openBlock  // the outermost first
	done  []*Directive // what was read of the open blocks, the outermost's first

	lead int         // the first byte that no node holds yet
	last source.Span // the last word or mark, or where one is missing
	cur  *Directive  // the directive being read, nil between two
	args []Word      // its arguments so far; one buffer for all

	directives slab.Slab[Directive]
	blocks     slab.Slab[Block]
	words      slab.Slab[Word]
	lists      slab.Slab[*Directive]
}

// openBlock is a directive whose block is being read.
type openBlock struct {
	*Directive
	first int // the index of the block's first directive in done
}

func newParser(of *source.Text, from int) *parser {
	p := &parser{lexer: newLexer(of), from: from, lead: from}
	p.pos, p.known = from, source.Advance(hcl.InitialPos, of.Src[:from])
	return p
}

// parse reads the tokens that begin before an offset. It stops before the brace
// that closes the block in which it began.
func (p *parser) parse(until int) {
	if p.pos == 0 && strings.HasPrefix(p.src, byteOrderMark) {
		p.pos = len(byteOrderMark)
		p.fail(p.span(0, p.pos), "Byte order mark",
			"The file begins with a byte order mark, which nginx takes for the beginning of the first directive's name.")
	}
	for {
		if !p.ahead {
			p.tok, p.ahead = p.next(), true
		}
		closes := p.tok.kind == tokenClose && len(p.open) == 0 && p.from > 0
		if p.tok.kind == tokenEOF || closes || int(p.tok.at.Start) >= until {
			return
		}
		p.ahead = false
		p.step(p.tok)
	}
}

// step puts a token into the tree.
func (p *parser) step(tok token) {
	switch tok.kind {
	case tokenWord:
		p.word(tok)
	case tokenSemicolon:
		p.semicolon(tok)
	case tokenOpen:
		p.openBlock(tok)
	case tokenClose:
		p.closeBlock(tok)
	}
}

// before is what stands between the last node and a token.
func (p *parser) before(tok token) string { return p.src[p.lead:tok.at.Start] }

func (p *parser) word(tok token) {
	w := Word{
		Text:   decode(tok.at.Source(), tok.quote),
		Quote:  tok.quote,
		Before: p.before(tok),
		at:     tok.at,
	}
	p.lead, p.last = int(tok.at.End), tok.at
	if p.cur == nil {
		p.begin(w)
		return
	}
	p.args = append(p.args, w)
}

// begin begins a directive.
func (p *parser) begin(name Word) {
	p.cur = p.directives.One()
	p.cur.Name = name
}

func (p *parser) semicolon(tok token) {
	if p.cur == nil {
		p.fail(tok.at, `Unexpected ";"`, `There is no directive before this ";", and nginx allows no empty one.`)
		return // the ";" becomes part of what stands before the next token
	}
	p.cur.End = p.mark(tok)
	p.attach()
}

// mark takes the rest of the line along, where nothing else stands there.
func (p *parser) mark(tok token) Mark {
	m := Mark{Before: p.before(tok), at: tok.at}
	from := int(tok.at.End)
	end := from
	for end < len(p.src) && strings.IndexByte(" \t\r", p.src[end]) >= 0 {
		end++
	}
	switch {
	case end == len(p.src) || p.src[end] == '\n':
	case p.src[end] == '#':
		end = lineEnd(p.src, end)
	default:
		end = from
	}
	m.After = p.src[from:end]
	p.lead, p.last = end, tok.at
	return m
}

// attach adds the current directive to the block that is being read.
func (p *parser) attach() {
	p.cur.Args = p.words.Keep(p.args)
	p.args = p.args[:0]
	p.done = append(p.done, p.cur)
	p.cur = nil
}

// close ends the innermost block.
func (p *parser) close() {
	n := len(p.open) - 1
	b := p.open[n]
	b.Block.Directives = p.lists.Keep(p.done[b.first:])
	p.done = p.done[:b.first]
	p.open = p.open[:n]
}

func (p *parser) openBlock(tok token) {
	if p.cur == nil {
		p.fail(tok.at, `Unexpected "{"`, `There is no directive before this "{" whose block it could open.`)
		name := Word{Before: p.before(tok), at: tok.at}
		name.at.End = name.at.Start
		p.begin(name)
		p.lead, p.last = int(tok.at.Start), name.at
	}
	d := p.cur
	if n := len(p.open); n > 0 && p.open[n-1].Block.Kind == Entries {
		p.fail(tok.at, `Unexpected "{"`, "The block of %q holds entries that end in \";\", and no blocks.", p.open[n-1].Name.Text)
	}
	d.Block = p.blocks.One()
	d.Block.Open = p.mark(tok)
	p.attach()
	switch {
	case strings.HasSuffix(d.Name.Text, luaSuffix):
		p.raw(d, tok, luaEnd(p.src, int(tok.at.End)))
		return
	case len(p.open) == maxDepth:
		p.fail(tok.at, "Blocks nested too deep",
			"More than %d blocks stand within each other here; what is in this one was not read.", maxDepth)
		p.raw(d, tok, p.matchingBrace())
		return
	case entryBlocks[d.Name.Text]:
		d.Block.Kind = Entries
	}
	p.open = append(p.open, openBlock{d, len(p.done)})
	p.deep = max(p.deep, len(p.open))
}

// raw keeps everything up to end, the offset of the closing brace, as text.
func (p *parser) raw(d *Directive, open token, end int) {
	d.Block.Kind = Raw
	d.Block.Open.After = ""
	d.Block.Text = p.src[open.at.End:end]
	p.pos, p.lead = end, end
	if end == len(p.src) {
		p.unclosed(d)
		return
	}
	d.Block.Close = p.mark(token{kind: tokenClose, at: p.char(end)})
	p.pos++
}

// matchingBrace is the offset of the brace that closes the block just opened, or
// the end of the source.
func (p *parser) matchingBrace() int {
	skim := &lexer{of: p.of, src: p.src, pos: p.pos, known: p.known, quiet: true}
	for depth := 1; ; {
		switch tok := skim.next(); tok.kind {
		case tokenOpen:
			depth++
		case tokenClose:
			if depth--; depth == 0 {
				return int(tok.at.Start)
			}
		case tokenEOF:
			return len(p.src)
		}
	}
}

// missing is where a mark should stand that the source lacks: at the end of what
// was read so far.
func (p *parser) missing() source.Span {
	at := source.Advance(p.last.From(), p.src[p.last.Start:p.lead])
	p.last = source.Span{Of: p.of, Start: int32(at.Byte), End: int32(at.Byte), Line: int32(at.Line), Column: int32(at.Column)}
	return p.last
}

// unclosed reports a block that the file ends in.
func (p *parser) unclosed(d *Directive) {
	p.fail(d.Block.Open.at, "Unclosed block", "The block of %q is not closed: its \"}\" is missing.", d.Name.Text)
	d.Block.Close.at = p.missing()
}

func (p *parser) closeBlock(tok token) {
	if p.cur != nil {
		p.unfinished(tok)
	}
	if len(p.open) == 0 {
		p.fail(tok.at, `Unexpected "}"`, `No block is open that this "}" could close.`)
		return
	}
	p.open[len(p.open)-1].Block.Close = p.mark(tok)
	p.close()
}

// unfinished reports the current directive, after which tok stands instead of
// its semicolon.
func (p *parser) unfinished(tok token) {
	at := `"}"`
	if tok.kind == tokenEOF {
		at = "the end of the file"
	}
	subject := p.cur.Name.at
	subject.End = int32(p.lead)
	p.fail(subject, `Missing ";"`, "The directive %q has no \";\" before %s.", p.cur.Name.Text, at)
	p.cur.End.at = p.missing()
	p.attach()
}

// finish ends the file and everything that is still open in it, and returns it.
func (p *parser) finish() *File {
	if p.cur != nil {
		p.unfinished(p.tok)
	}
	for _, b := range p.open {
		p.unclosed(b.Directive)
	}
	for len(p.open) > 0 {
		p.close()
	}
	return &File{Name: p.of.Name, Directives: p.lists.Keep(p.done), Trailer: p.before(p.tok)}
}
