package nginx

import "strings"

// luaEnd is the offset of the brace that closes the Lua block whose text begins
// at pos, or the end of the source where none does. As in
// ngx_http_lua_conf_read_lua_token, braces count but in strings, long strings
// and comments.
func luaEnd(src string, pos int) int {
	for depth := 1; pos < len(src); {
		switch src[pos] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return pos
			}
		case '"', '\'':
			pos = luaString(src, pos)
			continue
		case '[':
			if end := luaLong(src, pos); end > 0 {
				pos = end
				continue
			}
		case '-':
			if strings.HasPrefix(src[pos:], "--") {
				pos = luaComment(src, pos)
				continue
			}
		}
		pos++
	}
	return len(src)
}

// luaString is the offset after the quoted string at pos, which ends at the end
// of its line if nothing closes it.
func luaString(src string, pos int) int {
	quote := src[pos]
	for i := pos + 1; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case quote, '\n':
			return i + 1
		}
	}
	return len(src)
}

// luaLong is the offset after the long string [[…]] or [==[…]==] at pos, and 0
// where none begins there.
func luaLong(src string, pos int) int {
	i := pos + 1
	for i < len(src) && src[i] == '=' {
		i++
	}
	if i >= len(src) || src[i] != '[' {
		return 0
	}
	closing := "]" + strings.Repeat("=", i-pos-1) + "]"
	if n := strings.Index(src[i:], closing); n >= 0 {
		return i + n + len(closing)
	}
	return len(src)
}

// luaComment is the offset after the comment at pos: a long one, or the rest of
// the line.
func luaComment(src string, pos int) int {
	if pos+2 < len(src) && src[pos+2] == '[' {
		if end := luaLong(src, pos+2); end > 0 {
			return end
		}
	}
	return lineEnd(src, pos)
}
