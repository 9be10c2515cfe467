package rules

import (
	"iter"
	"slices"

	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxNode is a directive in its place: of a file that is included in two blocks,
// each directive has two.
type nginxNode struct {
	*nginx.Directive
	config *nginxConfig
	parent *nginxNode  // the block that it stands in; nil at the top of what is read
	inside []nginxNode // what stands in its block, that of included files among it
	index  map[string][]*nginxNode
	// open is true where an include of the block brings what is not known.
	open bool
	// isHTTP is false in stream and mail.
	isHTTP bool
}

// nginxLargeBlock is the number of directives from which a block gets an index.
const nginxLargeBlock = 32

// find yields the directives of a name in the block.
func (n *nginxNode) find(name string) iter.Seq[*nginxNode] {
	return func(yield func(*nginxNode) bool) {
		if n.index != nil {
			for _, child := range n.index[name] {
				if !yield(child) {
					return
				}
			}
			return
		}
		for i := range n.inside {
			if child := &n.inside[i]; child.Name.Text == name && !yield(child) {
				return
			}
		}
	}
}

// first returns the first directive of a name in the block, nil for none.
func (n *nginxNode) first(name string) *nginxNode {
	for child := range n.find(name) {
		return child
	}
	return nil
}

// has tells whether a directive of that name stands in the block.
func (n *nginxNode) has(name string) bool { return n.first(name) != nil }

// in returns the directives of a name in the block.
func (n *nginxNode) in(name string) []*nginxNode {
	if n.index != nil {
		return n.index[name]
	}
	return slices.Collect(n.find(name))
}

// directives are those of the block, in order.
func (n *nginxNode) directives() []*nginx.Directive {
	list := make([]*nginx.Directive, len(n.inside))
	for i := range n.inside {
		list[i] = n.inside[i].Directive
	}
	return list
}

// is tells whether the directive is a block, or what else, of that name.
func (n *nginxNode) is(name string) bool { return n != nil && n.Name.Text == name }

// inner returns the innermost block of that name around a directive, nil for none.
func (n *nginxNode) inner(name string) *nginxNode {
	for n = n.parent; n != nil && n.Name.Text != name; n = n.parent {
	}
	return n
}

// effective returns the directives of a name that hold where n stands, as nginx
// inherits those that may be repeated (proxy_set_header, add_header, allow): those
// of the innermost block that has any, and none of the blocks around it. known is
// false where an include on the way may bring more.
func (n *nginxNode) effective(name string) (list []*nginxNode, known bool) {
	return n.config.effective(n, n.parent, name)
}

// effectiveInside is effective for what stands in the block n.
func (n *nginxNode) effectiveInside(name string) (list []*nginxNode, known bool) {
	return n.config.effective(n, n, name)
}

// effective is that of what stands in block, from outermost on, which is the block
// or stands in it.
func (c *nginxConfig) effective(outermost, block *nginxNode, name string) (list []*nginxNode, known bool) {
	for ; block != nil; block = block.parent {
		outermost = block
		list = block.in(name)
		if block.open || len(list) > 0 || block.Name.Text == "http" {
			return list, !block.open
		}
	}
	file := outermost.Name.Range().Filename
	if list = c.loose[nginxLoose{file, name}]; c.open || len(list) > 0 || c.loose[nginxLoose{"", name}] != nil {
		return list, !c.open && len(list) > 0 // those of other files may be of the same block, or of another
	}
	known = true
	for c = c.around; c != nil; c = c.around {
		for _, http := range c.http {
			list = append(list, http.in(name)...)
			known = known && !http.open
		}
	}
	return list, known
}

// unset tells whether certainly no directive of a name holds where n stands. Of a
// fragment nobody knows: the http block that it is a part of may have one.
func (n *nginxNode) unset(name string) bool {
	list, known := n.effective(name)
	return known && len(list) == 0 && n.config.hasHTTP()
}

// hasHTTP tells whether an http block is there that what is read stands in.
func (c *nginxConfig) hasHTTP() bool {
	for ; c != nil; c = c.around {
		if len(c.http) > 0 {
			return true
		}
	}
	return false
}

// value returns the first argument of the directive of that name that holds where
// n stands, fallback where none does; known is as in effective.
func (n *nginxNode) value(name, fallback string) (text string, known bool) {
	list, known := n.effective(name)
	if len(list) == 0 {
		return fallback, known
	}
	return list[len(list)-1].Arg(0), true
}

// holds tells whether a directive certainly has that value where n stands.
func (n *nginxNode) holds(name, value, fallback string) bool {
	text, known := n.value(name, fallback)
	return known && text == value
}

// family is the outermost block that a directive stands in, http where that is not known.
func (n *nginxNode) family() nginx.Family {
	if n.isHTTP {
		return nginx.HTTP
	}
	for ; n.parent != nil; n = n.parent {
	}
	if n.is("mail") {
		return nginx.Mail
	}
	return nginx.Stream
}

// isKnown tells whether every block around a directive is one of nginx's own.
func (n *nginxNode) isKnown() bool {
	for n = n.parent; n != nil; n = n.parent {
		switch n.Name.Text {
		case "server", "location", "if", "limit_except", "upstream", "http", "stream", "events":
		default:
			return false
		}
	}
	return true
}
