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
	closing, isText := lastBlank(e.Children)
	if isText {
		n--
	} else {
		closing = "\n"
	}
	e.Children = append(e.Children[:n:n],
		&Text{Raw: e.childIndent(closing)}, child, &Text{Raw: closing})
}

// childIndent returns the blanks that stand before a child of the element, taken
// from its first child element, else one tab more than before its end tag.
func (e *Element) childIndent(closing string) string {
	for i, n := range e.Children {
		if _, ok := n.(*Element); !ok || i == 0 {
			continue
		}
		if t, ok := e.Children[i-1].(*Text); ok && t.Kind == Blank && strings.Contains(t.Raw, "\n") {
			return t.Raw[strings.LastIndexByte(t.Raw, '\n'):]
		}
	}
	return closing[strings.LastIndexByte(closing, '\n'):] + "\t"
}

// lastBlank returns the blanks at the end of nodes, where a line ends in them.
func lastBlank(nodes []Node) (string, bool) {
	if len(nodes) == 0 {
		return "", false
	}
	t, ok := nodes[len(nodes)-1].(*Text)
	if !ok || t.Kind != Blank || !strings.Contains(t.Raw, "\n") {
		return "", false
	}
	return t.Raw, true
}
