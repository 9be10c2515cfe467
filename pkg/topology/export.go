package topology

import (
	"net/netip"
	"reflect"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// What an expression sees of a block is an object: its label as "name", its
// attributes (defaults included), the blocks within it by type and label. All
// objects of one type of block have one cty type, so that conditionals and
// lists can mix them.

// refAttribute is the hidden attribute by which an object is known as a block.
const refAttribute = "\x00block"

var refType = cty.Capsule("block", reflect.TypeFor[block]())

// exported tells whether expressions see an attribute.
func exported(spec *AttrSpec) bool { return spec.Kind != AnyValue && spec.Kind != TypeExpr }

// exportType is the type of an attribute in expressions.
func exportType(spec *AttrSpec) cty.Type {
	t := cty.String
	switch spec.Kind {
	case Int, Port:
		t = cty.Number
	case Bool:
		t = cty.Bool
	case Map, Object:
		t = cty.Map(cty.String)
	case Reference:
		t = objectType(rootSpec.block(spec.Ref))
	}
	if spec.List {
		t = cty.List(t)
	}
	return t
}

// objectType is the type of a block in expressions.
func objectType(spec *BlockSpec) cty.Type {
	attrs := map[string]cty.Type{refAttribute: refType}
	if len(spec.Labels) > 0 {
		attrs["name"] = cty.String
	}
	for i := range spec.Attrs {
		if exported(&spec.Attrs[i]) {
			attrs[spec.Attrs[i].Name] = exportType(&spec.Attrs[i])
		}
	}
	if spec.attr("address") != nil {
		attrs["ip"] = cty.String
	}
	for _, nested := range spec.Blocks {
		if t := nestedType(spec, nested); t != cty.NilType {
			attrs[nested.Type] = t
		}
	}
	return cty.Object(attrs)
}

// nestedType is the type of the blocks of one type within a block: an object
// for one that stands alone, a map by label for others. Blocks that hold
// themselves, and those with no one label to know them by, are not seen.
func nestedType(spec, nested *BlockSpec) cty.Type {
	switch {
	case nested == spec || nested.block(nested.Type) == nested:
		return cty.NilType
	case nested.Single:
		return objectType(nested)
	case len(nested.Labels) == 1:
		return cty.Map(objectType(nested))
	}
	return cty.NilType
}

// objectOf returns a whole block as an expression sees it.
func (e *evaluator) objectOf(b *block) cty.Value {
	if b.objectState == done {
		return b.object
	}
	if !e.enter(&b.objectState, b, b.header) {
		return cty.UnknownVal(objectType(b.spec))
	}
	defer e.leave(&b.objectState)
	object := map[string]cty.Value{refAttribute: cty.CapsuleVal(refType, b)}
	if len(b.spec.Labels) > 0 {
		object["name"] = cty.StringVal(b.name())
	}
	for i := range b.spec.Attrs {
		if spec := &b.spec.Attrs[i]; exported(spec) {
			object[spec.Name] = e.exportedValue(b, spec)
		}
	}
	if b.spec.attr("address") != nil {
		object["ip"] = e.ipOf(b)
	}
	for _, nested := range b.spec.Blocks {
		if nestedType(b.spec, nested) != cty.NilType {
			object[nested.Type] = e.nestedObject(b, nested)
		}
	}
	b.object = cty.ObjectVal(object)
	return b.object
}

// nestedObject returns the blocks of one type within a block.
func (e *evaluator) nestedObject(b *block, spec *BlockSpec) cty.Value {
	t := nestedType(b.spec, spec)
	if t == cty.NilType {
		return cty.DynamicVal
	}
	objects := make(map[string]cty.Value)
	for _, child := range e.childrenOf(b) {
		if child.spec != spec {
			continue
		}
		if spec.Single {
			return e.objectOf(child)
		}
		objects[child.name()] = e.objectOf(child)
	}
	switch {
	case spec.Single:
		return cty.NullVal(t)
	case len(objects) == 0:
		return cty.MapValEmpty(t.ElementType())
	}
	return cty.MapVal(objects)
}

// allOf returns all blocks of one type at the top.
func (e *evaluator) allOf(set *blockSet) cty.Value {
	if set.known {
		return set.object
	}
	e.expandSet(set)
	if set.state == working { // a cycle, reported
		return cty.DynamicVal
	}
	objects := make(map[string]cty.Value, len(set.blocks))
	for _, b := range set.blocks {
		objects[b.name()] = e.objectOf(b)
	}
	set.object, set.known = cty.ObjectVal(objects), true
	return set.object
}

// exportedValue returns an attribute as an expression sees it, its default
// where it is not written.
func (e *evaluator) exportedValue(b *block, spec *AttrSpec) cty.Value {
	t := exportType(spec)
	a := b.attr(spec.Name)
	switch {
	case a == nil && spec.Default != "" && !spec.List:
		v, err := convert.Convert(cty.StringVal(spec.Default), t)
		if err != nil {
			return cty.UnknownVal(t)
		}
		return v
	case a == nil:
		return cty.NullVal(t)
	case spec.Kind == Reference && !spec.List:
		if target := e.target(a, spec); target != nil {
			return e.objectOf(target)
		}
		return cty.UnknownVal(t)
	}
	v, err := convert.Convert(e.value(a), t)
	if err != nil { // decoding the attribute reports it
		return cty.UnknownVal(t)
	}
	if spec.Sensitive {
		v = v.Mark(sensitive)
	}
	return v
}

// ipOf returns a block's address without its prefix length.
func (e *evaluator) ipOf(b *block) cty.Value {
	v := e.exportedValue(b, b.spec.attr("address"))
	plain, marks := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() {
		return v
	}
	text, _, _ := strings.Cut(plain.AsString(), "/")
	if _, err := netip.ParseAddr(text); err != nil {
		return cty.UnknownVal(cty.String)
	}
	return cty.StringVal(text).WithMarks(marks)
}
