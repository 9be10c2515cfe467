package apache

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// param is a key=value with what asked for it.
type param struct {
	word   Word
	origin hcl.Range
}

// paramWriter collects parameters, each checked against the host's release.
type paramWriter struct {
	*site
	list []param
}

// add appends a parameter. Its name is one of the table's.
func (w *paramWriter) add(name, value string, at hcl.Range, sensitive bool) {
	known, ok := LookupParameter(name)
	if !ok {
		panic("no parameter " + name)
	}
	if !w.needSince(name+"=", known.Since, at) {
		return
	}
	if known.MaxLen > 0 && len(value) > known.MaxLen {
		w.fail(at, "Text too long", "httpd takes no more than %d bytes for %s=, and cuts off or refuses a longer text; this is one of %d.", known.MaxLen, name, len(value))
	}
	word := w.quoteAs(name+"="+value, topology.Attr[string]{Range: at, Sensitive: sensitive})
	w.list = append(w.list, param{word, at})
}

func (w *paramWriter) text(name string, a topology.Attr[string]) {
	if a.Set {
		w.add(name, a.Value, a.Range, a.Sensitive)
	}
}

func (w *paramWriter) integer(name string, a topology.Attr[int]) {
	if a.Set {
		w.add(name, strconv.Itoa(a.Value), a.Range, a.Sensitive)
	}
}

func (w *paramWriter) flag(name string, a topology.Attr[bool]) {
	if a.Set {
		w.add(name, onOff(a.Value), a.Range, a.Sensitive)
	}
}

// size appends a size of a buffer: httpd refuses one under 512 bytes.
func (w *paramWriter) size(name string, a topology.Attr[int]) {
	if a.Set && a.Value != 0 && a.Value < 512 {
		w.fail(a.Range, "Buffer too small", "httpd takes %s= from 512 bytes on, or 0 for the system's default.", name)
	}
	w.integer(name, a)
}
