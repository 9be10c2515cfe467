// Package pcre finds what PCRE surely refuses in a regular expression, as nginx
// and httpd compile it. What it cannot tell it lets pass.
//
// The errors are those of pcre2_compile(3), by their texts there.
package pcre

import (
	"strconv"
	"strings"
)

// Error is a fault of a regular expression.
type Error struct {
	// Offset is the byte of the expression at which it shows.
	Offset int
	// Text says what is wrong, without the expression.
	Text string
}

func (e *Error) Error() string { return e.Text }

// Check returns the first fault of a regular expression, nil where none is
// certain. An expression that may be extended, in which "#" begins a comment, is
// not looked at.
func Check(pattern string) *Error {
	if extended(pattern) {
		return nil
	}
	c := checker{pattern: pattern}
	for c.at < len(pattern) && c.fault == nil {
		c.item()
	}
	if c.fault == nil && len(c.open) > 0 {
		c.fail(c.open[len(c.open)-1], "missing closing parenthesis")
	}
	return c.fault
}

// extended tells whether an option in the expression may turn on that blanks and
// comments are passed over, or groups are no longer numbered alone.
func extended(pattern string) bool {
	for rest := pattern; ; {
		_, after, found := strings.Cut(rest, "(?")
		if !found {
			return false
		}
		options := strings.TrimLeft(after, "^aimnsxJUW-")
		if strings.Contains(after[:len(after)-len(options)], "x") {
			return true
		}
		rest = after
	}
}

// checker reads an expression item by item.
type checker struct {
	pattern    string
	at         int
	open       []int // where the groups that are not closed begin
	repeatable bool  // a quantifier may follow
	escaped    bool  // the item before is an escape, to which braces may belong
	fault      *Error
}

func (c *checker) fail(at int, text string) { c.fault = &Error{at, text} }

// item reads one item of the expression and moves behind it.
func (c *checker) item() {
	escaped := c.escaped
	c.escaped = false
	switch c.pattern[c.at] {
	case '\\':
		c.escape()
	case '[':
		c.class()
	case '(':
		c.group()
	case ')':
		if len(c.open) == 0 {
			c.fail(c.at, "unmatched closing parenthesis")
			return
		}
		c.open = c.open[:len(c.open)-1]
		c.at++
		c.repeatable = true
	case '|':
		c.at++
		c.repeatable = false
	case '*', '+', '?':
		c.quantifier(1)
	case '{':
		n := c.braces(escaped)
		if n == 0 {
			c.at++
			c.repeatable = true
			return
		}
		c.quantifier(n)
	default:
		c.at++
		c.repeatable = true
	}
}

// quantifier reads a quantifier of n bytes and what makes it lazy or possessive.
func (c *checker) quantifier(n int) {
	if c.fault != nil {
		return
	}
	if !c.repeatable {
		c.fail(c.at, "quantifier does not follow a repeatable item")
		return
	}
	c.at += n
	if c.at < len(c.pattern) && (c.pattern[c.at] == '?' || c.pattern[c.at] == '+') {
		c.at++
	}
}

// braces returns the length of the quantifier {n}, {n,} or {n,m} that begins here,
// 0 where the brace stands for itself.
func (c *checker) braces(escaped bool) int {
	text, _, closed := strings.Cut(c.pattern[c.at+1:], "}")
	low, high, ranged := strings.Cut(text, ",")
	if !closed || !digits(low) || ranged && high != "" && !digits(high) {
		return 0
	}
	if escaped { // of \x{41} and others
		return len(text) + len("{}")
	}
	from, err1 := strconv.Atoi(low)
	to, err2 := from, err1
	if ranged && high != "" {
		to, err2 = strconv.Atoi(high)
	}
	switch {
	case err1 != nil || err2 != nil || from > 65535 || to > 65535:
		c.fail(c.at, "number too big in {} quantifier")
	case from > to:
		c.fail(c.at, "numbers out of order in {} quantifier")
	}
	return len(text) + len("{}")
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// escape reads a backslash and what it makes of the next characters.
func (c *checker) escape() {
	c.repeatable = true
	if c.at+1 == len(c.pattern) {
		c.fail(c.at, `\ at end of pattern`)
		return
	}
	letter := c.pattern[c.at+1]
	c.at += 2
	switch {
	case letter == 'Q':
		quoted, _, _ := strings.Cut(c.pattern[c.at:], `\E`)
		c.at = min(len(c.pattern), c.at+len(quoted)+len(`\E`))
	case 'A' <= letter && letter <= 'Z' || 'a' <= letter && letter <= 'z':
		c.escaped = true
	}
}

// group reads the beginning of a group, or all of a comment or a verb.
func (c *checker) group() {
	rest := c.pattern[c.at:]
	if strings.HasPrefix(rest, "(?#") || strings.HasPrefix(rest, "(*") {
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			c.fail(c.at, "missing closing parenthesis")
			return
		}
		c.at += end + 1
		c.repeatable = true
		return
	}
	c.open = append(c.open, c.at)
	c.at++
	c.repeatable = false
	if strings.HasPrefix(rest, "(?") {
		c.at++
		c.repeatable = true // a ":" or options, which none may follow: what they are is not looked at
	}
}

// class reads a class of characters.
func (c *checker) class() {
	start := c.at
	c.at++
	if strings.HasPrefix(c.pattern[c.at:], "^") {
		c.at++
	}
	last := -1 // the plain character before, which may begin a range
	for first := true; ; first = false {
		rest := c.pattern[c.at:]
		switch {
		case rest == "":
			c.fail(start, "missing terminating ] for character class")
			return
		case rest[0] == ']' && !first:
			c.at++
			c.repeatable = true
			return
		case rest[0] == '\\':
			c.classEscape(rest)
			last = -1
		case posix(rest) > 0:
			c.at += posix(rest)
			last = -1
		case rest[0] == '-' && last >= 0 && len(rest) > 1 && plain(rest[1]):
			if int(rest[1]) < last {
				c.fail(c.at, "range out of order in character class")
				return
			}
			c.at += 2
			last = -1
		default:
			c.at++
			last = -1
			if plain(rest[0]) {
				last = int(rest[0])
			}
		}
	}
}

// classEscape moves behind an escape in a class.
func (c *checker) classEscape(rest string) {
	if strings.HasPrefix(rest, `\Q`) {
		quoted, _, _ := strings.Cut(rest, `\E`)
		c.at = min(len(c.pattern), c.at+len(quoted)+len(`\E`))
		return
	}
	c.at = min(len(c.pattern), c.at+2)
}

// plain tells whether a byte of a class stands for itself, and has a place in the
// order whatever the locale.
func plain(b byte) bool {
	return '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}

// posix returns the length of [:alpha:] and its kin, 0 where there is none.
func posix(rest string) int {
	if len(rest) < 2 || rest[0] != '[' || !strings.ContainsRune(":.=", rune(rest[1])) {
		return 0
	}
	end := strings.Index(rest[2:], rest[1:2]+"]")
	if end < 0 || strings.ContainsAny(rest[2:2+end], `]\[`) {
		return 0
	}
	return end + 4
}
