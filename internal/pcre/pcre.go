// Package pcre finds what is certainly wrong with a regular expression, as nginx
// and httpd have PCRE compile it. What it cannot tell it lets pass.
//
// Source: pcre2pattern(3), and what nginx and grep -P say of random expressions.
package pcre

import (
	"fmt"
	"strconv"
	"strings"
)

// Fault says what is certainly wrong with a regular expression, for
// which neither PCRE nor PCRE2 compiles it: a bracket that is not closed, a
// repetition of nothing, a range from a greater character to a lesser one. It is ""
// where nothing is, and where an expression has parts that are not judged here.
func Fault(text string) string {
	for _, beyond := range []string{`\Q`, `\E`, `(?#`, `\N`, `\k`, `\g`, `\o`, `\c`} {
		if strings.Contains(text, beyond) {
			return ""
		}
	}
	s := &expression{text: text}
	for s.pos < len(text) && s.fault == "" && !s.beyond {
		s.item()
	}
	switch {
	case s.fault != "" || s.beyond:
	case s.depth > 0:
		s.fault = "a round bracket is not closed"
	case s.reference > s.groups:
		s.fault = fmt.Sprintf(`\%d is a group that the expression does not have`, s.reference)
	}
	if s.beyond {
		return ""
	}
	return s.fault
}

// Groups counts the groups of an expression that capture; known is false
// for one of which Fault judges not every part.
func Groups(text string) (n int, known bool) {
	s := &expression{text: text}
	for s.pos < len(text) && s.fault == "" && !s.beyond {
		s.item()
	}
	return s.groups, s.fault == "" && !s.beyond && s.depth == 0
}

// expression is one that is being read.
type expression struct {
	text      string
	pos       int
	depth     int
	groups    int // that capture
	reference int // the greatest that is referred to
	last      repeatable
	fault     string
	beyond    bool // a part that is not judged here
}

// repeatable tells what a repetition would be of.
type repeatable byte

const (
	nothing  repeatable = iota // the beginning of an expression or an alternative, or an assertion as "^"
	thing                      // what can be repeated
	asserted                   // an assertion that PCRE and PCRE2 may take differently
	repeated                   // a repetition, which may be made lazy or possessive
	settled                    // a repetition that is
)

// item reads the next part.
func (s *expression) item() {
	c := s.text[s.pos]
	s.pos++
	switch c {
	case '\\':
		s.escape()
	case '[':
		s.class()
	case '(':
		s.open()
	case ')':
		if s.depth--; s.depth < 0 {
			s.fault = "a round bracket is closed that is not open"
		}
		s.last = thing
	case '|':
		s.last = nothing
	case '^', '$':
		s.last = nothing
	case '*', '+', '?':
		s.repeat(c)
	case '{':
		s.count()
	default:
		s.last = thing
	}
}

// repeat reads a repetition of one character.
func (s *expression) repeat(c byte) {
	switch {
	case s.last == nothing:
		s.fault = fmt.Sprintf("%q has nothing before it to repeat", c)
	case s.last == repeated && c != '*':
		s.last = settled
	case s.last == repeated || s.last == settled:
		s.fault = fmt.Sprintf("%q repeats a repetition", c)
	default:
		s.last = repeated
	}
}

// count reads a repetition with numbers; any other brace stands for itself.
func (s *expression) count() {
	end := strings.IndexByte(s.text[s.pos:], '}')
	if end < 0 {
		s.last = thing
		return
	}
	low, high, bounded := strings.Cut(s.text[s.pos:s.pos+end], ",")
	switch least, most := atoi(low), atoi(high); {
	case low == "" && most >= 0, strings.ContainsAny(s.text[s.pos:s.pos+end], " \t"):
		s.beyond = true // newer releases read "{,3}" and blanks
	case least < 0 || bounded && high != "" && most < 0:
		s.last = thing
		return
	case least > 65535 || most > 65535:
		s.fault = "a repetition is bounded by more than 65535"
	case bounded && high != "" && most < least:
		s.fault = "the bounds of a repetition are in the wrong order"
	case s.last == nothing:
		s.fault = "a repetition has nothing before it"
	case s.last == repeated, s.last == settled:
		s.fault = "a repetition is repeated"
	case s.last == asserted:
		s.beyond = true
	}
	s.pos += end + 1
	s.last = repeated
}

// atoi reads a number without a sign, -1 for what is none.
func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || strings.Trim(text, "0123456789") != "" {
		return -1
	}
	return n
}

