package topology

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/everlinux/hagen/internal/parallel"
)

// Most blocks of a large topology stand alone: their values are written out, or
// name other blocks without asking what those are. Such blocks can be worked out
// side by side, each run of them by a fork of the evaluator.

// runLength is how many blocks one fork works out.
const runLength = 256

// fork returns an evaluator for blocks that stand alone. It shares what it only
// reads; what it reports and learns is its own until it joins.
func (e *evaluator) fork() *evaluator {
	return &evaluator{root: e.root, top: e.top, variables: e.variables, locals: e.locals, secrets: &Secrets{}, work: e.work.fork()}
}

// join takes over what a fork reported and learnt.
func (e *evaluator) join(f *evaluator) {
	e.report(f.diags.list...)
	e.secrets.merge(f.secrets)
	if f.blocks < maxBlocks {
		e.countBlocks(f.blocks, f.newest)
	}
}

// sideBySide calls do for each run of the numbers below n, with a fork that joins
// afterwards, in order.
func (e *evaluator) sideBySide(n int, do func(f *evaluator, from, to int)) {
	forks := make([]*evaluator, (n+runLength-1)/runLength)
	parallel.Do(len(forks), func(i int) {
		forks[i] = e.fork()
		do(forks[i], i*runLength, min(n, (i+1)*runLength))
	})
	for _, f := range forks {
		e.join(f)
	}
}

// alone tells whether a block, with the blocks in it, can be worked out without
// working out anything else. It only reads.
func (e *evaluator) alone(b *block) bool {
	for i := range b.attrs {
		if a := &b.attrs[i]; !e.exprAlone(a.expr, a.spec, b.iterators) {
			return false
		}
	}
	for i := range b.nested {
		raw := &b.nested[i]
		body, native := raw.body.(*hclsyntax.Body)
		if !native || !e.bodyAlone(raw.typ, body, b.spec, b.iterators) {
			return false
		}
	}
	return true
}

// bodyAlone is alone for the body of a block of a type within another.
func (e *evaluator) bodyAlone(typ string, body *hclsyntax.Body, outer *BlockSpec, iters *iterators) bool {
	spec := outer.block(typ)
	if spec == nil { // a dynamic block, or an error
		return false
	}
	for name, a := range body.Attributes {
		if !e.exprAlone(a.Expr, spec.attr(name), iters) {
			return false
		}
	}
	for _, nested := range body.Blocks {
		if !e.bodyAlone(nested.Type, nested.Body, spec, iters) {
			return false
		}
	}
	return true
}

// exprAlone tells whether an expression needs at most variables, which have their
// values, the iterators around it, and the names of blocks that are written out.
// spec is nil for an open attribute.
func (e *evaluator) exprAlone(expr hcl.Expression, spec *AttrSpec, iters *iterators) bool {
	if _, ok := literal(expr); ok {
		return true
	}
	if tuple, ok := expr.(*hclsyntax.TupleConsExpr); ok {
		for _, element := range tuple.Exprs {
			if !e.exprAlone(element, spec, iters) {
				return false
			}
		}
		return true
	}
	if spec != nil && spec.Kind == Reference {
		if name, ok := plainReference(expr, spec, iters); ok {
			return e.top[spec.Ref].byName[name] != nil
		}
	}
	for _, t := range expr.Variables() {
		if _, ok := iters.lookup(t.RootName()); !ok && t.RootName() != "var" {
			return false
		}
	}
	return true
}
