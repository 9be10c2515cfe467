package clusterconf

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/suggest"
)

// startTag reads "<name attribute="value" …>" or "<name …/>".
func (p *parser) startTag() {
	start := p.pos
	if len(p.stack) >= maxDepth {
		p.errorf(start, start+1, "Nested too deep", "Elements are nested deeper than %d levels here; nothing from here on is read.", maxDepth)
		p.text(Junk, len(p.src))
		return
	}
	e := &Element{tags: new(tags)}
	e.Range = hcl.Range{Filename: p.filename, Start: p.lines.Pos(start)}
	p.pos++
	e.Name = p.name()
	p.checkName(e.Name, "element")
	p.attributes(e)
	e.Range.End = p.lines.Pos(p.pos)
	e.End = hcl.Range{Filename: p.filename, Start: e.Range.End, End: e.Range.End}
	if len(p.stack) > 0 {
		e.Parent = p.stack[len(p.stack)-1]
	} else if p.root {
		p.errorf(start, p.pos, "Second root element", "A file has one root element; <%s> stands beside it.", e.Name.Text)
	}
	p.root = true
	p.add(e)
	if e.tags.open != "/>" {
		p.stack = append(p.stack, e)
		p.open[e.Name.Text]++
	}
}

// name reads the name at pos.
func (p *parser) name() Word {
	start := p.pos
	p.pos += nameLength(p.rest())
	text := p.src[start:p.pos]
	return Word{Text: text, raw: text, text: text, Range: p.rng(start, p.pos)}
}

// checkName reports a name that XML with namespaces cannot split.
func (p *parser) checkName(w Word, what string) {
	before, after, found := strings.Cut(w.Text, ":")
	if found && (before == "" || nameLength(after) == 0 || strings.Contains(after, ":")) {
		p.errorf(w.Range.Start.Byte, w.Range.End.Byte, "Misplaced colon", "The colon in the %s name %q separates no prefix from a name.", what, w.Text)
	}
}

// attributes reads what follows an element's name, up to and including the tag's end.
func (p *parser) attributes(e *Element) {
	var seen map[string]bool // of a long list; a short one is looked through
	for {
		start := p.pos
		p.skipBetween()
		before := p.src[start:p.pos]
		rest := p.rest()
		switch {
		case rest == "" || rest[0] == '<':
			e.tags.rest = before
			end := start + len(strings.TrimRight(before, " \t\r\n"))
			p.errorf(e.Range.Start.Byte, end, "Unclosed tag", "The tag <%s has no \">\".", e.Name.Text)
			return
		case rest[0] == '>':
			e.tags.rest, e.tags.open = before, ">"
			p.pos++
			return
		case strings.HasPrefix(rest, "/>"):
			e.tags.rest, e.tags.open = before, "/>"
			p.pos += 2
			return
		}
		if before == "" {
			p.errorf(p.pos, p.pos+1, "Blank needed", "A blank must stand between two attributes.")
		}
		a := &Attr{Name: p.name(), before: before}
		p.checkName(a.Name, "attribute")
		p.attrValue(a)
		if seen == nil && len(e.Attrs) > 16 {
			seen = make(map[string]bool)
			for _, other := range e.Attrs {
				seen[other.Name.Text] = true
			}
		}
		if seen[a.Name.Text] || seen == nil && e.Attr(a.Name.Text) != nil {
			p.errorf(a.Name.Range.Start.Byte, a.Name.Range.End.Byte, "Attribute written twice", "<%s> has the attribute %q already. XML allows it once.", e.Name.Text, a.Name.Text)
		}
		if seen != nil {
			seen[a.Name.Text] = true
		}
		e.Attrs = append(e.Attrs, a)
	}
}

// skipBetween skips blanks and reports what can be neither a blank nor the
// beginning of a name, up to the next name or the tag's end.
func (p *parser) skipBetween() {
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		rest := p.rest()
		switch {
		case isSpace(c):
			p.pos++
			continue
		case c == '<' || c == '>' || strings.HasPrefix(rest, "/>"):
			return
		case nameLength(rest) > 0:
			return
		}
		p.strayInTag()
	}
}

