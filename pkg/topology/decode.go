package topology

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// decoder fills the model from the blocks: the field tagged `hagen:"name"`
// takes the attribute or the blocks of that name.
type decoder struct {
	*evaluator
	fields   map[reflect.Type]map[string][]int // index paths of the tagged fields
	defaults map[*AttrSpec]any                 // those of the attributes, read once
}

func newDecoder(e *evaluator) *decoder {
	return &decoder{evaluator: e, fields: make(map[reflect.Type]map[string][]int), defaults: make(map[*AttrSpec]any)}
}

// topology decodes everything.
func (d *decoder) topology(t *Topology) {
	var all []*block
	for _, spec := range rootSpec.Blocks {
		if set := d.top[spec.Type]; set != nil { // variables and locals are no part of the model
			all = append(all, d.inOrder(set)...)
		}
	}
	d.decodeBlocks(all)
	d.fill(t, all)
	for _, name := range slices.Sorted(maps.Keys(d.locals)) { // one that nothing uses can be wrong as well
		d.localValue(d.locals[name])
	}
}

// fill puts decoded blocks into the topology.
func (d *decoder) fill(t *Topology, all []*block) {
	target := reflect.ValueOf(t).Elem()
	fields := d.fieldsOf(target.Type())
	for _, b := range all {
		field := target.FieldByIndex(fields[b.spec.Type])
		field.Set(reflect.Append(field, reflect.ValueOf(b.model)))
	}
}

// decodeBlocks decodes blocks at the top: first those that need others, then side
// by side those that stand alone.
func (d *decoder) decodeBlocks(all []*block) {
	alone := make([]bool, len(all))
	d.sideBySide(len(all), func(f *evaluator, from, to int) {
		for i := from; i < to; i++ {
			alone[i] = f.alone(all[i])
		}
	})
	for i, b := range all {
		if !alone[i] {
			d.block(b)
		}
	}
	d.sideBySide(len(all), func(f *evaluator, from, to int) {
		decoder := newDecoder(f)
		for i := from; i < to; i++ {
			if alone[i] {
				decoder.block(all[i])
			}
		}
	})
}

// fieldsOf returns the tagged fields of a type, those of embedded ones included.
func (d *decoder) fieldsOf(t reflect.Type) map[string][]int {
	if fields := d.fields[t]; fields != nil {
		return fields
	}
	fields := make(map[string][]int)
	for _, f := range reflect.VisibleFields(t) {
		if tag := f.Tag.Get("hagen"); tag != "" {
			fields[tag] = f.Index
		}
	}
	d.fields[t] = fields
	return fields
}

// block decodes a block into its model, and the blocks within it.
func (d *decoder) block(b *block) {
	target := reflect.ValueOf(b.model).Elem()
	fields := d.fieldsOf(target.Type())
	b.model.(interface{ setBlock(*block) }).setBlock(b)
	if r, ok := b.model.(*Resource); ok && len(b.labels) == 2 {
		r.Type, r.TypeRange = b.labels[0], b.labelRanges[0]
	}
	for i := range b.spec.Attrs {
		spec := &b.spec.Attrs[i]
		d.attribute(b, spec, target.FieldByIndex(fields[spec.Name]).Addr().Interface())
	}
	if b.spec.Open != "" {
		d.params(b, target.FieldByName("Params").Addr().Interface().(*Params))
	}
	d.nested(b, target, fields)
}

// nested decodes the blocks within a block.
func (d *decoder) nested(b *block, target reflect.Value, fields map[string][]int) {
	children := d.childrenOf(b)
	seen := make(map[string]*block, len(children))
	for _, child := range children {
		key := child.spec.Type
		if !child.spec.Single {
			key += "\x00" + strings.Join(child.labels, "\x00")
		}
		if other := seen[key]; other != nil && !child.spec.Repeats {
			d.report(duplicate(child, other))
			continue
		}
		seen[key] = child
		d.block(child)
		field := target.FieldByIndex(fields[child.spec.Type])
		if field.Kind() == reflect.Slice {
			field.Set(reflect.Append(field, reflect.ValueOf(child.model)))
		} else {
			field.Set(reflect.ValueOf(child.model))
		}
	}
}

