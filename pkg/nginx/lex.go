package nginx

import (
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
	quote byte
	at    source.Span
}

// lexer cuts a source into tokens as ngx_conf_read_token does. Where that
// function would give up, the lexer reports the error and goes on at a place
// that makes the fewest further errors likely.
type lexer struct {
	of    *source.Text
	src   string
	quiet bool // the text is only skipped: nothing is reported
	diags hcl.Diagnostics

	pos   int     // offset of the next byte to read
	known hcl.Pos // the last position that was worked out
	glue  bool    // a quote has just been closed: few characters may follow
}

func newLexer(of *source.Text) *lexer { return &lexer{of: of, src: of.Src, known: hcl.InitialPos} }

// span is the span from byte offset start up to, not including, end. Spans are
// asked for from left to right alone, which keeps the cost of all of them at one
// walk over the text.
func (l *lexer) span(start, end int) source.Span {
	l.known = source.Advance(l.known, l.src[l.known.Byte:start])
	return source.Span{Of: l.of, Start: int32(start), End: int32(end), Line: int32(l.known.Line), Column: int32(l.known.Column)}
}

// char is the span of the character at an offset.
func (l *lexer) char(at int) source.Span {
	_, size := utf8.DecodeRuneInString(l.src[at:])
	return l.span(at, at+size)
}

// fail reports an error at a part of the source.
func (l *lexer) fail(at source.Span, summary, format string, args ...any) {
	if l.quiet {
		return
	}
	subject := at.HCL()
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
	start := l.pos
	if start >= len(l.src) {
		return token{at: l.span(start, start)}
	}
	if l.glue {
		l.checkGlue(")")
	}
	tok := token{at: l.span(start, start+1)}
	l.pos++
	switch l.src[start] {
	case ';':
		tok.kind = tokenSemicolon
	case '{':
		tok.kind = tokenOpen
	case '}':
		tok.kind = tokenClose
	default:
		tok.kind = tokenWord
		tok.quote = l.word(tok.at)
		tok.at.End = int32(l.pos)
		l.checkLength(tok)
	}
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
				l.checkGlue("")
			}
			end := lineEnd(l.src, l.pos)
			if end-l.pos >= bufferSize && l.pos+bufferSize < len(l.src) {
				l.fail(l.span(l.pos, end), "Comment too long",
					"nginx reads a comment of %d bytes as a parameter that is too long; the most is %d.", end-l.pos, bufferSize-1)
			}
			l.pos = end
		default:
			return
		}
		l.glue = false
	}
}

// checkGlue reports the next character where it directly follows a closing quote
// and is none of the marks or of the allowed others. The parser reports a "}"
// there, for want of a semicolon.
func (l *lexer) checkGlue(others string) {
	if strings.IndexByte(";{}"+others, l.src[l.pos]) < 0 {
		char := l.char(l.pos)
		l.fail(char, "Text after a closing quote",
			`After a closing quote nginx expects a blank, ";", "{" or ")", and refuses %q.`, char.Source())
	}
	l.glue = false
}

// lineEnd is the offset of the line feed that ends the line at pos, or the end.
func lineEnd(src string, pos int) int {
	if n := strings.IndexByte(src[pos:], '\n'); n >= 0 {
		return pos + n
	}
	return len(src)
}

// word passes over the word whose first character is at, and returns the quote
// around it, 0 for none.
func (l *lexer) word(at source.Span) (quote byte) {
	start := int(at.Start)
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
func bareEnd(src string, start int) int {
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
			if !fits && strings.IndexByte(l.src[start:i], '\n') >= 0 {
				return -1
			}
			return i
		}
	}
	return -1
}

// unclosed reports a quote and takes what stands on its line, without the ";" or
// "{" at its end, for an unquoted word.
func (l *lexer) unclosed(quote source.Span) {
	l.fail(quote, "Unclosed quote",
		"The %s has no closing quote, or the next one closes it in the middle of another word.", quote.Source())
	start := int(quote.Start)
	line := strings.TrimRight(l.src[start:lineEnd(l.src, start)], " \t\r")
	line = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(line, "{"), ";"), " \t\r")
	l.pos = start + max(1, len(line))
}

// checkLength reports a word whose text, up to and with its closing quote, does
// not fit into nginx's buffer. The buffer starts at the text and is emptied only
// when a token has ended: a mark ends it at once, a blank only together with the
// character after it.
func (l *lexer) checkLength(tok token) {
	start, end := int(tok.at.Start), int(tok.at.End)
	if tok.quote != 0 {
		start++
	}
	used := end - start + 1
	if end < len(l.src) && strings.IndexByte(";{)", l.src[end]) < 0 {
		used++
	}
	if used > bufferSize && start+bufferSize < len(l.src) {
		l.fail(tok.at, "Parameter too long", "nginx reads at most %d bytes as one parameter; this one has %d.", maxWord, end-start)
	}
}
