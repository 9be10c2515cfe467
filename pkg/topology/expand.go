package topology

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// maxBlocks bounds what dynamic blocks can grow to.
const maxBlocks = 2_000_000

// bodyContent is a body that was taken apart.
type bodyContent struct {
	attrs  []rawAttribute
	blocks []rawBlock
}

// newBlock makes a block whose body was read.
func (e *evaluator) newBlock(spec *BlockSpec, raw rawBlock, content bodyContent, parent *block, iters *iterators) *block {
	e.countBlocks(1, raw.header)
	b := &block{
		spec: spec, parent: parent, header: raw.header, labels: raw.labels, labelRanges: raw.labelRanges,
		iterators: iters, nested: content.blocks,
	}
	b.attrs = make([]attribute, len(content.attrs))
	for i := range content.attrs {
		a := &content.attrs[i]
		b.attrs[i] = attribute{rawAttribute: a, spec: spec.attr(a.name), block: b}
	}
	if spec.new != nil {
		b.model = spec.new()
	}
	e.checkLabels(b)
	return b
}

// countBlocks counts new blocks, of which the newest is at r.
func (e *evaluator) countBlocks(n int, r hcl.Range) {
	before := e.blocks
	e.blocks, e.newest = before+n, r
	if before < maxBlocks && e.blocks >= maxBlocks {
		e.report(errorAt(r, "Too many blocks", "The topology has more than %d blocks.", maxBlocks))
	}
}

func (e *evaluator) readBlock(body hcl.Body, spec *BlockSpec) bodyContent {
	attrs, blocks, diags := readBody(body, spec)
	e.report(diags...)
	return bodyContent{attrs, blocks}
}

// childrenOf returns the blocks within a block, dynamic ones expanded.
func (e *evaluator) childrenOf(b *block) []*block {
	if b.childrenState == done || !e.enter(&b.childrenState, b, b.header) {
		return b.children
	}
	defer e.leave(&b.childrenState)
	for i, raw := range b.nested {
		b.children = append(b.children, e.instances(raw, b, i)...)
	}
	return b.children
}

// instances returns the blocks that one written block stands for.
func (e *evaluator) instances(raw rawBlock, parent *block, order int) []*block {
	var list []*block
	if raw.typ == dynamicType {
		list = e.expandDynamic(raw, parent)
	} else {
		spec := parent.spec.block(raw.typ)
		list = []*block{e.newBlock(spec, raw, e.readBlock(raw.body, spec), parent, parent.iterators)}
	}
	for _, b := range list {
		b.order = order
	}
	return list
}

// dynamicSpec is the body of a dynamic block; its content is read by the spec
// of the block that it stands for.
var dynamicSpec = &BlockSpec{
	Type: dynamicType,
	Attrs: []AttrSpec{
		{Name: "for_each", Kind: AnyValue, Required: true, Doc: "A list, set, map or object: one block for each element.", Example: "local.backends"},
		{Name: "iterator", Kind: Name, Computed: "the block's type", Doc: "The name that stands for the element in `labels` and `content`: an object of `key` and `value`.", Example: "backend"},
		{Name: "labels", Kind: String, List: true, Doc: "The labels of the blocks.", Example: "[member.value]"},
	},
	Blocks: []*BlockSpec{{Type: "content", Doc: "The body of the blocks."}},
}

// expandDynamic makes one block for each element of a dynamic block's for_each.
func (e *evaluator) expandDynamic(raw rawBlock, parent *block) []*block {
	spec := e.dynamicTarget(raw, parent)
	dyn := e.readBlock(raw.body, dynamicSpec)
	var forEach, labels, iterator *rawAttribute
	for i, a := range dyn.attrs {
		switch a.name {
		case "for_each":
			forEach = &dyn.attrs[i]
		case "labels":
			labels = &dyn.attrs[i]
		case "iterator":
			iterator = &dyn.attrs[i]
		}
	}
	if spec == nil {
		return nil
	}
	if forEach == nil {
		e.report(errorAt(raw.header, "Missing attribute", "A dynamic block needs for_each: the list, set or map with an element for each block."))
		return nil
	}
	if len(dyn.blocks) != 1 || dyn.blocks[0].typ != "content" {
		e.report(errorAt(raw.header, "Missing content", "A dynamic block needs one content block: the body of the blocks that it stands for."))
		return nil
	}
	name := spec.Type
	if iterator != nil {
		if name = hcl.ExprAsKeyword(iterator.expr); name == "" {
			v, _ := iterator.expr.Value(nil) // the JSON syntax has no bare words
			if v.Type() != cty.String || v.IsNull() || !v.IsKnown() || v.IsMarked() {
				e.report(errorAt(iterator.expr.Range(), "Invalid iterator", "The iterator of a dynamic block is a bare word: the name of the element in its content."))
				return nil
			}
			name = v.AsString()
		}
	}
	elements := e.eval(forEach.expr, parent.iterators)
	if !e.iterable(elements, forEach.expr.Range()) {
		return nil
	}

	content := e.readBlock(dyn.blocks[0].body, spec)
	var list []*block
	for it := elements.ElementIterator(); it.Next() && e.blocks < maxBlocks; {
		key, value := it.Element()
		if elements.Type().IsSetType() {
			key = value
		}
		iters := &iterators{name, cty.ObjectVal(map[string]cty.Value{"key": key, "value": value}), parent.iterators}
		instance := raw
		instance.typ = spec.Type
		var ok bool
		if instance.labels, instance.labelRanges, ok = e.dynamicLabels(labels, spec, raw, iters); ok {
			list = append(list, e.newBlock(spec, instance, content, parent, iters))
		}
	}
	return list
}

