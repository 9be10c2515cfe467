package ifcfg

import "strings"

// wordScanner reads one word as bash reads it and removes its quotes.
// Source: bash(1), QUOTING and EXPANSION; every rule is tried on bash 5.2.
type wordScanner struct {
	src string
	at  int

	text    []byte
	offsets []int // the offset in src of each byte of text, where track is set
	track   bool

	equals    int  // offset of the "=" after a plain name, -1 while none was seen
	valueText int  // where the value begins in text
	append    bool // the sign was "+="
	expands   bool // bash would replace a part of the word
	brace     bool // an unquoted "{", which export expands
	quoted    bool // a quote or an escape was seen
	unclosed  int  // offset of the quote or bracket that nothing closes, -1 for none
}

// scanWord reads the word that begins at offset at; the byte there is neither a
// blank nor an operator.
func scanWord(src string, at int, track bool) *wordScanner {
	s := &wordScanner{src: src, at: at, equals: -1, unclosed: -1, track: track}
	for s.at < len(src) && s.unclosed < 0 {
		c := src[s.at]
		if isMeta(c) {
			break
		}
		s.step(c)
	}
	return s
}

// isMeta tells whether an unquoted byte ends a word.
func isMeta(c byte) bool {
	switch c {
	case ' ', '\t', '\n', '|', '&', ';', '(', ')', '<', '>':
		return true
	}
	return false
}

func (s *wordScanner) step(c byte) {
	switch c {
	case '\\':
		s.escape()
	case '\'':
		s.single()
	case '"':
		s.double()
	case '$':
		s.dollar()
	case '`':
		s.expansion(false)
	case '=':
		if s.equals < 0 && !s.quoted && isAssignable(s.text) {
			s.equals = s.at
			s.append = s.text[len(s.text)-1] == '+'
			s.put(c)
			s.valueText = len(s.text)
			return
		}
		s.put(c)
	case '~':
		s.tilde()
	case '{':
		s.brace = true
		s.put(c)
	default:
		s.put(c)
	}
}

// isAssignable tells whether a text is a variable's name, a "+" after it allowed.
func isAssignable(text []byte) bool {
	name := strings.TrimSuffix(string(text), "+")
	return isName(name)
}

// isName tells whether a text is a name that bash can assign to.
func isName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isNameByte(c) || i == 0 && c >= '0' && c <= '9' {
			return false
		}
	}
	return s != ""
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// put takes the byte at s.at as it is.
func (s *wordScanner) put(c byte) {
	s.add(c, s.at)
	s.at++
}

func (s *wordScanner) add(c byte, offset int) {
	s.text = append(s.text, c)
	if s.track {
		s.offsets = append(s.offsets, offset)
	}
}

// escape reads a backslash outside of quotes: it vanishes together with a line
// end after it, and takes the meaning from any other byte.
func (s *wordScanner) escape() {
	if s.at+1 == len(s.src) {
		s.put('\\')
		return
	}
	if s.src[s.at+1] == '\n' {
		s.at += 2
		return
	}
	s.quoted = true
	s.at++
	s.put(s.src[s.at])
}

func (s *wordScanner) single() {
	s.quoted = true
	end := strings.IndexByte(s.src[s.at+1:], '\'')
	if end < 0 {
		s.unclosed = s.at
		return
	}
	s.at++
	for range end {
		s.put(s.src[s.at])
	}
	s.at++
}

func (s *wordScanner) double() {
	s.quoted = true
	open := s.at
	s.at++
	for s.at < len(s.src) && s.unclosed < 0 {
		switch c := s.src[s.at]; {
		case c == '"':
			s.at++
			return
		case c == '\\' && s.at+1 < len(s.src):
			s.doubleEscape(s.src[s.at+1])
		case c == '`', c == '$' && startsExpansion(s.src[s.at+1:]):
			s.expansion(true)
		default:
			s.put(c)
		}
	}
	if s.unclosed < 0 {
		s.unclosed = open
	}
}

// doubleEscape reads a backslash in double quotes: it is an ordinary byte except
// before the bytes that are special there.
func (s *wordScanner) doubleEscape(next byte) {
	switch next {
	case '\n':
		s.at += 2
	case '$', '`', '"', '\\':
		s.at++
		s.put(next)
	default:
		s.put('\\')
		s.put(next)
	}
}

// dollar reads a "$" outside of quotes.
func (s *wordScanner) dollar() {
	rest := s.src[s.at+1:]
	switch {
	case strings.HasPrefix(rest, "'"):
		s.ansi()
	case strings.HasPrefix(rest, `"`): // translated where a catalogue is; none is for ifcfg
		s.at++
		s.double()
	case startsExpansion(rest):
		s.expansion(false)
	default:
		s.put('$')
	}
}

// startsExpansion tells whether what follows a "$" makes it more than a byte.
func startsExpansion(rest string) bool {
	return rest != "" && (isNameByte(rest[0]) || strings.IndexByte("{([@*#?-$!", rest[0]) >= 0) ||
		strings.HasPrefix(rest, "\\\n") // a name may go on in the next line
}

// tilde reads a "~": bash replaces it at the beginning of a value and after each
// colon in it.
func (s *wordScanner) tilde() {
	if n := len(s.text); s.equals >= 0 {
		s.expands = s.expands || n == s.valueText && !s.quoted || s.text[n-1] == ':'
	}
	s.put('~')
}
