package topology

import "github.com/hashicorp/hcl/v2"

// Attr is the value of one attribute and the place where it was written.
type Attr[T any] struct {
	// Value is what was written, or else the default of the schema.
	Value T
	// Set is true where the attribute was written.
	Set bool
	// Sensitive is true where the value derives from a sensitive variable or the
	// attribute holds a secret by its nature (a password).
	Sensitive bool
	// Exposed is true where the attribute holds a secret by its nature, and the value
	// derives from no sensitive variable: whoever reads the topology reads it.
	Exposed bool
	// Range is the attribute's expression; for a default, the block's header.
	Range hcl.Range
	// NameRange is the attribute's name; for a default, the block's header.
	NameRange hcl.Range
}

// List is an attribute that holds several values, each with its own range.
type List[T any] struct {
	Items     []Attr[T]
	Set       bool
	Range     hcl.Range
	NameRange hcl.Range
}

// Values returns the plain values, in order.
func (l List[T]) Values() []T {
	values := make([]T, len(l.Items))
	for i, item := range l.Items {
		values[i] = item.Value
	}
	return values
}

// Param is an attribute whose name the topology language does not define: a
// parameter of a fence agent, an attribute of a cluster resource. The format
// that writes it checks the name against the release's own table.
type Param struct {
	Name string
	Attr[string]
}

// Params is an attribute that maps names to values, or the open attributes of a
// block, in the order in which they were written (native syntax) or by name (JSON).
type Params []Param

// Block is what every block of a topology has.
type Block struct {
	// Name is the block's last label, "" for a block without labels.
	Name string
	// NameRange is the last label; for a block without labels, the header.
	NameRange hcl.Range
	// Range is the block's header: its type and labels.
	Range hcl.Range
}
