package topology

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
)

// complete fills in what follows from the whole topology (the network of an
// address, the slaves of a bond, the ids of nodes) and checks what the language
// asks of it. Every block was decoded without an error.
func (t *Topology) complete() hcl.Diagnostics {
	c := checker{Topology: t}
	t.index.networks = newNetworkIndex(t.Networks)
	c.networks()
	c.hosts()
	c.balancers()
	c.virtualHosts()
	c.clusters()
	c.volumeGroups()
	return c.diags
}

type checker struct {
	*Topology
	diags hcl.Diagnostics
}

func (c *checker) errorf(r hcl.Range, summary, format string, args ...any) {
	c.diags = append(c.diags, errorAt(r, summary, format, args...))
}

// show returns an attribute's value for an error text.
func show[T any](a Attr[T]) string {
	if a.Sensitive {
		return Redacted
	}
	return fmt.Sprint(a.Value)
}
