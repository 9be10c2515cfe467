package topology

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A short topology can ask for much: for expressions within each other, functions
// that repeat a text, lists of lists that share what they hold. So the work that
// expressions ask for is counted, and what one function may yield is known before it
// is called.
const (
	// maxWork is how many elements and blocks of workUnit bytes expressions may go
	// through, all of a topology together, and workPerByte how many more for each byte
	// of its files: some seconds of a processor.
	maxWork     = 1 << 21
	workPerByte = 4
	workUnit    = 64
	// errorCost is what an error costs, which holds on to all that led to it.
	errorCost = 1 << 10
	// sortCost is what an element of a set costs: sets are sorted whenever something
	// goes through them.
	sortCost = 64
	// maxResult is the largest string that a function may yield.
	maxResult = 1 << 24
	// maxNodes is how many values a value may hold, those within its elements
	// included, each as often as it is there; one more for each byte of the files.
	maxNodes = 1 << 20
	// maxExponent bounds numbers: written out, 1e1000000000 has as many digits.
	maxExponent = 1 << 12
)

// work is what is left of the work that expressions may ask for. It is found from
// within an expression at the end of the chain of its contexts.
type work struct {
	left    int
	nodes   int             // how many values a value may hold
	refused *hcl.Diagnostic // the first time that there was nothing left; nil for never
	scope   *hcl.EvalContext
}

// workName is under what contexts hold the work: no name that an expression can have.
const workName = "\x00work"

var workType = cty.Capsule("work", reflect.TypeFor[work]())

// newWork allows what the size of the topology's files allows.
func newWork(bytes int) *work {
	w := &work{left: maxWork + workPerByte*bytes, nodes: maxNodes + bytes}
	w.scope = &hcl.EvalContext{Variables: map[string]cty.Value{workName: cty.CapsuleVal(workType, w)}}
	return w
}

// fork is the work of a fork of the evaluator: what one that goes first leaves to
// another would depend on the processors.
func (w *work) fork() *work {
	f := newWork(0)
	f.left, f.nodes = max(w.left/runLength, 1<<16), w.nodes
	return f
}

// workOf is the work of a context. There is none where an expression is to be a bare
// word, which no for expression is.
func workOf(ctx *hcl.EvalContext) *work {
	for ; ctx != nil; ctx = ctx.Parent() {
		if w, ok := ctx.Variables[workName]; ok {
			return w.EncapsulatedValue().(*work)
		}
	}
	return &work{}
}

func (w *work) spend(n int) { w.left -= min(n, w.left) }

// refuse notes where the work became too much.
func (w *work) refuse(r hcl.Range) {
	if w.refused == nil {
		w.refused = errorAt(r, "Too much to work out", "The expressions of the topology go through more than %d elements up to here: in for expressions within each other, or in long lists in each round.", maxWork)
	}
}

// counted is a part of a for expression, whose work counts. The expression inside is
// in parentheses, so that what walks over it finds it.
type counted struct {
	*hclsyntax.ParenthesesExpr
	// collection is true for what the rounds are made over; the other parts are worked
	// out in each round.
	collection bool
}

// Value works the part out; it is unknown where the work is too much.
func (c *counted) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	w := workOf(ctx)
	if w.left <= 0 {
		w.refuse(c.Range())
		return cty.DynamicVal, nil
	}
	v, diags := c.ParenthesesExpr.Value(ctx)
	w.spend(len(diags) * errorCost)
	if size := sizeOf(v); c.collection || size > 1 {
		w.spend(1 + size)
	}
	if w.left <= 0 {
		w.refuse(c.Range())
		return cty.DynamicVal, nil
	}
	return v, diags
}

// countRounds makes the for expressions of a file count their rounds.
func countRounds(body *hclsyntax.Body, src []byte) {
	if !mayLoop(src) {
		return
	}
	_ = hclsyntax.VisitAll(body, func(n hclsyntax.Node) hcl.Diagnostics { countNode(n); return nil })
}

func countNode(n hclsyntax.Node) {
	if loop, ok := n.(*hclsyntax.ForExpr); ok {
		loop.CollExpr = &counted{inParentheses(loop.CollExpr), true}
		loop.ValExpr = &counted{inParentheses(loop.ValExpr), false}
		if loop.CondExpr != nil {
			loop.CondExpr = &counted{inParentheses(loop.CondExpr), false}
		}
	}
}

func inParentheses(expr hclsyntax.Expression) *hclsyntax.ParenthesesExpr {
	return &hclsyntax.ParenthesesExpr{Expression: expr, SrcRange: expr.Range()}
}

// mayLoop never says no to a text with a for expression.
func mayLoop(src []byte) bool {
	for {
		i := bytes.Index(src, []byte("for"))
		if i < 0 {
			return false
		}
		if src = src[i+3:]; len(src) > 0 && (src[0] == ' ' || src[0] == '\t' || src[0] == '\n' || src[0] == '\r' || src[0] == '/' || src[0] == '#') {
			return true
		}
	}
}

// sizeOf is how much there is to go through in a value: its elements, or the blocks of
// its string.
func sizeOf(v cty.Value) int {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() {
		return 1
	}
	switch t := v.Type(); {
	case t == cty.String:
		return len(v.AsString()) / workUnit
	case t.IsSetType():
		return v.LengthInt() * sortCost
	case t.IsCollectionType() || t.IsTupleType() || t.IsObjectType():
		return v.LengthInt()
	}
	return 1
}