// escape reads what follows a backslash.
func (s *expression) escape() {
	if s.pos == len(s.text) {
		s.fault = "a backslash stands at the end"
		return
	}
	c := s.text[s.pos]
	s.pos++
	s.last = thing
	switch {
	case strings.IndexByte("lLuU", c) >= 0:
		s.fault = fmt.Sprintf(`\%c is unknown to PCRE`, c)
	case c == 'b':
		s.last = nothing
	case strings.IndexByte("BAZzGK", c) >= 0:
		s.last = asserted
	case '1' <= c && c <= '9':
		if s.pos < len(s.text) && '0' <= s.text[s.pos] && s.text[s.pos] <= '9' { // or an octal number
			return
		}
		s.reference = max(s.reference, int(c-'0'))
	case strings.IndexByte("xpP", c) >= 0 && s.pos < len(s.text) && s.text[s.pos] == '{':
		if end := strings.IndexByte(s.text[s.pos:], '}'); end >= 0 {
			s.pos += end + 1
			return
		}
		s.beyond = true
	}
}

// open reads the beginning of a group.
func (s *expression) open() {
	s.depth++
	s.last = nothing
	rest, special := strings.CutPrefix(s.text[s.pos:], "?")
	switch {
	case isVerb(s.text[s.pos:]):
		s.beyond = true
	case special && rest != "" && strings.IndexByte(`?*{].,/\\$}`, rest[0]) >= 0:
		s.fault = fmt.Sprintf("(?%c begins no group", rest[0])
	case !special:
		s.groups++
	case strings.HasPrefix(rest, ":"):
		s.pos += 2
	case strings.HasPrefix(rest, "="), strings.HasPrefix(rest, "!"), strings.HasPrefix(rest, ">"):
		s.pos += 2
	case strings.HasPrefix(rest, "<="), strings.HasPrefix(rest, "<!"):
		s.pos += 3
	case strings.HasPrefix(rest, "P<"), strings.HasPrefix(rest, "<"), strings.HasPrefix(rest, "'"):
		s.named(rest)
	default:
		s.flags(rest)
	}
}

// isVerb tells whether a group is one of those that begin with "(*" and a name.
func isVerb(rest string) bool {
	name, ok := strings.CutPrefix(rest, "*")
	return ok && name != "" && (name[0] == ':' || 'a' <= name[0]|0x20 && name[0]|0x20 <= 'z')
}

// named reads the name of a group.
func (s *expression) named(rest string) {
	closing := byte('>')
	if rest[0] == '\'' {
		closing = '\''
	}
	name := strings.TrimPrefix(rest, "P")[1:]
	end := strings.IndexByte(name, closing)
	if end < 1 || strings.Trim(strings.ToLower(name[:end]), "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		s.beyond = true // wrong, or letters of other alphabets
		return
	}
	if name[0] >= '0' && name[0] <= '9' {
		s.fault = "the name of a group begins with a digit"
		return
	}
	s.groups++
	s.pos += 1 + len(rest) - len(name) + end + 1
}

// flags reads options, as "(?i)" and "(?i:"; what else a group may begin with is
// not judged here.
func (s *expression) flags(rest string) {
	n := len(rest) - len(strings.TrimLeft(rest, "ims-"))
	switch {
	case n > 0 && strings.HasPrefix(rest[n:], ")"):
		s.depth--
		s.pos += 1 + n + 1
		s.last = nothing
	case n > 0 && strings.HasPrefix(rest[n:], ":"):
		s.pos += 1 + n + 1
	default:
		s.beyond = true
	}
}

// class reads what stands in square brackets.
func (s *expression) class() {
	s.last = thing
	if s.pos < len(s.text) && s.text[s.pos] == '^' {
		s.pos++
	}
	before, ranged := -1, false // the character that a range may begin with
	numbered := false           // a character is written as a number, so that ranges are not judged
	for first := true; ; first = false {
		if s.pos >= len(s.text) {
			s.fault = "a square bracket is not closed"
			return
		}
		c := s.text[s.pos]
		s.pos++
		switch {
		case c == ']' && !first:
			return
		case c == '[' && s.pos < len(s.text) && strings.IndexByte(":.=", s.text[s.pos]) >= 0, c >= 0x80:
			s.beyond = true
			return
		case c == '\\':
			if s.pos == len(s.text) {
				s.fault = "a backslash stands at the end"
				return
			}
			if strings.IndexByte("lLuU", s.text[s.pos]) >= 0 {
				s.beyond = true
				return
			}
			numbered = numbered || strings.IndexByte("xpP0123456789", s.text[s.pos]) >= 0
			s.pos++
			before, ranged = -1, false
		case c == '-' && before >= 0 && !ranged:
			ranged = true
		case ranged && int(c) < before && !numbered:
			s.fault = fmt.Sprintf("the range %c-%c is in the wrong order", before, c)
			return
		case ranged:
			before, ranged = -1, false
		default:
			before = int(c)
		}
	}
}