// attribute decodes one attribute into its field.
func (d *decoder) attribute(b *block, spec *AttrSpec, field any) {
	a := b.attr(spec.Name)
	if a != nil && !spec.List && spec.Kind != Reference && spec.Kind != Object && spec.Kind != Map {
		if v := d.value(a); v.IsNull() { // null is as if it were not written
			a = nil
		}
	}
	if a == nil {
		d.unset(b, spec, field)
		return
	}
	whole := written{set: true, rng: a.expr.Range(), nameRange: a.nameRange}
	if spec.List {
		field.(listAssignable).assignList(d.list(a, spec), whole)
		return
	}
	if w, ok := d.one(a.expr, spec, b.iterators, func() cty.Value { return d.value(a) }); ok {
		w.nameRange = a.nameRange
		if w.sensitive {
			d.noteAttribute(w, a)
		}
		field.(assignable).assign(w)
		return
	}
	// What is wrong was reported; a default would only be wrong as well.
	field.(assignable).assign(written{set: true, rng: whole.rng, nameRange: whole.nameRange})
}

// noteAttribute remembers a sensitive attribute: its lines must not be shown.
func (d *decoder) noteAttribute(w written, a *attribute) {
	d.secrets.addAttribute(w.rng)
	if s, ok := w.value.(string); ok {
		d.secrets.addValue(s)
	}
	if _, diags := hcl.AbsTraversalForExpr(a.expr); diags.HasErrors() {
		d.secrets.addRange(w.rng)
	}
}

// unset gives a field the default of its attribute.
func (d *decoder) unset(b *block, spec *AttrSpec, field any) {
	if spec.Required {
		d.report(errorAt(b.header, "Missing attribute", "A %q block needs the attribute %q: %s", b.spec.Type, spec.Name, lowerFirst(spec.Doc)))
	}
	w := written{rng: b.header, nameRange: b.header}
	if list, ok := field.(listAssignable); ok {
		list.assignList(nil, w)
		return
	}
	if spec.Default != "" {
		w.value = d.defaultOf(spec)
	}
	field.(assignable).assign(w)
}

