package clusterconf

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// isSpace tells whether XML takes a byte for white space.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// blank tells whether a text is white space throughout.
func blank(s string) bool { return strings.Trim(s, " \t\r\n") == "" }

// isChar tells whether XML 1.0 allows a character at all, written out or as a
// reference (production 2, Char).
func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// isNameStart tells whether a name can begin with a character (XML 1.0,
// production 4, NameStartChar).
func isNameStart(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == ':'
	case r < 0x300:
		return r >= 0xC0 && r != 0xD7 && r != 0xF7
	case r < 0x2000:
		return r >= 0x370 && r != 0x37E
	case r < 0x3001:
		return r == 0x200C || r == 0x200D || r >= 0x2070 && r <= 0x218F || r >= 0x2C00 && r <= 0x2FEF
	default:
		return r <= 0xD7FF || r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFFD && r != utf8.RuneError ||
			r >= 0x10000 && r <= 0xEFFFF
	}
}

// isNameChar tells whether a character can stand in a name (production 4a).
func isNameChar(r rune) bool {
	return isNameStart(r) || r >= '0' && r <= '9' || r == '-' || r == '.' ||
		r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}

// nameLength returns how many bytes at the beginning of s are a name, 0 for none.
func nameLength(s string) int {
	n := 0
	for n < len(s) {
		r, width := utf8.DecodeRuneInString(s[n:])
		if !isNameChar(r) || n == 0 && !isNameStart(r) {
			break
		}
		n += width
	}
	return n
}

// isNCName tells whether a text is a name without a colon, which is what the
// schemas' types ID and IDREF allow.
func isNCName(s string) bool {
	return s != "" && nameLength(s) == len(s) && !strings.Contains(s, ":")
}

// smartQuotes are the quotes that word processors and blogs put in the place of
// ' and "; XML knows none of them.
const smartQuotes = "“”„‟«»‘’‚‛‹›″′＂＇"

// smartQuote returns the length in bytes of the typographic quote at the
// beginning of s, 0 where there is none.
func smartQuote(s string) int {
	r, width := utf8.DecodeRuneInString(s)
	if r >= utf8.RuneSelf && r != utf8.RuneError && strings.ContainsRune(smartQuotes, r) {
		return width
	}
	return 0
}

// entities are the references that XML itself defines.
var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "apos": '\'', "quot": '"'}

// reference reads the reference at the beginning of s, which begins with "&". It
// returns the character and the reference's length; ok is false where it is none
// that can be replaced, and then the length is what to report.
func reference(s string) (r rune, length int, ok bool) {
	digits, base := "", 10
	switch {
	case strings.HasPrefix(s, "&#x"):
		digits, base = s[3:], 16
	case strings.HasPrefix(s, "&#"):
		digits = s[2:]
	default:
		n := nameLength(s[1:])
		if n == 0 || 1+n == len(s) || s[1+n] != ';' {
			return 0, 1 + n, false
		}
		r, ok = entities[s[1:1+n]]
		return r, n + 2, ok
	}
	start := len(s) - len(digits)
	n := strings.IndexFunc(digits, func(r rune) bool {
		return (r < '0' || r > '9') && (base == 10 || (r < 'a' || r > 'f') && (r < 'A' || r > 'F'))
	})
	if n <= 0 || digits[n] != ';' {
		return 0, start + max(n, 0), false
	}
	v, err := strconv.ParseUint(digits[:n], base, 32)
	if err != nil || v > utf8.MaxRune || !isChar(rune(v)) {
		return 0, start + n + 1, false
	}
	return rune(v), start + n + 1, true
}

// decodeValue returns what an XML parser reads for the inside of a quoted value:
// references replaced, line ends and tabs turned into spaces (XML 1.0, 2.11 and
// 3.3.3). What cannot be decoded stays as it is.
func decodeValue(raw string) string {
	if !strings.ContainsAny(raw, "&\t\n\r") {
		return raw
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '&':
			if r, n, ok := reference(raw[i:]); ok {
				b.WriteRune(r)
				i += n - 1
				continue
			}
			b.WriteByte(c)
		case c == '\r' && i+1 < len(raw) && raw[i+1] == '\n':
			// The line feed that follows becomes the space.
		case isSpace(c):
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