// strayInTag reports and skips a run of characters that cannot stand in a tag.
func (p *parser) strayInTag() {
	start := p.pos
	for p.pos < len(p.src) {
		c, rest := p.src[p.pos], p.rest()
		if isSpace(c) || c == '<' || c == '>' || strings.HasPrefix(rest, "/>") || nameLength(rest) > 0 {
			break
		}
		_, width := utf8.DecodeRuneInString(rest)
		p.pos += width
	}
	text := p.src[start:p.pos]
	switch {
	case strings.HasPrefix(text, "\u00A0"):
		p.errorf(start, p.pos, "No-break space", "This is a no-break space (U+00A0), as copied from a web page; XML takes only the ordinary blank for one.")
	case smartQuote(text) > 0:
		p.errorf(start, p.pos, "Typographic quotes", "%s is not a quote for XML. Write \" instead.", text)
	default:
		p.errorf(start, p.pos, "Stray character", "%q cannot stand in a tag.", text)
	}
	p.checkChars(start, p.pos)
}

// attrValue reads what follows an attribute's name: "=" and the value.
func (p *parser) attrValue(a *Attr) {
	end := p.pos
	equals := end + p.blanks(end)
	if equals == len(p.src) || p.src[equals] != '=' {
		p.errorf(a.Name.Range.Start.Byte, end, "Attribute without a value", "Write %s=\"…\".", a.Name.Text)
		a.Value.Range = hcl.Range{Filename: p.filename, Start: a.Name.Range.End, End: a.Name.Range.End}
		return
	}
	p.pos = equals + 1 + p.blanks(equals+1)
	if n := nameLength(p.rest()); n > 0 && strings.HasPrefix(p.src[p.pos+n+p.blanks(p.pos+n):], "=") {
		p.pos = equals + 1 // the next attribute begins already
		a.equals = p.src[end:p.pos]
		p.errorf(a.Name.Range.Start.Byte, p.pos, "Attribute without a value", "Write %s=\"…\".", a.Name.Text)
		a.Value.Range = p.rng(p.pos, p.pos)
		return
	}
	a.equals = p.src[end:p.pos]
	a.Value = p.value(a.Name)
	a.Value.Sensitive = isSecret(a.Name.Text)
}

// blanks returns how many blanks stand at a byte offset.
func (p *parser) blanks(at int) int {
	s := p.src[at:]
	return len(s) - len(strings.TrimLeft(s, " \t\r\n"))
}

// value reads an attribute's value.
func (p *parser) value(name Word) Word {
	start := p.pos
	rest := p.rest()
	w := Word{}
	at, inside := start, "" // what stands between the quotes, and where
	switch {
	case rest != "" && (rest[0] == '"' || rest[0] == '\''):
		w.Quote = rest[0]
		n, closed := p.quotedLength()
		at, inside = start+1, rest[1:1+n]
		p.pos += 1 + n
		if closed {
			p.pos++
		}
	case smartQuote(rest) > 0:
		at += smartQuote(rest)
		inside = p.smartQuoted()
	default:
		n := strings.IndexAny(rest, " \t\r\n<>\"'")
		if n < 0 {
			n = len(rest)
		}
		inside = rest[:n]
		if strings.HasSuffix(inside, "/") && strings.HasPrefix(rest[n:], ">") {
			inside = inside[:n-1]
		}
		p.pos += len(inside)
		p.errorf(name.Range.Start.Byte, p.pos, "Value without quotes", "Write %s=\"%s\".", name.Text, unlessSecret(name.Text, inside))
	}
	p.checkChars(at, at+len(inside))
	p.checkReferences(at, at+len(inside), name.Text)
	w.raw = p.src[start:p.pos]
	w.Text = decodeValue(inside)
	w.text = w.Text
	w.Range = p.rng(start, p.pos)
	return w
}

// quotedLength returns how many bytes stand between the quote at pos and the one
// that closes the value. A value that is not closed ends before the ">" that
// comes before the next tag, or else before that tag.
func (p *parser) quotedLength() (n int, closed bool) {
	rest := p.src[p.pos+1:]
	end := strings.IndexByte(rest, p.src[p.pos])
	if less := strings.IndexByte(rest, '<'); less >= 0 && (end < 0 || less < end) {
		if cut := strings.IndexByte(rest[:less], '>'); cut >= 0 || end < 0 {
			if cut < 0 {
				cut = less
			}
			if strings.HasSuffix(rest[:cut], "/") && cut < less {
				cut--
			}
			p.errorf(p.pos, p.pos+1+cut, "Unclosed value", "The value has no closing %c.", p.src[p.pos])
			return cut, false
		}
		p.errorf(p.pos+1+less, p.pos+2+less, "Unescaped \"<\"", "\"<\" cannot stand in a value. Write \"&lt;\".")
	}
	if end < 0 {
		if end = strings.IndexByte(rest, '>'); end < 0 {
			end = len(rest)
		} else if strings.HasSuffix(rest[:end], "/") {
			end--
		}
		p.errorf(p.pos, p.pos+1+end, "Unclosed value", "The value has no closing %c.", p.src[p.pos])
		return end, false
	}
	return end, true
}