// dynamicTarget is the spec of the blocks that a dynamic block stands for.
func (e *evaluator) dynamicTarget(raw rawBlock, parent *block) *BlockSpec {
	if len(raw.labels) != 1 {
		e.report(errorAt(raw.header, "Wrong number of labels", "A dynamic block has one label: the type of the blocks that it stands for."))
		return nil
	}
	spec := parent.spec.block(raw.labels[0])
	if spec == nil {
		e.report(unknownBlock(parent.spec, raw.labels[0], raw.labelRanges[0]))
	} else if spec == variableSpec || spec == localsSpec {
		e.report(errorAt(raw.header, "Invalid dynamic block", "%q blocks cannot be dynamic: everything else is worked out from them.", spec.Type))
		spec = nil
	}
	return spec
}

// iterable tells whether a value can be a for_each, and reports why not.
func (e *evaluator) iterable(v cty.Value, r hcl.Range) bool {
	switch {
	case v.IsMarked():
		e.report(errorAt(r, "Sensitive for_each", "The blocks' labels would show the sensitive value."))
	case !v.IsKnown(): // reported already
	case v.IsNull():
		e.report(errorAt(r, "Invalid for_each", "The value is null; for_each needs a list, set, map or object."))
	case !v.CanIterateElements():
		e.report(errorAt(r, "Invalid for_each", "The value is %s; for_each needs a list, set, map or object.", v.Type().FriendlyName()))
	default:
		return true
	}
	return false
}

func (e *evaluator) dynamicLabels(labels *rawAttribute, spec *BlockSpec, raw rawBlock, iters *iterators) ([]string, []hcl.Range, bool) {
	if labels == nil {
		if len(spec.Labels) > 0 {
			e.report(errorAt(raw.header, "Missing labels", "A %q block has %s: write labels = [%s.key], say.", spec.Type, countLabels(spec), iters.name))
			return nil, nil, false
		}
		return nil, nil, true
	}
	exprs, diags := hcl.ExprList(labels.expr)
	if diags.HasErrors() || len(exprs) != len(spec.Labels) {
		e.report(errorAt(labels.expr.Range(), "Wrong number of labels", "A %q block has %s; write as many in a list, in brackets.", spec.Type, countLabels(spec)))
		return nil, nil, false
	}
	texts, ranges := make([]string, len(exprs)), make([]hcl.Range, len(exprs))
	for i, expr := range exprs {
		v := e.eval(expr, iters)
		if !v.IsKnown() {
			return nil, nil, false
		}
		text, err := labelText(v)
		if err != nil {
			e.report(errorAt(expr.Range(), "Invalid label", "The label %s.", err))
			return nil, nil, false
		}
		texts[i], ranges[i] = text, expr.Range()
	}
	return texts, ranges, true
}

func labelText(v cty.Value) (string, error) {
	if v.IsMarked() {
		return "", fmt.Errorf("is sensitive; labels are shown")
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil || s.IsNull() {
		return "", fmt.Errorf("is %s; it must be a string", v.Type().FriendlyName())
	}
	return s.AsString(), nil
}

// labelSpec is what a label has beside its kind: nothing.
var labelSpec = &AttrSpec{}

// checkLabels reports labels that their kinds refuse.
func (e *evaluator) checkLabels(b *block) {
	for i, l := range b.spec.Labels {
		if i >= len(b.labels) {
			break
		}
		if _, err := parseText(l.Kind, labelSpec, b.labels[i], l.Name); err != nil {
			e.report(errorAt(b.labelRanges[i], fmt.Sprintf("Invalid %s", l.Name), "%s.", err))
		}
	}
}

// wholeNumber returns a number as an int; false where it is none or too large.
func wholeNumber(v cty.Value) (int, bool) {
	f := v.AsBigFloat()
	i, accuracy := f.Int64()
	if accuracy != big.Exact || int64(int(i)) != i {
		return 0, false
	}
	return int(i), true
}
