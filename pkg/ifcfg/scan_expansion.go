package ifcfg

import (
	"strings"
	"unicode/utf8"
)

// maxNesting is how deep brackets and shell constructs may be nested.
const maxNesting = 1000

// expansion steps over $name, ${…}, $(…), $[…] or `…` without working it out.
// inQuotes says that it stands in double quotes.
func (s *wordScanner) expansion(inQuotes bool) {
	s.expands = true
	end := s.at + 1
	if s.src[s.at] == '`' {
		end = closeBackquote(s.src, s.at)
	} else if s.at+1 < len(s.src) {
		if closer := closerOf(s.src[s.at+1]); closer != 0 {
			end = closeBracket(s.src, s.at+1, closer, inQuotes)
		}
	}
	if end < 0 {
		s.unclosed = s.at
		return
	}
	for s.at < end {
		s.put(s.src[s.at])
	}
}

func closerOf(open byte) byte {
	switch open {
	case '{':
		return '}'
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return 0
}

// closeBackquote returns the offset after the backquote that ends the one at
// offset open, -1 where there is none.
func closeBackquote(src string, open int) int {
	for i := open + 1; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case '`':
			return i + 1
		}
	}
	return -1
}

// closeBracket returns the offset after the bracket that closes the one at offset
// open, quotes and brackets inside considered; -1 where there is none or where
// the nesting is deeper than maxNesting. What stands inside is a program: this
// finds its end for every program that has its own brackets in pairs.
func closeBracket(src string, open int, closer byte, inQuotes bool) int {
	stack := make([]byte, 0, 8)
	if inQuotes {
		stack = append(stack, '"')
	}
	outer := len(stack)
	stack = append(stack, closer)
	for i := open + 1; i < len(src) && len(stack) <= maxNesting; i++ {
		c, top := src[i], stack[len(stack)-1]
		switch {
		case c == '\\':
			i++
		case c == top:
			stack = stack[:len(stack)-1]
			if len(stack) == outer {
				return i + 1
			}
		case c == '`':
			end := closeBackquote(src, i)
			if end < 0 {
				return -1
			}
			i = end - 1
		case c == '$' && i+1 < len(src) && closerOf(src[i+1]) != 0:
			i++
			stack = append(stack, closerOf(src[i]))
		case top == '"':
		case c == '"':
			stack = append(stack, '"')
		case c == '\'' && !inDoubleQuotes(stack):
			end := strings.IndexByte(src[i+1:], '\'')
			if end < 0 {
				return -1
			}
			i += end + 1
		case c == '(' && top == ')':
			stack = append(stack, ')')
		case c == '#' && top == ')' && startsComment(src, i):
			if end := strings.IndexByte(src[i:], '\n'); end >= 0 {
				i += end
			}
		}
	}
	return -1
}

// inDoubleQuotes tells whether double quotes hold the innermost brackets, where a
// single quote is an ordinary byte: "${NAME:-it's}".
func inDoubleQuotes(stack []byte) bool {
	for i := len(stack) - 1; i >= 0 && stack[i] != ')'; i-- {
		if stack[i] == '"' {
			return true
		}
	}
	return false
}

func startsComment(src string, at int) bool {
	return strings.IndexByte(" \t\n(;", src[at-1]) >= 0
}

// ansi reads $'…', whose escapes are those of C.
func (s *wordScanner) ansi() {
	s.quoted = true
	open := s.at
	s.at += 2
	for s.at < len(s.src) {
		switch c := s.src[s.at]; c {
		case '\'':
			s.at++
			return
		case '\\':
			s.ansiEscape()
		default:
			s.put(c)
		}
	}
	s.unclosed = open
}

// ansiSimple maps the letter after a backslash to the byte that the two are.
var ansiSimple = map[byte]byte{
	'a': '\a', 'b': '\b', 'e': 0x1b, 'E': 0x1b, 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
	'\\': '\\', '\'': '\'', '"': '"', '?': '?',
}

// ansiEscape reads one escape of $'…'. Those whose result depends on the locale
// or that end the string (\u…, \c…, a NUL) leave the value to bash.
func (s *wordScanner) ansiEscape() {
	offset := s.at
	rest := s.src[s.at+1:]
	if rest == "" {
		s.put('\\')
		return
	}
	if b, ok := ansiSimple[rest[0]]; ok {
		s.add(b, offset)
		s.at += 2
		return
	}
	base, digits, skip := 0, 0, 1
	switch rest[0] {
	case 'x':
		base, digits, skip = 16, 2, 2
	case '0', '1', '2', '3', '4', '5', '6', '7':
		base, digits = 8, 3
	case 'u', 'U', 'c':
		s.expands = true
	}
	value, n := number(s.src[s.at+skip:], base, digits)
	if base == 0 || n == 0 {
		s.put('\\')
		_, width := utf8.DecodeRuneInString(rest)
		for range width {
			s.put(s.src[s.at])
		}
		s.expands = s.expands || base == 16
		return
	}
	s.expands = s.expands || byte(value) == 0
	s.add(byte(value), offset)
	s.at += skip + n
}

// number reads up to limit digits and returns their value and how many there are.
func number(s string, base, limit int) (value, n int) {
	for n < limit && n < len(s) {
		d := strings.IndexByte("0123456789abcdef", lower(s[n]))
		if d < 0 || d >= base {
			break
		}
		value, n = value*base+d, n+1
	}
	return value, n
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
