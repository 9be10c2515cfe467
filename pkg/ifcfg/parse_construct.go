package ifcfg

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// closers maps the reserved words and brackets that open a shell construct to
// what closes it. Source: bash(1), Compound Commands.
var closers = map[string]string{
	"if": "fi", "case": "esac", "for": "done", "select": "done", "while": "done", "until": "done",
	"{": "}", "(": ")",
}

// reserved are the words that are no command at the beginning of a statement.
var reserved = map[string]bool{
	"if": true, "then": true, "else": true, "elif": true, "fi": true, "case": true, "esac": true, "for": true,
	"select": true, "while": true, "until": true, "do": true, "done": true, "function": true, "time": true,
	"coproc": true, "{": true, "}": true, "!": true, "[[": true,
}

func isReserved(word string) bool { return reserved[word] }

// construct keeps a whole shell construct as text: everything from start to the
// end of the line in which it is complete.
func (p *parser) construct(start int) []*Directive {
	c := &constructScanner{p: p, command: true}
	p.at = start
	for p.at < len(p.src) && c.step() {
	}
	if c.failed {
		return p.unclosedAt(start, c.unclosed)
	}
	p.ended = false
	if len(c.stack) > maxNesting {
		p.at = len(p.src)
		d := p.text(start, p.at)
		p.report(hcl.DiagError, d.Name.Range, "Nested too deep",
			"Shell constructs are nested more than %d levels deep here; the file is not read further.", maxNesting)
		return []*Directive{d}
	}
	d := p.text(start, p.at)
	detail := "Pipes, redirections, lists and compound commands do not belong here: ifup runs them as root, and NetworkManager ignores them. Only assignments (KEY=value) do."
	if len(c.stack) > 0 {
		detail = "Nothing closes what opens here (\"" + c.stack[len(c.stack)-1] + "\" is missing): bash gives up, and none of the lines from here on is read."
	}
	p.report(hcl.DiagError, d.rng, "Shell construct in an ifcfg file", "%s", detail)
	return []*Directive{d}
}

// constructScanner walks over shell code as far as is needed to find its end.
type constructScanner struct {
	p        *parser
	stack    []string // what is still to be closed
	command  bool     // the next word is the first of a command
	function bool     // the next "{" opens the body of a function
	heredocs []string // the delimiters of the here-documents that begin at the next line
	failed   bool
	unclosed int
}

// step takes one token; it returns false where the construct is complete.
func (c *constructScanner) step() bool {
	p := c.p
	p.blanks()
	if p.at == len(p.src) {
		return false
	}
	switch b := p.src[p.at]; {
	case b == '\n':
		if len(c.stack) == 0 && len(c.heredocs) == 0 {
			return false
		}
		p.at++
		c.skipHeredocs()
		c.command = true
		return len(c.stack) > 0
	case b == '#':
		p.at = p.lineEnd(p.at)
	case isMeta(b):
		c.operator()
	default:
		return c.word()
	}
	return len(c.stack) <= maxNesting
}

func (c *constructScanner) operator() {
	p := c.p
	rest := p.src[p.at:]
	switch {
	case strings.HasPrefix(rest, "<<<"):
		p.at += 3
	case strings.HasPrefix(rest, "<<"):
		p.at += 2
		c.heredoc()
	case rest[0] == '(':
		c.stack = append(c.stack, ")")
		c.command = true
		p.at++
	case rest[0] == ')':
		c.pop(")")
		c.command, c.function = true, true // ")" may end the head of a function
		p.at++
	case rest[0] == '<' || rest[0] == '>':
		p.at++
	default: // ; & |
		c.command = true
		p.at++
	}
}

// heredoc remembers the delimiter after "<<".
func (c *constructScanner) heredoc() {
	p := c.p
	if strings.HasPrefix(p.src[p.at:], "-") {
		p.at++
	}
	p.blanks()
	if p.at == len(p.src) || isMeta(p.src[p.at]) {
		return
	}
	if w := scanWord(p.src, p.at, false); w.unclosed < 0 {
		p.at = w.at
		c.heredocs = append(c.heredocs, string(w.text))
	}
}

// skipHeredocs steps over the bodies of the here-documents that begin here.
func (c *constructScanner) skipHeredocs() {
	p := c.p
	for len(c.heredocs) > 0 && p.at < len(p.src) {
		end := p.lineEnd(p.at)
		if strings.TrimLeft(p.src[p.at:end], "\t") == c.heredocs[0] {
			c.heredocs = c.heredocs[1:]
		}
		if p.at = end; p.at < len(p.src) && (len(c.heredocs) > 0 || len(c.stack) > 0) {
			p.at++
		}
	}
}

func (c *constructScanner) word() bool {
	p := c.p
	w := scanWord(p.src, p.at, false)
	if w.unclosed >= 0 {
		c.failed, c.unclosed = true, w.unclosed
		return false
	}
	text := p.src[p.at:w.at]
	p.at = w.at
	switch {
	case c.command && text == "function":
		c.function, c.command = true, false
	case closers[text] != "" && (c.command || c.function && text == "{"):
		c.stack = append(c.stack, closers[text])
		c.command, c.function = text != "case" && text != "for" && text != "select", false
	case c.command && c.pop(text):
		c.command = true
	default:
		c.command = c.command && isReserved(text)
	}
	return len(c.stack) <= maxNesting
}

// pop takes a closing word or bracket off the stack where it closes the innermost
// construct; the ")" of a case pattern closes none.
func (c *constructScanner) pop(closer string) bool {
	n := len(c.stack)
	if n == 0 || c.stack[n-1] != closer {
		return false
	}
	c.stack = c.stack[:n-1]
	return true
}
