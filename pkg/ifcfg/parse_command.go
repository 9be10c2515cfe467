package ifcfg

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// command makes the directive for a statement that runs a command; the first n
// words are assignments for that command alone.
func (p *parser) command(start, end int, words []word, n int) *Directive {
	d := &Directive{Kind: Command, raw: p.src[start:end]}
	d.rng.Start = p.lines.Pos(start)
	for _, w := range words[:n] {
		d.Env = append(d.Env, p.assignment(w))
	}
	for i, w := range words[n:] {
		argument := p.newWord(string(w.text), w.start, w.end)
		if w.expands {
			argument.leave()
		}
		if i == 0 {
			d.Name = argument
		} else {
			d.Args = append(d.Args, argument)
		}
	}
	d.rng.Filename, d.rng.End = p.name, p.lines.Pos(end)
	p.report(hcl.DiagError, d.rng, "Command in an ifcfg file", "%s", p.explain(d))
	return d
}

// explain says what bash does with a command, and how it probably came to be.
func (p *parser) explain(d *Directive) string {
	name := clip(d.Name.Text)
	switch {
	case strings.TrimRight(d.raw, "\r") == "":
		return "The line ends in CR LF: bash takes the carriage return for the name of a command. Convert the file to Unix line ends."
	case strings.HasPrefix(d.raw, "\ufeff"):
		return "The file begins with a byte order mark, which bash takes for a part of the first word: " +
			"nothing is assigned. Remove the first three bytes."
	case len(d.Env) == 0:
		return "bash runs \"" + name + "\" as a command each time it reads the file. Only assignments (KEY=value) belong here."
	}
	key := d.Env[len(d.Env)-1].Name.Text
	what := "bash runs \"" + name + "\" as a command and sets " + key + " for that command alone: " + key + " keeps the value that it had. "
	if hasTypographicQuote(d.raw) {
		return what + "The quotes around the value are typographic, ordinary letters to bash. Use ASCII quotes: " + key + "=\"…\"."
	}
	return what + "A value with blanks in it needs quotes: " + key + "=\"…\"."
}

// typographic are the quotes that word processors and blogs put for ASCII ones,
// and the blank that does not separate words.
const typographic = "“”„‟‘’‚‛«»\u00a0"

func hasTypographicQuote(s string) bool { return strings.ContainsAny(s, typographic) }

// clip shortens a text for a message.
func clip(s string) string {
	const limit = 40
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}

// unclosedAt recovers from a quote or bracket that nothing closes: the statement
// up to the end of the line in which it opens is kept as text.
func (p *parser) unclosedAt(start, open int) []*Directive {
	end := p.lineEnd(open)
	p.unclosed++
	r := p.rangeOf(open, open+1)
	if p.unclosed == maxUnclosed {
		end = len(p.src)
		p.report(hcl.DiagError, r, "Too many unclosed quotes", "The file is not read past this one.")
	} else {
		p.report(hcl.DiagError, r, "Unclosed quote or bracket",
			"Nothing closes the %s that opens here: bash gives up, and none of the lines from here on is read.",
			describeOpener(p.src[open:]))
	}
	p.at, p.ended = end, false
	return []*Directive{p.text(start, end)}
}

func describeOpener(s string) string {
	switch {
	case s[0] == '\'' || strings.HasPrefix(s, "$'"):
		return "single quote"
	case s[0] == '"':
		return "double quote"
	case s[0] == '`':
		return "backquote"
	}
	return "expansion " + s[:min(2, len(s))]
}

// text keeps a part of the source that is no assignment and is not taken apart.
func (p *parser) text(start, end int) *Directive {
	raw := p.src[start:end]
	d := &Directive{Kind: Command, raw: raw, rng: p.rangeOf(start, end)}
	name := raw
	if i := strings.IndexAny(raw, " \t\n;|&()<>"); i > 0 {
		name = raw[:i]
	}
	d.Name = p.newWord(name, start, start+len(name))
	return d
}
