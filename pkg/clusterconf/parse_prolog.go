package clusterconf

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// instruction reads "<? … ?>"; first is true at the very beginning of the file,
// the one place where the XML declaration may stand.
func (p *parser) instruction(first bool) {
	start := p.pos
	name := p.src[start+2 : start+2+nameLength(p.src[start+2:])]
	end, closed := p.instructionEnd(name)
	body := strings.TrimSuffix(p.src[start+2:end], "?>")
	switch {
	case !closed:
		p.errorf(start, start+2, "Unclosed instruction", "The instruction has no \"?>\".")
	case name == "":
		p.errorf(start, start+2, "Instruction without a name", "\"<?\" begins a processing instruction, which begins with a name.")
	case name == "xml" && !first:
		p.errorf(start, start+5, "Misplaced XML declaration", "The declaration may stand only at the very beginning of the file: not even a blank may come before it.")
	case name == "xml":
		p.xmlDeclaration(start, start+2+len(body), body)
	case strings.EqualFold(name, "xml"):
		p.errorf(start+2, start+5, "Reserved name", "XML keeps the name %q for itself; its declaration is written in lower case: \"<?xml\".", name)
	case strings.Contains(name, ":"):
		p.errorf(start+2, start+2+len(name), "Colon in an instruction's name", "XML with namespaces allows no colon here.")
	}
	if rest := body[len(name):]; name != "" && rest != "" && !isSpace(rest[0]) {
		p.errorf(start+2+len(name), start+3+len(name), "Blank needed", "A blank must follow the instruction's name.")
	}
	p.checkChars(start, end)
	p.text(Instruction, end)
}

// instructionEnd finds the end of the instruction at pos. One that is not closed
// ends at the next ">".
func (p *parser) instructionEnd(name string) (end int, closed bool) {
	start := p.pos
	rest := p.src[start+2:]
	n := -1
	if !p.noInstructionEnd {
		n = strings.Index(rest, "?>")
		p.noInstructionEnd = n < 0
	}
	tag := strings.IndexByte(rest, '>')
	if n >= 0 && (name != "xml" || tag == n+1) {
		return start + 2 + n + 2, true
	}
	if tag < 0 {
		return len(p.src), false
	}
	return start + 2 + tag + 1, false
}

// xmlDeclarationForm is the inside of an XML declaration (production 23).
var xmlDeclarationForm = regexp.MustCompile(`^xml` +
	`[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')` +
	`(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?` +
	`(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*$`)

