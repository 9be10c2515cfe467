package clusterconf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// maxDepth is how deep elements may be nested. cluster.conf needs a dozen levels
// at most: a service with resources that depend on each other.
const maxDepth = 1000

// Parse reads a cluster.conf. The file that it returns holds every byte of src,
// whatever src is. What is not well-formed XML is reported, all of it, and reading
// goes on behind it; what the cluster suite makes of well-formed XML is for
// [Validate] to say. filename is for the ranges alone.
func Parse(filename string, src []byte) (*File, hcl.Diagnostics) {
	p := &parser{
		filename: filename,
		src:      string(src),
		lines:    source.NewLines(src),
		file:     &File{Name: filename},
		open:     make(map[string]int),
	}
	p.document()
	return p.file, p.finish(src)
}

// parser reads one file from left to right.
type parser struct {
	filename string
	src      string
	pos      int
	lines    *source.Lines // asked from left to right only: see problem
	file     *File
	stack    []*Element     // the elements that are open
	open     map[string]int // how many of them have a name
	root     bool           // the root element has begun
	doctype  bool           // a document type declaration has been read
	// noInstructionEnd is set where no "?>" follows; looking for it again and
	// again would take quadratic time.
	noInstructionEnd bool
	problems         []problem
}

// problem is an error whose range is known by its byte offsets alone. Lines and
// columns are filled in at the end, from left to right: the line index is linear
// only that way.
type problem struct {
	start, end      int
	summary, detail string
}

// errorf reports what is wrong with the source from start up to end.
func (p *parser) errorf(start, end int, summary, detail string, args ...any) {
	p.problems = append(p.problems, problem{start, end, summary, fmt.Sprintf(detail, args...)})
}

// finish returns the problems as diagnostics, in the order of the source.
func (p *parser) finish(src []byte) hcl.Diagnostics {
	slices.SortStableFunc(p.problems, func(a, b problem) int { return cmp.Compare(a.start, b.start) })
	diags := make(hcl.Diagnostics, len(p.problems))
	var ends []*hcl.Pos
	starts := source.NewLines(src)
	for i, pr := range p.problems {
		rng := &hcl.Range{Filename: p.filename, Start: starts.Pos(pr.start), End: hcl.Pos{Byte: pr.end}}
		ends = append(ends, &rng.End)
		diags[i] = &hcl.Diagnostic{Severity: hcl.DiagError, Summary: pr.summary, Detail: pr.detail, Subject: rng}
	}
	slices.SortFunc(ends, func(a, b *hcl.Pos) int { return cmp.Compare(a.Byte, b.Byte) })
	lines := source.NewLines(src)
	for _, end := range ends {
		*end = lines.Pos(end.Byte)
	}
	if len(diags) == 0 {
		return nil
	}
	return diags
}

// rng is the range from start up to end. Calls must come in source order.
func (p *parser) rng(start, end int) hcl.Range { return p.lines.Range(p.filename, start, end) }

// rest is what has not been read yet.
func (p *parser) rest() string { return p.src[p.pos:] }

// add puts a node where the source has it: into the innermost open element.
func (p *parser) add(n Node) {
	if len(p.stack) == 0 {
		p.file.Nodes = append(p.file.Nodes, n)
		return
	}
	top := p.stack[len(p.stack)-1]
	top.Children = append(top.Children, n)
}

// text puts the source from pos up to end into the tree, as a text of that kind.
func (p *parser) text(kind TextKind, end int) {
	if end > p.pos {
		p.add(&Text{Kind: kind, Raw: p.src[p.pos:end], Range: p.rng(p.pos, end)})
		p.pos = end
	}
}

func (p *parser) document() {
	if p.otherEncoding() {
		p.text(Junk, len(p.src))
		return
	}
	if strings.HasPrefix(p.src, "\uFEFF") {
		p.text(Blank, len("\uFEFF"))
	}
	prolog := p.pos
	for p.pos < len(p.src) {
		rest := p.rest()
		switch {
		case rest[0] != '<':
			p.charData()
		case strings.HasPrefix(rest, "<!--"):
			p.comment()
		case strings.HasPrefix(rest, "<![CDATA["):
			p.cdata()
		case strings.HasPrefix(rest, "<!"):
			p.declaration()
		case strings.HasPrefix(rest, "<?"):
			p.instruction(p.pos == prolog)
		case strings.HasPrefix(rest, "</"):
			p.endTag()
		case nameLength(rest[1:]) > 0:
			p.startTag()
		default:
			p.strayLess()
		}
	}
	for _, e := range p.stack {
		p.unclosed(e)
	}
	if !p.root {
		p.errorf(len(p.src), len(p.src), "No root element", "A cluster.conf is one <cluster> element; this file holds no element at all.")
	}
}