// smartQuoted reads a value in typographic quotes, up to the quote that closes it
// or else the tag's end, reports it, and returns what stands between the quotes.
func (p *parser) smartQuoted() string {
	start := p.pos
	p.pos += smartQuote(p.rest())
	from := p.pos
	for p.pos < len(p.src) && p.src[p.pos] != '<' && p.src[p.pos] != '>' {
		width := smartQuote(p.rest())
		if width > 0 || p.src[p.pos] == '"' {
			inside := p.src[from:p.pos]
			p.pos += max(width, 1)
			p.errorf(start, p.pos, "Typographic quotes", "The value stands in typographic quotes, as copied from a web page or a word processor. XML knows only \" and '.")
			return inside
		}
		_, width = utf8.DecodeRuneInString(p.rest())
		p.pos += width
	}
	if strings.HasSuffix(p.src[from:p.pos], "/") && strings.HasPrefix(p.rest(), ">") {
		p.pos--
	}
	p.errorf(start, p.pos, "Typographic quotes", "The value begins with a typographic quote, as copied from a web page or a word processor, and does not end. XML knows only \" and '.")
	return p.src[from:p.pos]
}

// endTag reads "</name>".
func (p *parser) endTag() {
	start := p.pos
	p.pos += 2
	name := p.src[p.pos : p.pos+nameLength(p.rest())]
	p.pos += len(name)
	after := p.pos
	end, closed := len(p.src), false
	if n := strings.IndexAny(p.rest(), "<>"); n >= 0 {
		end = p.pos + n
		closed = p.src[end] == '>'
	}
	if extra := p.src[after:end]; !blank(extra) {
		p.errorf(after, end, "Stray character", "Nothing but the name may stand in an end tag.")
	}
	if closed {
		end++
	} else {
		end = after
		p.errorf(start, end, "Unclosed tag", "The tag </%s has no \">\".", name)
	}
	p.checkChars(start, end)
	p.pos = start
	e := p.closes(name, start, end)
	if e == nil {
		p.text(Junk, end)
		return
	}
	e.tags.close = p.src[start:end]
	e.End = p.rng(start, end)
	p.pop()
	p.pos = end
}

// closes returns the open element that an end tag of that name closes, on top of
// the stack; nil where there is none. Elements within it that have no end tag of
// their own are reported and closed.
func (p *parser) closes(name string, start, end int) *Element {
	if len(p.stack) == 0 {
		p.errorf(start, end, "Stray end tag", "</%s> closes nothing: no element is open here.", name)
		return nil
	}
	top := p.stack[len(p.stack)-1]
	if p.open[name] == 0 {
		if name == "" || suggest.Nearest(name, []string{top.Name.Text}) != "" {
			p.errorf(start, end, "Wrong end tag", "</%s> stands where <%s> from line %d is to be closed. Write </%s>.", name, top.Name.Text, top.Range.Start.Line, top.Name.Text)
			return top
		}
		p.errorf(start, end, "Stray end tag", "</%s> closes nothing: no <%s> is open here, but <%s> from line %d is.", name, name, top.Name.Text, top.Range.Start.Line)
		return nil
	}
	for top.Name.Text != name {
		p.unclosed(top)
		p.pop()
		top = p.stack[len(p.stack)-1]
	}
	return top
}

// pop takes the innermost open element from the stack.
func (p *parser) pop() {
	top := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	p.open[top.Name.Text]--
}

// unclosed reports an element that has no end tag.
func (p *parser) unclosed(e *Element) {
	p.errorf(e.Range.Start.Byte, e.Range.End.Byte, "Unclosed element", "<%s> has no </%s>.", e.Name.Text, e.Name.Text)
}
