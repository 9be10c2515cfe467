package topology

import (
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/everlinux/hagen/internal/suggest"
)

// request is a part of the topology that an expression refers to: only that is
// worked out for it. Building every block for every expression would make the
// whole cost a square, and every pair of blocks a cycle.
type request struct {
	all   bool // everything from here on
	names []string
	parts map[string]*request
	rng   hcl.Range // where the expression says it
}

func (q *request) part(name string, r hcl.Range) *request {
	if q.parts == nil {
		q.parts = make(map[string]*request)
	}
	p := q.parts[name]
	if p == nil {
		p = &request{rng: r}
		q.parts[name] = p
		q.names = append(q.names, name)
	}
	return p
}

// add records the steps of a traversal after its root.
func (q *request) add(steps hcl.Traversal) {
	for _, step := range steps {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			q = q.part(s.Name, s.SrcRange)
		case hcl.TraverseIndex:
			if s.Key.Type() != cty.String || s.Key.IsNull() || s.Key.IsMarked() {
				q.all = true
				return
			}
			q = q.part(s.Key.AsString(), s.SrcRange)
		default:
			q.all = true
			return
		}
	}
	q.all = true
}

// exprContext is what one expression is worked out in.
type exprContext struct{ *hcl.EvalContext }

// poisoned tells whether something in the context failed before, which was
// reported then. It walks every value: ask only after a failure.
func (c exprContext) poisoned() bool {
	for _, v := range c.Variables {
		if !v.IsWhollyKnown() {
			return true
		}
	}
	return false
}

// context makes the context that an expression needs and no more. What the
// expression names and the topology does not have is returned as errors, for
// the caller to report unless the expression gets by without it.
func (e *evaluator) context(expr hcl.Expression, iters *iterators) (exprContext, hcl.Diagnostics) {
	ctx := exprContext{EvalContext: e.work.scope.NewChild()}
	ctx.Functions = functions()
	traversals := expr.Variables()
	if len(traversals) == 0 {
		return ctx, nil
	}
	ctx.Variables = make(map[string]cty.Value)
	wanted := &request{}
	for _, t := range traversals {
		root := t.RootName()
		if v, ok := iters.lookup(root); ok {
			ctx.Variables[root] = v
			continue
		}
		wanted.part(root, t[0].(hcl.TraverseRoot).SrcRange).add(t[1:])
	}
	var r resolver
	r.evaluator = e
	for _, root := range wanted.names {
		q := wanted.parts[root]
		switch set := e.top[root]; {
		case root == "var":
			ctx.Variables[root] = r.names(q, "variable", maps.Keys(e.variables), func(name string) (cty.Value, bool) {
				v := e.variables[name]
				if v == nil {
					return cty.NilVal, false
				}
				return v.value, true
			})
		case root == "local":
			ctx.Variables[root] = r.names(q, "local", maps.Keys(e.locals), func(name string) (cty.Value, bool) {
				l := e.locals[name]
				if l == nil {
					return cty.NilVal, false
				}
				return e.localValue(l), true
			})
		case set != nil:
			ctx.Variables[root] = r.set(set, q)
		default:
			r.missing = append(r.missing, errorAt(q.rng, "Unknown name", "Nothing is called %q here.%s", root, suggest.DidYouMean(root, e.rootNames(iters))))
		}
	}
	return ctx, r.missing
}

// rootNames are the names that an expression can begin with.
func (e *evaluator) rootNames(iters *iterators) []string {
	names := []string{"var", "local"}
	for ; iters != nil; iters = iters.outer {
		names = append(names, iters.name)
	}
	return append(names, slices.Sorted(maps.Keys(e.top))...)
}

// resolver turns requests into values and collects what is missing.
type resolver struct {
	*evaluator
	missing hcl.Diagnostics
}

// names resolves the variables or locals that are asked for.
func (r *resolver) names(q *request, kind string, all iter.Seq[string], get func(string) (cty.Value, bool)) cty.Value {
	wanted := q.names
	if q.all {
		wanted = slices.Sorted(all)
	}
	object := make(map[string]cty.Value, len(wanted))
	for _, name := range wanted {
		v, ok := get(name)
		if !ok {
			r.missing = append(r.missing, errorAt(q.parts[name].rng, "Unknown "+kind, "There is no %s %q.%s", kind, name, suggest.DidYouMean(name, slices.Sorted(all))))
			continue
		}
		object[name] = v
	}
	return cty.ObjectVal(object)
}

// set resolves blocks at the top of the topology.
func (r *resolver) set(set *blockSet, q *request) cty.Value {
	if q.all {
		return r.allOf(set)
	}
	object := make(map[string]cty.Value, len(q.names))
	for _, name := range q.names {
		if b := r.lookup(set, name); b != nil {
			object[name] = r.block(b, q.parts[name])
		} else {
			r.missing = append(r.missing, unknownReference(set, name, q.parts[name].rng))
		}
	}
	return cty.ObjectVal(object)
}

func unknownReference(set *blockSet, name string, r hcl.Range) *hcl.Diagnostic {
	names := slices.Sorted(maps.Keys(set.byName))
	return errorAt(r, "Unknown "+set.spec.Type, "The topology has no %s %q.%s", set.spec.Type, name, suggest.DidYouMean(name, names))
}