// tooGreat tells whether a value is a number that would be long, written out.
func tooGreat(v cty.Value) bool {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.Number {
		return false
	}
	exponent := v.AsBigFloat().MantExp(nil)
	return exponent > maxExponent || exponent < -maxExponent
}

// tooLarge says what is too large about a value, "" for nothing: how many values it
// holds, or a number in it.
func (w *work) tooLarge(v cty.Value) string {
	n, great := nodes(v, w.nodes)
	switch {
	case great:
		return fmt.Sprintf("A number has more than %d bits.", maxExponent)
	case n >= w.nodes:
		return fmt.Sprintf("The value has more than %d values within each other.", w.nodes)
	}
	return ""
}

// nodes counts a value and the values in it, up to a limit. great is true where one of
// those is too great a number.
func nodes(v cty.Value, limit int) (n int, great bool) {
	v, _ = v.Unmark()
	if tooGreat(v) {
		return 1, true
	}
	n = 1
	t := v.Type()
	if t.IsCollectionType() && v.IsKnown() && !v.IsNull() && (t.ElementType() == cty.String || t.ElementType() == cty.Bool) {
		return n + v.LengthInt(), false // a set would be sorted to go through it
	}
	if v.IsKnown() && !v.IsNull() && (t.IsCollectionType() || t.IsTupleType() || t.IsObjectType()) {
		for it := v.ElementIterator(); n < limit && !great && it.Next(); {
			_, elem := it.Element()
			var more int
			more, great = nodes(elem, limit-n)
			n += more
		}
	}
	return n, great
}

// growing is a function that does what another does, unless its result would be too
// large.
func growing(f function.Function, grown func(args []cty.Value) int) function.Function {
	return function.New(&function.Spec{
		Description: f.Description(),
		Params:      f.Params(),
		VarParam:    f.VarParam(),
		Type:        f.ReturnTypeForValues,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if slices.ContainsFunc(args, tooGreat) {
				return cty.NilVal, fmt.Errorf("a number has more than %d bits", maxExponent)
			}
			if grown(args) > maxResult {
				return cty.NilVal, fmt.Errorf("the result would have more than %d bytes", maxResult)
			}
			return f.Call(args)
		},
	})
}

// grown are the functions that can yield far more than they are given, and how long
// what they yield can be at most.
var grown = map[string]func(args []cty.Value) int{
	"replace": func(args []cty.Value) int {
		text := stringOf(args[0])
		return len(text) + times(strings.Count(text, stringOf(args[1])), len(stringOf(args[2])))
	},
	"regexreplace": func(args []cty.Value) int {
		found := stringOf(args[0])
		return len(found) + times(len(found)+1, len(stringOf(args[2]))) + times(strings.Count(stringOf(args[2]), "$"), len(found))
	},
	"indent": func(args []cty.Value) int {
		spaces, _ := args[0].AsBigFloat().Int64()
		lines := stringOf(args[1])
		return len(lines) + times(strings.Count(lines, "\n"), int(max(spaces, 0)))
	},
	"join": func(args []cty.Value) int {
		n := 0
		for _, list := range args[1:] {
			for it := list.ElementIterator(); n <= maxResult && it.Next(); {
				_, elem := it.Element()
				n += len(stringOf(args[0])) + len(stringOf(elem))
			}
		}
		return n
	},
	"format":     formatted,
	"formatlist": formatted,
	"jsonencode": func(args []cty.Value) int { return encoded(args[0], maxResult) },
	"tostring":   func(args []cty.Value) int { return 0 }, // of a number, see growing
}

// formatted is how long what a format makes of arguments can be: each argument may
// stand in it as often as there are verbs. Of lists each text has one element.
func formatted(args []cty.Value) int {
	layout := stringOf(args[0])
	each, lists, longest := len(layout), 0, 1
	for _, arg := range args[1:] {
		if plain, _ := arg.Unmark(); plain.IsKnown() && !plain.IsNull() && plain.CanIterateElements() {
			lists += encoded(plain, maxResult)
			longest = max(longest, plain.LengthInt())
		} else {
			each += encoded(arg, maxResult) + 64
		}
	}
	for _, number := range strings.FieldsFunc(layout, func(r rune) bool { return r < '0' || r > '9' }) {
		width, err := strconv.Atoi(number)
		if err != nil {
			width = maxResult
		}
		each += min(width, maxResult+1)
	}
	return times(max(strings.Count(layout, "%"), 1), lists+times(longest, each))
}

// encoded is how many bytes a value has as JSON, about and up to a limit.
func encoded(v cty.Value, limit int) int {
	v, _ = v.Unmark()
	t := v.Type()
	switch {
	case !v.IsKnown() || v.IsNull():
		return 4
	case t == cty.String:
		return len(v.AsString()) + 2
	case !(t.IsCollectionType() || t.IsTupleType() || t.IsObjectType()):
		return 8
	}
	n := 2
	for it := v.ElementIterator(); n <= limit && it.Next(); {
		key, elem := it.Element()
		n += encoded(elem, limit-n) + 1
		if key.Type() == cty.String && !t.IsSetType() {
			n += len(stringOf(key)) + 3
		}
	}
	return n
}

// stringOf is a string, "" where it is unknown or null.
func stringOf(v cty.Value) string {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

// times is a product, or more than any result may have.
func times(a, b int) int {
	if a > 0 && b > maxResult/a {
		return maxResult + 1
	}
	return a * b
}
