package topology

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// evaluator works a topology out. Locals, attributes and dynamic blocks are
// worked out when something asks for them, so that their order does not matter;
// what is being worked out stands on a stack, so that a cycle shows as its path.
type evaluator struct {
	root      *block
	top       map[string]*blockSet // the blocks at the top, by type
	variables map[string]*variable
	locals    map[string]*local
	secrets   *Secrets
	work      *work

	stack  []stackFrame
	blocks int       // how many blocks there are
	newest hcl.Range // of them
	diags  diagnosticSet
}

// blockSet is all blocks of one type at the top of the topology.
type blockSet struct {
	spec    *BlockSpec
	byName  map[string]*block
	blocks  []*block
	dynamic []pendingBlock // not expanded yet
	state   state          // of the dynamic ones
	object  cty.Value      // all of them, as an expression sees them
	known   bool           // object is worked out
}

type pendingBlock struct {
	raw   rawBlock
	order int
}

// local is a name of a locals block.
type local struct {
	rawAttribute
	state state
	value cty.Value
}

type stackFrame struct {
	state *state
	what  addressed
}

// addressed is what an error can name: a block, an attribute, a local, the
// dynamic blocks of a type. The name is made where an error needs it.
type addressed interface{ address() string }

// maxChain bounds how long a chain of references may be: each link is a few
// calls deep.
const maxChain = 5000

// enter begins to work something out. It returns false where that is under way
// already, which is a cycle, reported here.
func (e *evaluator) enter(s *state, what addressed, r hcl.Range) bool {
	if *s == working {
		e.reportCycle(s, what.address(), r)
		return false
	}
	if len(e.stack) >= maxChain {
		e.report(errorAt(r, "Chain of references too long", "%s is at the end of a chain of more than %d references.", what.address(), maxChain))
		return false
	}
	*s = working
	e.stack = append(e.stack, stackFrame{s, what})
	return true
}

func (e *evaluator) leave(s *state) {
	*s = done
	e.stack = e.stack[:len(e.stack)-1]
}

func (e *evaluator) reportCycle(s *state, name string, r hcl.Range) {
	first := slices.IndexFunc(e.stack, func(f stackFrame) bool { return f.state == s })
	var path []string
	for _, f := range e.stack[max(first, 0):] {
		if name := f.what.address(); len(path) == 0 || path[len(path)-1] != name {
			path = append(path, name)
		}
	}
	path = append(path, name)
	e.report(errorAt(r, "Cycle of references", "%s depends on itself: %s.", name, strings.Join(path, " → ")))
}

func (e *evaluator) report(diags ...*hcl.Diagnostic) { e.diags.add(diags...) }

// eval works an expression out. Where that fails the errors are reported and
// the value is unknown, which nothing reports again.
func (e *evaluator) eval(expr hcl.Expression, iters *iterators) cty.Value {
	if v, ok := literal(expr); ok {
		return v
	}
	if v, ok := iters.follow(expr); ok {
		return e.bounded(v, expr.Range())
	}
	ctx, missing := e.context(expr, iters)
	v, diags := expr.Value(ctx.EvalContext)
	if e.work.refused != nil {
		e.report(e.work.refused)
		return cty.DynamicVal
	}
	if !diags.HasErrors() {
		// try() may have met what is missing and gone another way.
		return e.bounded(v, expr.Range())
	}
	if len(missing) > 0 {
		diags = missing
	}
	if !ctx.poisoned() {
		e.report(diags...)
	}
	return cty.DynamicVal
}

// literal returns the value of an expression that refers to nothing, without
// the cost of a context.
func literal(expr hcl.Expression) (cty.Value, bool) {
	switch x := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val, true
	case *hclsyntax.TemplateExpr:
		if len(x.Parts) == 0 {
			return cty.StringVal(""), true
		}
		if lit, ok := x.Parts[0].(*hclsyntax.LiteralValueExpr); ok && len(x.Parts) == 1 && lit.Val.Type() == cty.String {
			return lit.Val, true
		}
	}
	return cty.NilVal, false
}

// The largest values that an expression may yield: a chain of locals that each
// double the one before would otherwise fill the memory.
const (
	maxString   = 1 << 16
	maxElements = 1 << 18
)

func (e *evaluator) bounded(v cty.Value, r hcl.Range) cty.Value {
	plain, _ := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() {
		return v
	}
	switch t := plain.Type(); {
	case t == cty.String && len(plain.AsString()) > maxString:
		e.report(errorAt(r, "Value too large", "The string has %d bytes; the most is %d.", len(plain.AsString()), maxString))
	case t.IsCollectionType() || t.IsTupleType() || t.IsObjectType():
		if n := plain.LengthInt(); n > maxElements {
			e.report(errorAt(r, "Value too large", "The value has %d elements; the most is %d.", n, maxElements))
			return cty.DynamicVal
		}
		if problem := e.work.tooLarge(plain); problem != "" {
			e.report(errorAt(r, "Value too large", "%s", problem))
			return cty.DynamicVal
		}
		return v
	case tooGreat(plain):
		e.report(errorAt(r, "Value too large", "%s", e.work.tooLarge(plain)))
	default:
		return v
	}
	return cty.DynamicVal
}

// value works an attribute out.
func (e *evaluator) value(a *attribute) cty.Value {
	if a.state == done {
		return a.value
	}
	if !e.enter(&a.state, a, a.nameRange) {
		return cty.DynamicVal
	}
	defer e.leave(&a.state)
	a.value = e.eval(a.expr, a.block.iterators)
	e.noteSensitive(a.value, a.expr)
	return a.value
}

func (a *attribute) address() string { return fmt.Sprintf("%s.%s", a.block.address(), a.name) }

func (l *local) address() string { return "local." + l.name }

func (s *blockSet) address() string { return fmt.Sprintf("dynamic %q", s.spec.Type) }

// localValue works a local out.
func (e *evaluator) localValue(l *local) cty.Value {
	if l.state == done {
		return l.value
	}
	if !e.enter(&l.state, l, l.nameRange) {
		return cty.DynamicVal
	}
	defer e.leave(&l.state)
	l.value = e.eval(l.expr, nil)
	e.noteSensitive(l.value, l.expr)
	return l.value
}

// sensitive is the mark of a value that must not be shown.
type sensitiveMark struct{}

var sensitive = sensitiveMark{}

// noteSensitive remembers the strings of a sensitive value, and where the
// source may spell it out.
func (e *evaluator) noteSensitive(v cty.Value, expr hcl.Expression) {
	if !v.ContainsMarked() {
		return
	}
	if _, diags := hcl.AbsTraversalForExpr(expr); diags.HasErrors() {
		e.secrets.addRange(expr.Range())
	}
	e.secrets.addAll(v)
}
