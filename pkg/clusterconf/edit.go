package clusterconf

import "strings"

// SetAttr gives an attribute of the element a value, at the end of the tag where
// the element has no such attribute yet, and returns it.
func (e *Element) SetAttr(name, value string) *Attr {
	a := e.Attr(name)
	if a == nil {
		a = &Attr{Name: Word{Text: name}, Origin: e.Origin}
		e.Attrs = append(e.Attrs, a)
	}
	a.Value.Text = value
	return a
}

// RemoveAttr removes every attribute of that name from the element.
func (e *Element) RemoveAttr(name string) {
	kept := e.Attrs[:0]
	for _, a := range e.Attrs {
		if a.Name.Text != name {
			kept = append(kept, a)
		}
	}
	clear(e.Attrs[len(kept):])
	e.Attrs = kept
}

// Append adds an element behind the element's children. In a tree that was read
// it takes a line of its own, indented as the children before it are.
func (e *Element) Append(child *Element) {
	child.Parent = e
	if e.tags == nil {
		e.Children = append(e.Children, child)
		return
	}
	n := len(e.Children)
	before, closing := e.childIndent(), "\n"+e.indent()
	if n > 0 && lineEnd(e.Children[n-1]) != "" {
		n--
		closing = lineEnd(e.Children[n])
		before = strings.TrimSuffix(e.Children[n].(*Text).Raw, closing) + before
	}
	e.Children = append(e.Children[:n:n], &Text{Raw: before}, child, &Text{Raw: closing})
}

// indent returns the blanks before the element on its line, as far as a text node
// of its own holds them.
func (e *Element) indent() string {
	if e.Parent == nil {
		return ""
	}
	before := ""
	for _, n := range e.Parent.Children {
		if n == e {
			break
		}
		before = lineEnd(n)
	}
	return strings.TrimPrefix(before, "\n")
}

// childIndent returns the line end and the blanks for before a new child: those
// before the element's first child, else one step more than before the element.
func (e *Element) childIndent() string {
	for i, n := range e.Children {
		if _, ok := n.(*Element); ok && i > 0 && lineEnd(e.Children[i-1]) != "" {
			return lineEnd(e.Children[i-1])
		}
	}
	indent := e.indent()
	if strings.HasPrefix(indent, " ") {
		return "\n" + indent + "  "
	}
	return "\n" + indent + "\t"
}

// lineEnd returns the last line end in blanks between tags with what follows it,
// "" where a node is nothing of the kind.
func lineEnd(n Node) string {
	t, ok := n.(*Text)
	if !ok || t.Kind != Blank || !strings.Contains(t.Raw, "\n") {
		return ""
	}
	return t.Raw[strings.LastIndexByte(t.Raw, '\n'):]
}