// defaultOf returns the default of an attribute that has one.
func (d *decoder) defaultOf(spec *AttrSpec) any {
	if v, ok := d.defaults[spec]; ok {
		return v
	}
	v, err := parseDefault(spec)
	if err != nil {
		panic(fmt.Sprintf("default of %s: %v", spec.Name, err)) // a test reads every default
	}
	d.defaults[spec] = v
	return v
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// list decodes the elements of a list, each with its own range where the
// list is spelt out.
func (d *decoder) list(a *attribute, spec *AttrSpec) []written {
	var items []written
	if exprs, diags := hcl.ExprList(a.expr); !diags.HasErrors() {
		for _, expr := range exprs {
			if w, ok := d.one(expr, spec, a.block.iterators, func() cty.Value { return d.eval(expr, a.block.iterators) }); ok {
				items = append(items, w)
			}
		}
		d.noteList(items)
		return items
	}
	v := d.value(a)
	plain, marks := v.Unmark()
	if !plain.IsKnown() || plain.IsNull() {
		return nil
	}
	t := plain.Type()
	if !t.IsListType() && !t.IsSetType() && !t.IsTupleType() {
		d.report(errorAt(a.expr.Range(), "Wrong type", "%s is a list: write it in brackets, [ … ].", spec.Name))
		return nil
	}
	for it := plain.ElementIterator(); it.Next(); {
		_, element := it.Element()
		if spec.Kind == Reference {
			if b := d.referenced(element, spec, a.expr.Range()); b != nil {
				items = append(items, written{value: b.model, set: true, rng: a.expr.Range(), nameRange: a.nameRange})
			}
		} else if w, ok := d.convert(element.WithMarks(marks), spec, a.expr.Range()); ok {
			items = append(items, w)
		}
	}
	d.noteList(items)
	return items
}

func (d *decoder) noteList(items []written) {
	for _, w := range items {
		if w.sensitive {
			d.secrets.addAttribute(w.rng)
		}
	}
}

// one decodes a single value; ok is false where an error was reported or the
// value is null.
func (d *decoder) one(expr hcl.Expression, spec *AttrSpec, iters *iterators, value func() cty.Value) (written, bool) {
	switch spec.Kind {
	case Reference:
		b := d.reference(expr, spec, iters)
		if b == nil {
			return written{}, false
		}
		return written{value: b.model, set: true, rng: expr.Range(), nameRange: expr.Range()}, true
	case Map:
		return d.mapping(expr, iters, value)
	case Object:
		return d.object(expr, spec, iters, value)
	}
	return d.convert(value(), spec, expr.Range())
}

// params decodes the attributes that a block's spec leaves open.
func (d *decoder) params(b *block, params *Params) {
	for i := range b.attrs {
		a := &b.attrs[i]
		if a.spec != nil {
			continue
		}
		spec := &AttrSpec{Name: a.name, Kind: paramKind}
		if v := d.value(a); v.IsNull() {
			continue
		}
		if w, ok := d.convert(d.value(a), spec, a.expr.Range()); ok {
			w.nameRange = a.nameRange
			if w.sensitive {
				d.noteAttribute(w, a)
			}
			p := Param{Name: a.name}
			p.assign(w)
			*params = append(*params, p)
		}
	}
}

// mapping decodes a map of strings, in the order of the source where it is
// spelt out.
func (d *decoder) mapping(expr hcl.Expression, iters *iterators, value func() cty.Value) (written, bool) {
	entries, ok := d.entries(expr, iters, value, "a map such as { X-Name = \"value\" }")
	if !ok {
		return written{}, false
	}
	params := make(Params, 0, len(entries))
	whole := written{set: true, rng: expr.Range()}
	for _, entry := range entries {
		w, ok := d.convert(entry.value(), &AttrSpec{Name: entry.name, Kind: paramKind}, entry.rng)
		if !ok {
			continue
		}
		w.nameRange = entry.nameRange
		if w.sensitive {
			d.secrets.addAttribute(w.rng)
			whole.sensitive = true
		}
		p := Param{Name: entry.name}
		p.assign(w)
		params = append(params, p)
	}
	whole.value = params
	return whole, true
}

// object decodes an object of the attributes that its spec names.
func (d *decoder) object(expr hcl.Expression, spec *AttrSpec, iters *iterators, value func() cty.Value) (written, bool) {
	entries, ok := d.entries(expr, iters, value, "an object such as "+spec.Example)
	if !ok {
		return written{}, false
	}
	model := spec.new()
	target := reflect.ValueOf(model).Elem()
	fields := d.fieldsOf(target.Type())
	specs := &BlockSpec{Type: spec.Name, Attrs: spec.Object}
	seen := make(map[string]bool)
	for _, entry := range entries {
		sub := specs.attr(entry.name)
		if sub == nil {
			d.report(unknownAttribute(specs, entry.name, entry.nameRange))
			continue
		}
		seen[entry.name] = true
		if w, ok := d.convert(entry.value(), sub, entry.rng); ok {
			w.nameRange = entry.nameRange
			target.FieldByIndex(fields[sub.Name]).Addr().Interface().(assignable).assign(w)
		}
	}
	whole := &block{spec: specs, header: expr.Range()}
	for i := range spec.Object {
		if sub := &spec.Object[i]; !seen[sub.Name] {
			d.unset(whole, sub, target.FieldByIndex(fields[sub.Name]).Addr().Interface())
		}
	}
	return written{value: model, set: true, rng: expr.Range()}, true
}

// entry is a key and value of a map or object.
type entry struct {
	name           string
	nameRange, rng hcl.Range
	value          func() cty.Value
}

// entries takes a map or object apart; its ranges are exact where it is spelt out.
func (d *decoder) entries(expr hcl.Expression, iters *iterators, value func() cty.Value, want string) ([]entry, bool) {
	var list []entry
	if pairs, diags := hcl.ExprMap(expr); !diags.HasErrors() {
		seen := make(map[string]bool)
		for _, pair := range pairs {
			name := d.eval(pair.Key, iters)
			if !name.IsKnown() {
				continue // reported
			}
			key, err := labelText(name)
			switch {
			case err != nil:
				d.report(errorAt(pair.Key.Range(), "Invalid key", "The key %s.", err))
				continue
			case seen[key]:
				d.report(errorAt(pair.Key.Range(), "Duplicate key", "%q stands twice here; the first value would be lost.", key))
				continue
			}
			seen[key] = true
			list = append(list, entry{key, pair.Key.Range(), pair.Value.Range(), func() cty.Value { return d.eval(pair.Value, iters) }})
		}
		return list, true
	}
	v, marks := value().Unmark()
	if !v.IsKnown() || v.IsNull() {
		return nil, false
	}
	if !v.Type().IsMapType() && !v.Type().IsObjectType() {
		d.report(errorAt(expr.Range(), "Wrong type", "The value is %s; it must be %s.", v.Type().FriendlyName(), want))
		return nil, false
	}
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		if key.AsString() == refAttribute {
			continue
		}
		list = append(list, entry{key.AsString(), expr.Range(), expr.Range(), func() cty.Value { return element.WithMarks(marks) }})
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return list, true
}
