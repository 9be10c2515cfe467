package topology

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// state is how far something that is worked out on demand has come.
type state uint8

const (
	fresh state = iota
	working
	done
)

// block is a block of the topology: one as written, or one of those that a
// dynamic block stands for.
type block struct {
	spec        *BlockSpec
	parent      *block // nil for the topology itself
	header      hcl.Range
	labels      []string
	labelRanges []hcl.Range
	attrs       []attribute
	iterators   *iterators
	order       int // place among its siblings, a dynamic block counting as one

	nested        []rawBlock // the blocks within it, as written
	children      []*block   // the same, dynamic blocks expanded, once childrenState is done
	childrenState state

	object      cty.Value // what an expression sees, once objectState is done
	objectState state

	model any // *Host, *Balancer …; nil where the spec has none
}

// attribute is an attribute of a block, worked out on demand.
type attribute struct {
	*rawAttribute           // shared by the blocks that one dynamic block stands for
	spec          *AttrSpec // nil for an open attribute
	block         *block
	state         state
	value         cty.Value // once state is done; unknown where an error was reported
}

// iterators are the names that the dynamic blocks around an expression define.
type iterators struct {
	name  string
	value cty.Value // an object of key and value
	outer *iterators
}

func (i *iterators) lookup(name string) (cty.Value, bool) {
	for ; i != nil; i = i.outer {
		if i.name == name {
			return i.value, true
		}
	}
	return cty.NilVal, false
}

// follow returns what an expression of an iterator's name and a path stands for,
// without the cost of a context; false for any other, and where the path is wrong.
func (i *iterators) follow(expr hcl.Expression) (cty.Value, bool) {
	path, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return cty.NilVal, false
	}
	v, ok := i.lookup(path.Traversal.RootName())
	if !ok {
		return cty.NilVal, false
	}
	v, diags := path.Traversal[1:].TraverseRel(v)
	return v, !diags.HasErrors()
}

func (b *block) attr(name string) *attribute {
	for i := range b.attrs {
		if b.attrs[i].name == name {
			return &b.attrs[i]
		}
	}
	return nil
}

// name is the block's last label.
func (b *block) name() string {
	if len(b.labels) == 0 {
		return ""
	}
	return b.labels[len(b.labels)-1]
}

// nameRange is where the last label is written.
func (b *block) nameRange() hcl.Range {
	if len(b.labelRanges) == 0 {
		return b.header
	}
	return b.labelRanges[len(b.labelRanges)-1]
}

// address is how an expression names the block: host.app-01.bond.bond0.
func (b *block) address() string {
	if b.parent == nil {
		return ""
	}
	address := b.spec.Type
	for _, l := range b.labels {
		if hclIdentifier(l) {
			address += "." + l
		} else {
			address += "[\"" + l + "\"]"
		}
	}
	if outer := b.parent.address(); outer != "" {
		address = outer + "." + address
	}
	return address
}

// hclIdentifier tells whether a name can stand after a dot.
func hclIdentifier(s string) bool {
	for i, r := range s {
		letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r != '-' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != ""
}
