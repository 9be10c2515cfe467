package apache

import (
	"sort"
	"strings"
)

// The rules are those of ap_cfg_getline, ap_getword_conf and substring_conf in
// httpd's server/util.c.

// line is one logical line: physical lines joined where a backslash ends one.
type line struct {
	text string // joined, without blanks and line end after the last word
	from int    // source offset of the first byte
	next int    // source offset of the next line
	// dropped counts the source bytes after text that belong to its last word:
	// the second of two backslashes that end a line of httpd 2.2.
	dropped int
	nul     int   // source offset of a NUL byte, which cuts the line short; else -1
	cuts    []cut // in order of at
}

// cut says that the joined text from index at on stands at offset in the source.
type cut struct{ at, offset int }

// readLine reads the logical line that begins at offset from of src.
func (d Dialect) readLine(src string, from int) line {
	physical, next := cutLine(src, from)
	if !strings.HasSuffix(strings.TrimSuffix(physical, "\r"), `\`) || next == from+len(physical) {
		return endLine(line{text: physical, from: from, next: next})
	}
	return d.joinLines(src, from)
}

// cutLine returns the physical line at offset from without "\n", and the offset
// of the line after it.
func cutLine(src string, from int) (text string, next int) {
	if n := strings.IndexByte(src[from:], '\n'); n >= 0 {
		return src[from : from+n], from + n + 1
	}
	return src[from:], len(src)
}

// endLine cuts off what httpd does not see of a line: what follows a NUL byte,
// and blanks at the end, inside an open quote too.
func endLine(l line) line {
	l.nul = -1
	if n := strings.IndexByte(l.text, 0); n >= 0 {
		l.nul = l.offset(n)
		l.text, l.dropped = l.text[:n], 0
	}
	for n := len(l.text); n > 0 && isSpace(l.text[n-1]); n-- {
		l.text = l.text[:n-1]
	}
	return l
}

// joinLines reads a logical line of several physical ones. httpd looks for the
// backslash at the end of everything joined so far: an empty line that follows
// two backslashes is a continuation too, by the first of them.
func (d Dialect) joinLines(src string, from int) line {
	l := line{from: from}
	var joined []byte
	for at := from; at < len(src); {
		physical, next := cutLine(src, at)
		begin := len(joined)
		l.cut(begin, at)
		joined = append(joined, physical...)
		ended := next > at+len(physical) // by "\n", not by the end of the file
		at, l.next = next, next
		if !ended || strings.IndexByte(physical, 0) >= 0 {
			break
		}
		end := len(joined)
		if end > 0 && joined[end-1] == '\r' {
			end--
		}
		if end == 0 || joined[end-1] != '\\' || d == Httpd22 && end == begin {
			break
		}
		if d == Httpd22 && end-begin >= 2 && joined[end-2] == '\\' {
			joined, l.dropped = joined[:end-1], 1
			break
		}
		joined = joined[:end-1]
		l.cut(len(joined), at)
	}
	l.text = string(joined)
	return endLine(l)
}

func (l *line) cut(at, offset int) {
	for len(l.cuts) > 0 && l.cuts[len(l.cuts)-1].at >= at {
		l.cuts = l.cuts[:len(l.cuts)-1]
	}
	l.cuts = append(l.cuts, cut{at, offset})
}

// offset returns the source offset of the byte at index i of the text.
func (l *line) offset(i int) int {
	n := sort.Search(len(l.cuts), func(n int) bool { return l.cuts[n].at > i })
	if n == 0 {
		return l.from + i
	}
	return l.cuts[n-1].offset + i - l.cuts[n-1].at
}

// end returns the source offset after the text that ends at index i, which must
// not be 0. It differs from offset(i) where a continuation follows.
func (l *line) end(i int) int {
	end := l.offset(i-1) + 1
	if i == len(l.text) {
		end += l.dropped
	}
	return end
}

// token is a word in the text of a line.
type token struct {
	start, end int // indexes into the text, quotes included
	text       string
	quote      byte
}

// nextWord returns the word at or after index i; ok is false at the end of s.
// An opening quote without a closing one reaches to the end of s.
func nextWord(s string, i int) (t token, ok bool) {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	if i == len(s) {
		return token{}, false
	}
	if quote := s[i]; quote == '"' || quote == '\'' {
		end := quoteEnd(s, i+1, quote)
		t = token{start: i, end: end, text: unescape(s[i+1:end], quote), quote: quote}
		if end < len(s) {
			t.end++
		}
		return t, true
	}
	end := i
	for end < len(s) && !isSpace(s[end]) {
		end++
	}
	return token{start: i, end: end, text: unescape(s[i:end], 0)}, true
}

// nextRewriteWord returns the word at or after index i as mod_rewrite reads those of
// RewriteRule and RewriteCond: a blank behind a backslash does not end a bare word,
// every second quote ends a quoted one, and all backslashes stay.
//
// Source: parseargline in httpd's modules/mappers/mod_rewrite.c.
func nextRewriteWord(s string, i int) (t token, ok bool) {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	if i == len(s) {
		return token{}, false
	}
	t = token{start: i}
	if s[i] == '"' || s[i] == '\'' {
		t.quote = s[i]
		i++
	}
	end := i
	for end < len(s) && (t.quote != 0 || !isSpace(s[end])) && (t.quote == 0 || s[end] != t.quote) {
		if s[end] == '\\' && end+1 < len(s) && isSpace(s[end+1]) {
			end++
		}
		end++
	}
	t.text, t.end = s[i:end], end
	if t.quote != 0 && end < len(s) {
		t.end++
	}
	return t, true
}

// quoteEnd returns the index of the closing quote at or after i, len(s) without one.
func quoteEnd(s string, i int, quote byte) int {
	for i < len(s) && s[i] != quote {
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == quote || s[i+1] == '\\') {
			i++
		}
		i++
	}
	return min(i, len(s))
}

// unescape takes the backslash from "\\" and, inside quotes, from the quote.
func unescape(s string, quote byte) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == '\\' || quote != 0 && s[i+1] == quote) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// closed tells whether a word that begins with quote ends with it.
func closed(word string, quote byte) bool { return quoteEnd(word, 1, quote) == len(word)-1 }

// joinContinuations takes the continuations out of the source of a word.
func joinContinuations(raw string) string {
	if strings.IndexByte(raw, '\n') < 0 {
		return raw
	}
	l := Httpd24.readLine(raw, 0)
	return l.text
}

// separates tells whether the source between two words holds a blank, and not
// continuations alone.
func separates(space string) bool {
	for i := range len(space) {
		switch c := space[i]; {
		case c == '\r' && strings.HasPrefix(space[i:], "\r\n"):
		case c != '\\' && c != '\n':
			return true
		}
	}
	return false
}

// isSpace is isspace of the C locale.
func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
