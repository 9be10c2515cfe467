package ifcfg

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// argumentsOf says how the rest of a command's line is taken apart.
type argumentsOf struct {
	words int  // words that the command needs
	rest  rest // what follows them
}

type rest byte

const (
	restIgnored    rest = iota // modprobe passes over what follows
	restParameters             // parameters of the kernel's module loader
	restText                   // one text up to the line's end
)

// modprobeCommands are the commands of module configuration. include and config
// are those of module-init-tools, which kmod no longer reads; weakdep is kmod's.
// Source: modprobe.d(5); libkmod's parser, tried on kmod 30.
var modprobeCommands = map[string]argumentsOf{
	"alias":     {words: 2},
	"blacklist": {words: 1},
	"options":   {words: 1, rest: restParameters},
	"install":   {words: 1, rest: restText},
	"remove":    {words: 1, rest: restText},
	"softdep":   {words: 1, rest: restText},
	"weakdep":   {words: 1, rest: restText},
	"include":   {words: 1},
	"config":    {words: 1},
}

// ModprobeCommands returns the names of the commands, sorted.
func ModprobeCommands() []string {
	names := make([]string, 0, len(modprobeCommands))
	for name := range modprobeCommands {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ParseModprobe reads a file of module configuration; filename is what ranges
// show. The tree holds every byte of src. Diagnostics are errors for lines that
// modprobe passes over, and warnings for words that it does.
func ParseModprobe(filename string, src []byte) (*ModprobeFile, hcl.Diagnostics) {
	p := &modprobeParser{src: string(src), name: filename, lines: source.NewLines(src)}
	f := &ModprobeFile{Name: filename}
	trivia := 0 // where what stands before the next directive begins
	for at := 0; at < len(p.src); {
		line := readLine(p.src, at)
		if d := p.directive(line); d != nil {
			d.Before = p.src[trivia:line.start]
			trivia = line.end
			f.Directives = append(f.Directives, d)
		}
		at = min(line.end+1, len(p.src))
	}
	f.Trailer = p.src[trivia:]
	return f, p.diags
}

type modprobeParser struct {
	src   string
	name  string
	lines *source.Lines
	diags hcl.Diagnostics
}

// logicalLine is a line as modprobe reads it: one that ends in a backslash goes
// on in the next, and any other backslash vanishes.
type logicalLine struct {
	start, end int // in the source; end is the line end that is not part of it
	text       string
	offsets    []int // the offset of each byte of text in the source; nil: one after the other
}

func readLine(src string, start int) logicalLine {
	physical, _, _ := strings.Cut(src[start:], "\n")
	if strings.IndexByte(physical, '\\') < 0 {
		return logicalLine{start: start, end: start + len(physical), text: physical}
	}
	line := logicalLine{start: start}
	var b strings.Builder
	at := start
	for ; at < len(src) && src[at] != '\n'; at++ {
		if src[at] == '\\' {
			at++
			if at == len(src) {
				break
			}
			if src[at] == '\n' {
				continue
			}
		}
		b.WriteByte(src[at])
		line.offsets = append(line.offsets, at)
	}
	line.end, line.text = min(at, len(src)), b.String()
	return line
}

// offset returns where a byte of the line's text stands in the source.
func (l *logicalLine) offset(i int) int {
	if l.offsets == nil {
		return l.start + i
	}
	if i == len(l.offsets) {
		return l.end
	}
	return l.offsets[i]
}

// directive makes the directive of a line; nil for a blank line and a comment.
func (p *modprobeParser) directive(line logicalLine) *ModprobeDirective {
	trimmed := strings.Trim(line.text, " \t")
	switch {
	case trimmed == "":
		return nil
	case line.text[0] == '#':
		if strings.Contains(p.src[line.start:line.end], "\\\n") {
			p.report(hcl.DiagWarning, p.rangeOf(line.start, line.end), "Comment over several lines",
				"The comment ends in a backslash, so that the next line is a part of it and is not read as a command.")
		}
		return nil
	case trimmed[0] == '#':
		p.report(hcl.DiagWarning, p.wordAt(line, line.text, "#").Range, "Indented comment",
			"kmod reads a comment only at the beginning of a line, and complains about this one as a bad line.")
		return nil
	}
	d := &ModprobeDirective{raw: p.src[line.start:line.end], rng: p.rangeOf(line.start, line.end)}
	words := p.split(line)
	d.Name, d.Args, d.args = words[0], words[1:], len(words)-1
	p.check(d, line)
	return d
}

// split takes a line apart into the command and its arguments.
func (p *modprobeParser) split(line logicalLine) []Word {
	name, at := cutWord(line.text, 0, isBlank)
	words := []Word{p.newWord(line, at-len(name), at)}
	command := modprobeCommands[name]
	for len(words) <= command.words {
		word, end := cutWord(line.text, at, isBlank)
		if word == "" {
			return words
		}
		words, at = append(words, p.newWord(line, end-len(word), end)), end
	}
	for {
		end := at
		switch command.rest {
		case restText:
			for at < len(line.text) && isBlank(line.text[at]) {
				at++
			}
			end = len(line.text)
		case restParameters:
			at, end = cutParameter(line.text, at)
		default:
			var word string
			word, end = cutWord(line.text, at, isBlank)
			at = end - len(word)
		}
		if at == end {
			return words
		}
		words, at = append(words, p.newWord(line, at, end)), end
	}
}

// cutWord returns the next word from offset at on and the offset of its end.
func cutWord(line string, at int, blank func(byte) bool) (word string, end int) {
	for at < len(line) && blank(line[at]) {
		at++
	}
	end = at
	for end < len(line) && !blank(line[end]) {
		end++
	}
	return line[at:end], end
}

// cutParameter finds the next parameter as the kernel does: blanks in double
// quotes do not end it. Source: next_arg() of lib/cmdline.c.
func cutParameter(line string, at int) (start, end int) {
	for at < len(line) && isSpace(line[at]) {
		at++
	}
	quoted := false
	for end = at; end < len(line) && (quoted || !isSpace(line[end])); end++ {
		if line[end] == '"' {
			quoted = !quoted
		}
	}
	return at, end
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// newWord makes the word between two offsets of a line's text.
func (p *modprobeParser) newWord(line logicalLine, start, end int) Word {
	first, last := line.offset(start), line.offset(end)
	if end > start {
		last = line.offset(end-1) + 1
	}
	text := line.text[start:end]
	return Word{Text: text, Range: p.rangeOf(first, last), raw: p.src[first:last], read: text}
}

// wordAt makes the word that a text is found at.
func (p *modprobeParser) wordAt(line logicalLine, text, find string) Word {
	at := strings.Index(text, find)
	return p.newWord(line, at, at+len(find))
}

func (p *modprobeParser) rangeOf(start, end int) hcl.Range { return p.lines.Range(p.name, start, end) }

func (p *modprobeParser) report(severity hcl.DiagnosticSeverity, r hcl.Range, summary, format string, args ...any) {
	p.diags = append(p.diags, &hcl.Diagnostic{
		Severity: severity, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &r,
	})
}
