package nginx

import (
	"bytes"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// maxDepth is the number of blocks that may stand within each other. nginx has
// no such limit but its stack; nobody's configuration comes near it.
const maxDepth = 1000

// byteOrderMark is U+FEFF in UTF-8, which some editors put before a text.
var byteOrderMark = []byte("\ufeff")

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
	p := &parser{lexer: newLexer(filename, src), file: &File{Name: filename}, lead: hcl.InitialPos}
	if bytes.HasPrefix(src, byteOrderMark) {
		p.pos = len(byteOrderMark)
		p.fail(p.rng(0, p.pos), "Byte order mark",
			"The file begins with a byte order mark, which nginx takes for the beginning of the first directive's name.")
	}
	for p.step() {
	}
	return p.file, p.diags
}

// parser builds the tree from the tokens. It does not recurse: open holds the
// directives whose blocks are being read.
type parser struct {
	*lexer
	file *File
	open []*Directive // the outermost first

	lead hcl.Pos    // the first byte that no node holds yet
	cur  *Directive // the directive being read, nil between two
	args []Word     // its arguments so far; one buffer for all
}

// step reads one token; it returns false at the end of the file.
func (p *parser) step() bool {
	tok := p.next()
	switch tok.kind {
	case tokenEOF:
		p.finish(tok)
		return false
	case tokenWord:
		p.word(tok)
	case tokenSemicolon:
		p.semicolon(tok)
	case tokenOpen:
		p.openBlock(tok)
	case tokenClose:
		p.closeBlock(tok)
	}
	return true
}

// before is what stands between the last node and a token.
func (p *parser) before(tok token) string { return string(p.src[p.lead.Byte:tok.rng.Start.Byte]) }

func (p *parser) word(tok token) {
	raw := string(tok.rng.SliceBytes(p.src))
	w := Word{
		Text:   decode(raw, tok.quote),
		Quote:  tok.quote,
		Range:  tok.rng,
		Before: p.before(tok),
		raw:    raw,
	}
	p.lead = tok.rng.End
	if p.cur == nil {
		p.cur = &Directive{Name: w}
		return
	}
	p.args = append(p.args, w)
}

func (p *parser) semicolon(tok token) {
	if p.cur == nil {
		p.fail(tok.rng, `Unexpected ";"`, `There is no directive before this ";", and nginx allows no empty one.`)
		return // the ";" becomes part of what stands before the next token
	}
	p.cur.End = p.mark(tok)
	p.attach()
}

// mark takes the rest of the line along, where nothing else stands there.
func (p *parser) mark(tok token) Mark {
	m := Mark{Range: tok.rng, Before: p.before(tok)}
	from := tok.rng.End.Byte
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
	m.After = string(p.src[from:end])
	p.lead = advance(tok.rng.End, m.After)
	return m
}

// missing is a mark that the source lacks, at the end of what was read so far.
func (p *parser) missing() Mark {
	return Mark{Range: hcl.Range{Filename: p.filename, Start: p.lead, End: p.lead}}
}

// attach adds the current directive to the block that is being read.
func (p *parser) attach() {
	p.cur.Args = slices.Clone(p.args)
	p.args = p.args[:0]
	list := &p.file.Directives
	if n := len(p.open); n > 0 {
		list = &p.open[n-1].Block.Directives
	}
	*list = append(*list, p.cur)
	p.cur = nil
}

func (p *parser) openBlock(tok token) {
	if p.cur == nil {
		p.fail(tok.rng, `Unexpected "{"`, `There is no directive before this "{" whose block it could open.`)
		name := Word{Range: tok.rng, Before: p.before(tok)}
		name.Range.End = name.Range.Start
		p.cur = &Directive{Name: name}
		p.lead = tok.rng.Start
	}
	d := p.cur
	if n := len(p.open); n > 0 && p.open[n-1].Block.Kind == Entries {
		p.fail(tok.rng, `Unexpected "{"`, "The block of %q holds entries that end in \";\", and no blocks.", p.open[n-1].Name.Text)
	}
	d.Block = &Block{Open: p.mark(tok)}
	p.attach()
	switch {
	case strings.HasSuffix(d.Name.Text, luaSuffix):
		p.raw(d, tok, luaEnd(p.src, tok.rng.End.Byte))
		return
	case len(p.open) == maxDepth:
		p.fail(tok.rng, "Blocks nested too deep",
			"More than %d blocks stand within each other here; what is in this one was not read.", maxDepth)
		p.raw(d, tok, p.matchingBrace())
		return
	case entryBlocks[d.Name.Text]:
		d.Block.Kind = Entries
	}
	p.open = append(p.open, d)
}

// raw keeps everything up to end, the offset of the closing brace, as text.
func (p *parser) raw(d *Directive, open token, end int) {
	d.Block.Kind = Raw
	d.Block.Open.After = ""
	d.Block.Text = string(p.src[open.rng.End.Byte:end])
	p.pos = end
	p.lead = p.at(end)
	if end == len(p.src) {
		p.unclosed(d)
		return
	}
	d.Block.Close = p.mark(token{kind: tokenClose, rng: p.char(p.lead)})
	p.pos++
}

// matchingBrace is the offset of the brace that closes the block just opened, or
// the end of the source.
func (p *parser) matchingBrace() int {
	skim := &lexer{src: p.src, pos: p.pos}
	for depth := 1; ; {
		switch tok := skim.next(); tok.kind {
		case tokenOpen:
			depth++
		case tokenClose:
			if depth--; depth == 0 {
				return tok.rng.Start.Byte
			}
		case tokenEOF:
			return len(p.src)
		}
	}
}

// unclosed reports a block that the file ends in.
func (p *parser) unclosed(d *Directive) {
	p.fail(d.Block.Open.Range, "Unclosed block", "The block of %q is not closed: its \"}\" is missing.", d.Name.Text)
	d.Block.Close = p.missing()
}

func (p *parser) closeBlock(tok token) {
	if p.cur != nil {
		p.unfinished(tok)
	}
	n := len(p.open)
	if n == 0 {
		p.fail(tok.rng, `Unexpected "}"`, `No block is open that this "}" could close.`)
		return
	}
	p.open[n-1].Block.Close = p.mark(tok)
	p.open = p.open[:n-1]
}

// unfinished reports the current directive, after which tok stands instead of
// its semicolon.
func (p *parser) unfinished(tok token) {
	at := `"}"`
	if tok.kind == tokenEOF {
		at = "the end of the file"
	}
	subject := p.cur.Name.Range
	subject.End = p.lead
	p.fail(subject, `Missing ";"`, "The directive %q has no \";\" before %s.", p.cur.Name.Text, at)
	p.cur.End = p.missing()
	p.attach()
}

// finish ends the file and everything that is still open in it.
func (p *parser) finish(tok token) {
	if p.cur != nil {
		p.unfinished(tok)
	}
	for _, d := range p.open {
		p.unclosed(d)
	}
	p.file.Trailer = p.before(tok)
}
