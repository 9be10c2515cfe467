package nginx

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// body collects the directives of a block.
type body []*Directive

// add appends a directive whose arguments are hagen's own.
func (b *body) add(origin hcl.Range, name string, args ...string) {
	words := make([]Word, len(args))
	for i, arg := range args {
		words[i].Text = arg
	}
	b.words(origin, name, words...)
}

// words appends a directive.
func (b *body) words(origin hcl.Range, name string, args ...Word) {
	*b = append(*b, &Directive{Name: Word{Text: name}, Args: args, Origin: origin})
}

// block appends a directive with a block.
func (b *body) block(origin hcl.Range, kind BlockKind, inner body, name string, args ...Word) {
	b.words(origin, name, args...)
	(*b)[len(*b)-1].Block = &Block{Kind: kind, Directives: inner}
}

// quote writes a text of the topology where nginx reads it as it is.
func (e *emitter) quote(text string, a topology.Attr[string]) Word {
	return e.checked(text, a, Quote)
}

// literal writes a text of the topology where nginx would replace variables.
func (e *emitter) literal(text string, a topology.Attr[string]) Word {
	return e.checked(text, a, QuoteLiteral)
}

// variable is a "$" with what nginx reads as a variable's name after it.
var variable = regexp.MustCompile(`\$(?:[A-Za-z0-9_]+|\{[A-Za-z0-9_]+\})?`)

// value writes a text of the topology in which nginx variables are meant.
func (e *emitter) value(text string, a topology.Attr[string]) Word {
	for _, name := range variable.FindAllString(text, -1) {
		if name == "$" {
			e.fail(a.Range, "Text that nginx cannot read", `nginx takes each "$" for the beginning of a variable such as $host or ${host}, and knows no way to escape it.`)
			return Word{}
		}
	}
	return e.checked(text, a, Quote)
}

func (e *emitter) checked(text string, a topology.Attr[string], quote func(string) (Word, error)) Word {
	w, err := quote(text)
	if err != nil {
		e.fail(a.Range, "Text that nginx cannot read", "This cannot be written: %s.", err)
	}
	w.Sensitive = a.Sensitive
	return w
}

// label is the name of a block as an attribute, for the functions above.
func label(b topology.Block) topology.Attr[string] {
	return topology.Attr[string]{Value: b.Name, Set: true, Range: b.NameRange, NameRange: b.NameRange}
}

// number writes an integer, with something before it: "weight=".
func number(prefix string, a topology.Attr[int]) Word {
	return Word{Text: prefix + strconv.Itoa(a.Value), Sensitive: a.Sensitive}
}

// duration writes a time for a directive that counts in milliseconds.
func duration(a topology.Attr[time.Duration]) Word {
	text := fmt.Sprintf("%dms", a.Value.Milliseconds())
	if a.Value%time.Second == 0 {
		text = fmt.Sprintf("%ds", int64(a.Value/time.Second))
	}
	return Word{Text: text, Sensitive: a.Sensitive}
}

// seconds writes a time for a parameter that counts in seconds.
func (e *emitter) seconds(prefix string, a topology.Attr[time.Duration]) Word {
	if a.Value%time.Second != 0 {
		e.fail(a.Range, "Time too fine", "nginx counts this in whole seconds.")
	}
	return Word{Text: fmt.Sprintf("%s%ds", prefix, int64(a.Value/time.Second)), Sensitive: a.Sensitive}
}
