package nginx

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// bufferSize is nginx's NGX_CONF_BUFFER: a word or a comment that does not fit
// into it, with the characters that end it, is refused.
const bufferSize = 4096

type tokenKind byte

const (
	tokenEOF tokenKind = iota
	tokenWord
	tokenSemicolon
	tokenOpen
	tokenClose
)

// token is one token of the source.
type token struct {
	kind  tokenKind
	rng   hcl.Range
	quote byte
}

// lexer cuts a source into tokens as ngx_conf_read_token does. Where that
// function would give up, the lexer reports the error and goes on at a place
// that makes the fewest further errors likely.
//
// Positions are asked of lines from left to right alone: each step back would
// cost a walk from the beginning of the line, which may be the whole file.
type lexer struct {
	src      []byte
	filename string
	lines    *source.Lines // nil where the text is only skipped: then nothing is reported
	diags    hcl.Diagnostics

	pos  int  // offset of the next byte to read
	glue bool // a quote has just been closed: few characters may follow
}

func newLexer(filename string, src []byte) *lexer {
	return &lexer{src: src, filename: filename, lines: source.NewLines(src)}
}

// at is the position of an offset.
func (l *lexer) at(offset int) hcl.Pos {
	if l.lines == nil {
		return hcl.Pos{Byte: offset}
	}
	return l.lines.Pos(offset)
}

// rng is the range of the bytes from start up to, not including, end.
func (l *lexer) rng(start, end int) hcl.Range {
	return hcl.Range{Filename: l.filename, Start: l.at(start), End: l.at(end)}
}

// char is the range of the character at a position.
func (l *lexer) char(from hcl.Pos) hcl.Range {
	_, size := utf8.DecodeRune(l.src[from.Byte:])
	return hcl.Range{Filename: l.filename, Start: from, End: hcl.Pos{Line: from.Line, Column: from.Column + 1, Byte: from.Byte + size}}
}

// fail reports an error at a part of the source.
func (l *lexer) fail(subject hcl.Range, summary, format string, args ...any) {
	if l.lines == nil {
		return
	}
	l.diags = append(l.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  summary,
		Detail:   fmt.Sprintf(format, args...),
		Subject:  &subject,
	})
}

// next passes over blanks and comments and returns the token after them.
func (l *lexer) next() token {
	l.skipBlank()
	start := l.at(l.pos)
	tok := token{rng: hcl.Range{Filename: l.filename, Start: start, End: start}}
	if l.pos >= len(l.src) {
		return tok
	}
	l.checkGlue(start, ")")
	switch l.src[l.pos] {
	case ';':
		tok.kind = tokenSemicolon
	case '{':
		tok.kind = tokenOpen
	case '}':
		tok.kind = tokenClose
	default:
		tok.kind = tokenWord
		tok.quote = l.word(start)
		tok.rng.End = l.at(l.pos)
		l.checkLength(tok)
		return tok
	}
	tok.rng = l.char(start)
	l.pos++
	return tok
}

// skipBlank passes over blanks and comments.
func (l *lexer) skipBlank() {
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case ' ', '\t', '\r', '\n':
			l.pos++
		case '#':
			if l.glue {
				l.checkGlue(l.at(l.pos), "")
			}
			end := lineEnd(l.src, l.pos)
			if end-l.pos >= bufferSize && l.pos+bufferSize < len(l.src) {
				l.fail(l.rng(l.pos, end), "Comment too long",
					"nginx reads a comment of %d bytes as a parameter that is too long; the most is %d.", end-l.pos, bufferSize-1)
			}
			l.pos = end
		default:
			return
		}
		l.glue = false
	}
}

// checkGlue reports the character at a position, which is the current one, where
// it directly follows a closing quote and is none of the marks or of the allowed
// others. The parser reports a "}" there, for want of a semicolon.
func (l *lexer) checkGlue(at hcl.Pos, others string) {
	if l.glue && strings.IndexByte(";{}"+others, l.src[at.Byte]) < 0 {
		char := l.char(at)
		l.fail(char, "Text after a closing quote",
			`After a closing quote nginx expects a blank, ";", "{" or ")", and refuses %q.`, char.SliceBytes(l.src))
	}
	l.glue = false
}

// lineEnd is the offset of the line feed that ends the line at pos, or the end.
func lineEnd(src []byte, pos int) int {
	if n := bytes.IndexByte(src[pos:], '\n'); n >= 0 {
		return pos + n
	}
	return len(src)
}

// word passes over the word that begins at the current position, and returns the
// quote around it, 0 for none.
func (l *lexer) word(at hcl.Pos) (quote byte) {
	start := at.Byte
	quote = l.src[start]
	if quote != '"' && quote != '\'' {
		l.pos = bareEnd(l.src, start)
		return 0
	}
	if end := l.closingQuote(start, quote); end > 0 {
		l.pos, l.glue = end+1, true
		return quote
	}
	l.unclosed(at)
	return 0
}

// bareEnd is the offset at which the unquoted word that begins at start ends: at
// a blank, ";" or "{". A backslash takes the next character into the word,
// whatever it is, and so does a "$" with a "{".
func bareEnd(src []byte, start int) int {
	variable := false
	for i := start; i < len(src); i++ {
		switch c := src[i]; c {
		case '\\':
			i++
			variable = false
		case '$':
			variable = true
		case ' ', '\t', '\r', '\n', ';':
			return i
		case '{':
			if !variable {
				return i
			}
		default:
			variable = false
		}
	}
	return len(src)
}

// closingQuote is the offset of the quote that closes the one at start, or -1
// where nginx would not take the word: it does not close within the buffer, or
// it closes on a later line before a character that must not follow. The second
// is what a forgotten quote looks like: the word ran up to the next quoted one.
func (l *lexer) closingQuote(start int, quote byte) int {
	limit := min(len(l.src), start+1+bufferSize)
	for i := start + 1; i < limit; i++ {
		switch l.src[i] {
		case '\\':
			i++
		case quote:
			after := i + 1
			fits := after == len(l.src) || strings.IndexByte(" \t\r\n;{)", l.src[after]) >= 0
			if !fits && bytes.IndexByte(l.src[start:i], '\n') >= 0 {
				return -1
			}
			return i
		}
	}
	return -1
}

// unclosed reports the quote at a position and takes what stands on its line,
// without the ";" or "{" at its end, for an unquoted word.
func (l *lexer) unclosed(at hcl.Pos) {
	l.fail(l.char(at), "Unclosed quote",
		"The %c has no closing quote, or the next one closes it in the middle of another word.", l.src[at.Byte])
	line := bytes.TrimRight(l.src[at.Byte:lineEnd(l.src, at.Byte)], " \t\r")
	line = bytes.TrimRight(bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("{")), []byte(";")), " \t\r")
	l.pos = at.Byte + max(1, len(line))
}

// checkLength reports a word whose text, up to and with its closing quote, does
// not fit into nginx's buffer. The buffer starts at the text and is emptied only
// when a token has ended: a mark ends it at once, a blank only together with the
// character after it.
func (l *lexer) checkLength(tok token) {
	start, end := tok.rng.Start.Byte, tok.rng.End.Byte
	if tok.quote != 0 {
		start++
	}
	used := end - start + 1
	if end < len(l.src) && strings.IndexByte(";{)", l.src[end]) < 0 {
		used++
	}
	if used > bufferSize && start+bufferSize < len(l.src) {
		l.fail(tok.rng, "Parameter too long", "nginx reads at most %d bytes as one parameter; this one has %d.", maxWord, end-start)
	}
}