// otherEncoding tells whether the file is in an encoding in which not even tags
// can be recognised, and reports it.
func (p *parser) otherEncoding() bool {
	utf16 := strings.HasPrefix(p.src, "\xFE\xFF") || strings.HasPrefix(p.src, "\xFF\xFE") ||
		strings.HasPrefix(p.src, "<\x00") || strings.HasPrefix(p.src, "\x00<")
	if utf16 {
		p.errorf(0, 2, "Not UTF-8", "The file is UTF-16. Save it as UTF-8 without a byte order mark.")
	}
	return utf16
}

// charData reads up to the next tag.
func (p *parser) charData() {
	end := len(p.src)
	if i := strings.IndexByte(p.rest(), '<'); i >= 0 {
		end = p.pos + i
	}
	if blank(p.src[p.pos:end]) {
		p.text(Blank, end)
		return
	}
	if len(p.stack) == 0 {
		start := p.pos + len(p.rest()) - len(strings.TrimLeft(p.rest(), " \t\r\n"))
		stop := p.pos + len(strings.TrimRight(p.src[p.pos:end], " \t\r\n"))
		p.errorf(start, stop, "Text outside of the root element", "Nothing but comments may stand before <cluster> and after </cluster>.")
		p.checkChars(p.pos, end)
		p.text(Junk, end)
		return
	}
	p.checkChars(p.pos, end)
	p.checkReferences(p.pos, end, "")
	for i := p.pos; ; {
		n := strings.Index(p.src[i:end], "]]>")
		if n < 0 {
			break
		}
		p.errorf(i+n, i+n+3, "Unescaped \"]]>\"", "\"]]>\" ends a CDATA section, and there is none here. Write \"]]&gt;\".")
		i += n + 3
	}
	p.text(CharData, end)
}

// comment reads "<!-- … -->".
func (p *parser) comment() {
	start, end := p.pos, len(p.src)
	body := p.src[start+4:]
	n := strings.Index(body, "-->")
	text := body
	if n >= 0 {
		text, end = body[:n], start+4+n+3
		if i := strings.Index(text+"-", "--"); i >= 0 {
			p.errorf(start+4+i, start+4+i+2, "Two hyphens in a comment", "XML forbids \"--\" within a comment.")
		}
	} else {
		p.errorf(start, start+4, "Unclosed comment", "The comment has no \"-->\": everything from here on is part of it.")
	}
	p.checkChars(start+4, start+4+len(text))
	p.add(&Comment{Text: text, text: text, raw: p.src[start:end], Range: p.rng(start, end)})
	p.pos = end
}

// cdata reads "<![CDATA[ … ]]>".
func (p *parser) cdata() {
	start, end := p.pos, len(p.src)
	if n := strings.Index(p.rest(), "]]>"); n >= 0 {
		end = start + n + 3
	} else {
		p.errorf(start, start+9, "Unclosed CDATA section", "The section has no \"]]>\": everything from here on is part of it.")
	}
	if len(p.stack) == 0 {
		p.errorf(start, start+9, "Text outside of the root element", "A CDATA section cannot stand here.")
	}
	p.checkChars(start, end)
	p.text(CharData, end)
}

// strayLess reads a "<" that begins nothing, with the text up to the next one.
func (p *parser) strayLess() {
	p.errorf(p.pos, p.pos+1, "Unescaped \"<\"", "\"<\" begins a tag, and no name follows it. Write \"&lt;\" for the character.")
	end := len(p.src)
	if i := strings.IndexByte(p.src[p.pos+1:], '<'); i >= 0 {
		end = p.pos + 1 + i
	}
	p.checkChars(p.pos, end)
	p.text(Junk, end)
}
