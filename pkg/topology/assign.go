package topology

import "github.com/hashicorp/hcl/v2"

// written is a value of an attribute, converted, with where it was written.
type written struct {
	value     any // nil: the attribute is not set and has no default
	set       bool
	sensitive bool
	exposed   bool
	rng       hcl.Range
	nameRange hcl.Range
}

// assignable is a field of the model that holds one value: any Attr.
type assignable interface{ assign(written) }

// listAssignable is a field of the model that holds several: any List.
type listAssignable interface {
	assignList(items []written, whole written)
}

func (a *Attr[T]) assign(w written) {
	if w.value != nil {
		a.Value = w.value.(T)
	}
	a.Set, a.Sensitive, a.Exposed, a.Range, a.NameRange = w.set, w.sensitive, w.exposed, w.rng, w.nameRange
}

func (l *List[T]) assignList(items []written, whole written) {
	l.Set, l.Range, l.NameRange = whole.set, whole.rng, whole.nameRange
	l.Items = make([]Attr[T], len(items))
	for i := range items {
		l.Items[i].assign(items[i])
	}
}

// setBlock gives a model its label and ranges.
func (b *Block) setBlock(from *block) {
	b.Name, b.NameRange, b.Range = from.name(), from.nameRange(), from.header
}