// block resolves parts of one block.
func (r *resolver) block(b *block, q *request) cty.Value {
	if q.all {
		return r.objectOf(b)
	}
	object := make(map[string]cty.Value, len(q.names))
	for _, name := range q.names {
		part := q.parts[name]
		spec, nested := b.spec.attr(name), b.spec.block(name)
		switch {
		case name == "name" && len(b.labels) > 0:
			object[name] = cty.StringVal(b.name())
		case name == "ip" && b.spec.attr("address") != nil:
			object[name] = r.ipOf(b)
		case spec != nil && spec.Kind == Reference && !spec.List && !part.all:
			if target := r.target(b.attr(name), spec); target != nil {
				object[name] = r.block(target, part)
			} else {
				object[name] = cty.DynamicVal
			}
		case spec != nil && exported(spec):
			object[name] = r.exportedValue(b, spec)
		case nested != nil && nested != b.spec:
			object[name] = r.nested(b, nested, part)
		default:
			r.missing = append(r.missing, errorAt(part.rng, "Unknown attribute", "%s has no %q.%s", b.address(), name, suggest.DidYouMean(name, partNames(b.spec))))
		}
	}
	return cty.ObjectVal(object)
}

// nested resolves the blocks of one type within a block.
func (r *resolver) nested(b *block, spec *BlockSpec, q *request) cty.Value {
	if q.all || len(spec.Labels) != 1 {
		return r.nestedObject(b, spec)
	}
	byName := make(map[string]*block)
	for _, child := range r.childrenOf(b) {
		if child.spec == spec {
			byName[child.name()] = child
		}
	}
	object := make(map[string]cty.Value, len(q.names))
	for _, name := range q.names {
		if child := byName[name]; child != nil {
			object[name] = r.block(child, q.parts[name])
			continue
		}
		r.missing = append(r.missing, errorAt(q.parts[name].rng, "Unknown "+spec.Type, "%s has no %s %q.%s",
			b.address(), spec.Type, name, suggest.DidYouMean(name, slices.Sorted(maps.Keys(byName)))))
	}
	return cty.ObjectVal(object)
}

// partNames are the names that can follow a block of that type in an expression.
func partNames(spec *BlockSpec) []string {
	names := []string{"name"}
	for i := range spec.Attrs {
		if exported(&spec.Attrs[i]) {
			names = append(names, spec.Attrs[i].Name)
		}
	}
	for _, b := range spec.Blocks {
		names = append(names, b.Type)
	}
	return names
}

// lookup finds a block at the top; dynamic blocks are expanded only where none
// that is written out has the name.
func (e *evaluator) lookup(set *blockSet, name string) *block {
	if b := set.byName[name]; b != nil {
		return b
	}
	e.expandSet(set)
	return set.byName[name]
}

// expandSet expands the dynamic blocks of one type at the top.
func (e *evaluator) expandSet(set *blockSet) {
	if set.state == done || len(set.dynamic) == 0 {
		return
	}
	pending := set.dynamic[0]
	if !e.enter(&set.state, set, pending.raw.header) {
		return
	}
	defer e.leave(&set.state)
	for _, pending := range set.dynamic {
		for _, b := range e.instances(pending.raw, e.root, pending.order) {
			e.addTop(set, b)
		}
	}
}

// target returns the block that a reference attribute names; nil without one.
func (e *evaluator) target(a *attribute, spec *AttrSpec) *block {
	if a == nil {
		return nil
	}
	return e.reference(a.expr, spec, a.block.iterators)
}

// reference returns the block that an expression names. A plain reference is
// followed without working the block out.
func (e *evaluator) reference(expr hcl.Expression, spec *AttrSpec, iters *iterators) *block {
	if name, ok := plainReference(expr, spec, iters); ok {
		set := e.top[spec.Ref]
		b := e.lookup(set, name)
		if b == nil {
			e.report(unknownReference(set, name, expr.Range()))
		}
		return b
	}
	v := e.eval(expr, iters)
	if !v.IsKnown() || v.IsNull() {
		return nil
	}
	return e.referenced(v, spec, expr.Range())
}

// plainReference returns the name in an expression such as host.name, of a block
// of the type that the attribute names.
func plainReference(expr hcl.Expression, spec *AttrSpec, iters *iterators) (name string, ok bool) {
	t, diags := hcl.AbsTraversalForExpr(expr)
	if diags.HasErrors() || len(t) != 2 || t.RootName() != spec.Ref {
		return "", false
	}
	if _, shadowed := iters.lookup(spec.Ref); shadowed {
		return "", false
	}
	return stepName(t[1])
}

// referenced returns the block that a value stands for.
func (e *evaluator) referenced(v cty.Value, spec *AttrSpec, r hcl.Range) *block {
	v, marks := v.Unmark()
	if v.Type().IsObjectType() && v.Type().HasAttribute(refAttribute) {
		if b, ok := v.GetAttr(refAttribute).EncapsulatedValue().(*block); ok && b.spec.Type == spec.Ref {
			return b
		} else if ok {
			e.report(errorAt(r, "Wrong reference", "%s is a %s; %s names a %s.", b.address(), b.spec.Type, spec.Name, spec.Ref))
			return nil
		}
	}
	hint := ""
	if v.Type() == cty.String && v.IsKnown() && !v.IsNull() && len(marks) == 0 {
		hint = fmt.Sprintf(" Did you mean %s[%q]?", spec.Ref, v.AsString())
	}
	e.report(errorAt(r, "Not a reference", "%s names a %s: write %s.name, without quotes.%s", spec.Name, spec.Ref, spec.Ref, hint))
	return nil
}

func stepName(step hcl.Traverser) (string, bool) {
	switch s := step.(type) {
	case hcl.TraverseAttr:
		return s.Name, true
	case hcl.TraverseIndex:
		if s.Key.Type() == cty.String && !s.Key.IsNull() && s.Key.IsKnown() && !s.Key.IsMarked() {
			return s.Key.AsString(), true
		}
	}
	return "", false
}
