package nginx

import (
	"bytes"
	"fmt"
	"strings"

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

// token is one token of the source, as byte offsets.
type token struct {
	kind       tokenKind
	start, end int
	quote      byte
}

// lexer cuts a source into tokens as ngx_conf_read_token does. Where that
// function would give up, the lexer reports the error and goes on at a place
// that makes the fewest further errors likely.
type lexer struct {
	src      []byte
	filename string
	lines    *source.Lines
	diags    hcl.Diagnostics

	pos  int  // offset of the next byte to read
	glue bool // a quote has just been closed: few characters may follow
	mute bool // report nothing: the text is only being skipped
}

func newLexer(filename string, src []byte) *lexer {
	return &lexer{src: src, filename: filename, lines: source.NewLines(src)}
}

// rng is the range of the bytes from start up to, not including, end.
func (l *lexer) rng(start, end int) hcl.Range { return l.lines.Range(l.filename, start, end) }

// fail reports an error at the bytes from start to end.
func (l *lexer) fail(start, end int, summary, format string, args ...any) {
	if l.mute {
		return
	}
	subject := l.rng(start, end)
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
	if l.pos >= len(l.src) {
		return token{kind: tokenEOF, start: len(l.src), end: len(l.src)}
	}
	start := l.pos
	l.checkGlue(")")
	kind := tokenWord
	switch l.src[start] {
	case ';':
		kind = tokenSemicolon
	case '{':
		kind = tokenOpen
	case '}':
		kind = tokenClose
	}
	if kind != tokenWord {
		l.pos++
		return token{kind: kind, start: start, end: l.pos}
	}
	return l.word()
}

// skipBlank passes over blanks and comments.
func (l *lexer) skipBlank() {
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case ' ', '\t', '\r', '\n':
			l.pos++
		case '#':
			l.checkGlue("")
			end := lineEnd(l.src, l.pos)
			if end-l.pos >= bufferSize && l.pos+bufferSize < len(l.src) {
				l.fail(l.pos, end, "Comment too long",
					"nginx reads a comment of %d bytes as a parameter that is too long; the most is %d.", end-l.pos, bufferSize-1)
			}
			l.pos = end
		default:
			return
		}
		l.glue = false
	}
}

// checkGlue reports the byte at the current position where it directly follows a
// closing quote and is none of the marks or of the allowed others. The parser
// reports a "}" there, for want of a semicolon.
func (l *lexer) checkGlue(others string) {
	if c := l.src[l.pos]; l.glue && strings.IndexByte(";{}"+others, c) < 0 {
		l.fail(l.pos-1, l.pos+1, "Text after a closing quote",
			`After a closing quote nginx expects a blank, ";", "{" or ")", and refuses %q.`, string(c))
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

// word reads the word that begins at the current position.
func (l *lexer) word() token {
	start := l.pos
	if quote := l.src[start]; quote == '"' || quote == '\'' {
		if end := l.closingQuote(start, quote); end > 0 {
			l.pos, l.glue = end+1, true
			l.checkLength(start+1, end+1)
			return token{kind: tokenWord, start: start, end: l.pos, quote: quote}
		}
		return l.unclosed(start)
	}
	l.pos = bareEnd(l.src, start)
	l.checkLength(start, l.pos)
	return token{kind: tokenWord, start: start, end: l.pos}
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

// unclosed reports the quote at start and takes what stands on its line, without
// the ";" or "{" at its end, for an unquoted word.
func (l *lexer) unclosed(start int) token {
	end := lineEnd(l.src, start)
	line := bytes.TrimRight(l.src[start:end], " \t\r")
	line = bytes.TrimRight(bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("{")), []byte(";")), " \t\r")
	l.fail(start, start+1, "Unclosed quote",
		"The %c has no closing quote, or the next one closes it in the middle of another word.", l.src[start])
	l.pos = start + max(1, len(line))
	return token{kind: tokenWord, start: start, end: l.pos}
}

// checkLength reports a word whose text, up to and with its closing quote, does
// not fit into nginx's buffer. The buffer starts at the text and is emptied only
// when a token has ended: a mark ends it at once, a blank only together with the
// character after it.
func (l *lexer) checkLength(start, end int) {
	used := end - start + 1
	if end < len(l.src) && strings.IndexByte(";{)", l.src[end]) < 0 {
		used++
	}
	if used > bufferSize && start+bufferSize < len(l.src) {
		l.fail(start, end, "Parameter too long",
			"nginx reads at most %d bytes as one parameter; this one has %d.", maxWord, end-start)
	}
}