// xmlDeclaration checks what the declaration says: body is what stands between
// "<?" and "?>".
func (p *parser) xmlDeclaration(start, end int, body string) {
	m := xmlDeclarationForm.FindStringSubmatch(body)
	if m == nil {
		p.errorf(start, end, "Malformed XML declaration", "The declaration reads <?xml version=\"1.0\"?>, with an encoding and standalone after the version where they are needed.")
		return
	}
	encoding := m[1] + m[2]
	switch strings.ToLower(encoding) {
	case "", "utf-8", "us-ascii", "ascii":
		return
	}
	if strings.IndexFunc(p.src, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 &&
		!strings.HasPrefix(strings.ToLower(encoding), "utf") && !strings.HasPrefix(strings.ToLower(encoding), "ucs") {
		return // plain ASCII reads the same in the encodings of the ISO 8859 and Windows families
	}
	p.errorf(start, end, "Not UTF-8", "The declaration says that the file is in %s; hagen reads UTF-8.", encoding)
}

// declaration reads "<! … >" that is neither a comment nor a CDATA section.
func (p *parser) declaration() {
	start := p.pos
	if !strings.HasPrefix(p.rest(), "<!DOCTYPE") {
		end := start + 2
		if n := strings.IndexAny(p.src[end:], "<>"); n < 0 {
			end = len(p.src)
		} else if end += n; p.src[end] == '>' {
			end++
		}
		p.errorf(start, end, "Unknown declaration", "A comment begins with \"<!--\".")
		p.checkChars(start, end)
		p.text(Junk, end)
		return
	}
	switch {
	case p.root || len(p.stack) > 0:
		p.errorf(start, start+9, "Misplaced document type", "A document type declaration stands before the root element.")
	case p.doctype:
		p.errorf(start, start+9, "Second document type", "A file has one document type declaration at the most.")
	}
	p.doctype = true
	end, ok := p.doctypeEnd()
	if !ok {
		p.errorf(start, start+9, "Unclosed document type", "The declaration has no \">\": everything from here on is part of it.")
	} else if !doctypeForm.MatchString(p.src[start:end]) {
		p.errorf(start, end, "Unsupported document type", "hagen reads no declarations of a document type beyond its name and identifiers, and the cluster suite needs none. Remove it.")
	}
	p.checkChars(start, end)
	p.text(DocType, end)
}

// doctypeForm is a document type declaration without an internal subset.
var doctypeForm = regexp.MustCompile(`^<!DOCTYPE[ \t\r\n]+[A-Za-z_][A-Za-z0-9._-]*` +
	`(?:[ \t\r\n]+(?:SYSTEM|PUBLIC[ \t\r\n]+(?:"[-a-zA-Z0-9 \r\n()+,./:=?;!*#@$_%']*"|'[-a-zA-Z0-9 \r\n()+,./:=?;!*#@$_%]*'))` +
	`[ \t\r\n]+(?:"[^"]*"|'[^']*'))?[ \t\r\n]*>$`)

// doctypeEnd finds the end of the document type declaration at pos: the first
// ">" outside of quotes, of comments and of the brackets of an internal subset.
func (p *parser) doctypeEnd() (int, bool) {
	brackets := false
	for i := p.pos; i < len(p.src); i++ {
		switch c := p.src[i]; {
		case c == '"' || c == '\'':
			n := strings.IndexByte(p.src[i+1:], c)
			if n < 0 {
				return len(p.src), false
			}
			i += 1 + n
		case strings.HasPrefix(p.src[i:], "<!--"):
			n := strings.Index(p.src[i+4:], "-->")
			if n < 0 {
				return len(p.src), false
			}
			i += 4 + n + 2
		case c == '[':
			brackets = true
		case c == ']':
			brackets = false
		case c == '>' && !brackets:
			return i + 1, true
		}
	}
	return len(p.src), false
}

// checkChars reports bytes that are not UTF-8 and characters that XML forbids.
func (p *parser) checkChars(start, end int) {
	for i := start; i < end; {
		if c := p.src[i]; c >= ' ' && c < utf8.RuneSelf || isSpace(c) {
			i++
			continue
		}
		r, width := utf8.DecodeRuneInString(p.src[i:end])
		switch {
		case r == utf8.RuneError && width == 1:
			stop := i + 1
			for stop < end && p.src[stop] >= utf8.RuneSelf && !utf8.FullRuneInString(p.src[stop:end]) {
				stop++
			}
			p.errorf(i, stop, "Not UTF-8", "The byte 0x%02X does not belong to UTF-8 text. Was the file saved as ISO 8859-1 or Windows-1252?", p.src[i])
			width = stop - i
		case !isChar(r):
			p.errorf(i, i+width, "Forbidden character", "XML allows the character U+%04X nowhere.", r)
		}
		i += width
	}
}

// checkReferences reports "&" that begins no reference that XML knows, in the
// value of an attribute or, where that is "", in text.
func (p *parser) checkReferences(start, end int, attribute string) {
	for i := start; i < end; i++ {
		n := strings.IndexByte(p.src[i:end], '&')
		if n < 0 {
			return
		}
		i += n
		_, length, ok := reference(p.src[i:end])
		text := p.src[i : i+length]
		shown := unlessSecret(attribute, text)
		switch {
		case ok:
		case length <= 1:
			p.errorf(i, i+1, "Unescaped \"&\"", "\"&\" begins a reference. Write \"&amp;\" for the character.")
		case !strings.HasSuffix(text, ";"):
			p.errorf(i, i+length, "Unfinished reference", "%q does not end in \";\". Write \"&amp;\" where the character \"&\" is meant.", shown)
		case strings.HasPrefix(text, "&#"):
			p.errorf(i, i+length, "Forbidden character", "%s stands for a character that XML does not allow.", shown)
		default:
			p.errorf(i, i+length, "Unknown reference", "%s is not one of the five that XML knows: &lt; &gt; &amp; &apos; &quot;.", shown)
		}
		i += length - 1
	}
}
