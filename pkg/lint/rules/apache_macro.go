package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
)

// variable is what a Define defines.
type variable struct {
	defined verdict
	value   string // "" where it has none, or that is not known
}

// macro is a <Macro> section.
type macro struct {
	body    []*apache.Directive
	params  []string
	verdict verdict
	replace func(string) string // of the macro that it stands in
}

// rewritten is a directive with the values of the macro's parameters and of the
// variables so far in their places; ok is false where that makes no directive.
func (r *configurationReader) rewritten(d *apache.Directive, at place) (made *apache.Directive, ok bool) {
	replace := at.replace
	if len(r.variables) > 0 && (replace != nil || slices.ContainsFunc(d.Args, func(w apache.Word) bool { return !literal(w) })) {
		replace = r.resolve
		if at.replace != nil {
			replace = func(text string) string { return r.resolve(at.replace(text)) }
		}
	}
	if replace == nil {
		return d, true
	}
	return d.Rewrite(r.c.dialect, replace)
}

// resolve puts the values of variables in. One that is not known is left, as httpd
// leaves one whose value is empty.
func (r *configurationReader) resolve(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "${")
		name, after, closed := strings.Cut(rest, "}")
		b.WriteString(before)
		switch v := r.variables[name]; {
		case !found:
			return b.String()
		case closed && v.value != "":
			b.WriteString(v.value)
			text = after
		default:
			b.WriteString("${")
			text = rest
		}
	}
}

// define notes a Define or an UnDefine.
func (r *configurationReader) define(c *configured) {
	name := c.Arg(0)
	before, known := r.variables[name]
	if !known {
		before.defined = perhaps // on the command line
	}
	v := variable{defined: max(c.verdict, before.defined)}
	if c.name == "UnDefine" {
		v.defined = min(c.verdict.not(), before.defined)
	} else if c.verdict == always && len(c.Args) == 2 && literal(c.Args[1]) {
		v.value = c.Arg(1)
	}
	r.variables[name] = v
}

// macro notes a macro. The last of a name counts.
func (r *configurationReader) macro(d *apache.Directive, at place) {
	if len(d.Args) == 0 {
		return
	}
	m := &macro{body: d.Block.Directives, verdict: at.verdict, replace: at.replace}
	for _, param := range d.Args[1:] {
		m.params = append(m.params, param.Text)
	}
	r.macros[strings.ToLower(d.Arg(0))] = m
}

// use reads what a macro stands for. mod_macro replaces the parameters in the text
// of each line, where several begin at one place the longest.
func (r *configurationReader) use(c *configured, at place) {
	m := r.macros[strings.ToLower(c.Arg(0))]
	if m == nil || m.verdict != always || len(c.Args) != len(m.params)+1 || at.depth >= maxDepth {
		c.opaque = true
		r.unknown(at)
		return
	}
	params := make([][2]string, len(m.params))
	for i, param := range m.params {
		params[i] = [2]string{param, c.Arg(i + 1)}
	}
	slices.SortStableFunc(params, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	var pairs []string
	for _, param := range params {
		if param[0] != "" {
			pairs = append(pairs, param[0], param[1])
		}
	}
	replacer := strings.NewReplacer(pairs...)
	at.replace = replacer.Replace
	if outer := m.replace; outer != nil {
		at.replace = func(text string) string { return replacer.Replace(outer(text)) }
	}
	at.use, at.again = c, true
	at.depth++
	r.list(m.body, at)
	c.end = len(r.c.directives)
}
