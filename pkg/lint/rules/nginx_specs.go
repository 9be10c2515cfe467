package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxSpecGroup are the directives of a name that the same modules may read.
type nginxSpecGroup struct {
	specs []nginx.DirectiveSpec
	nodes []*nginxNode
}

// nginxSpecGroups returns the directives of a name with what the documentation says
// of them: those in http apart from those in stream and in mail, and those of a
// fragment that may be of any.
func nginxSpecGroups(pl *nginxPlaces, name string) []nginxSpecGroup {
	specs, nodes := nginx.Lookup(name), pl.byName[name]
	if len(specs) < 2 || !slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return nginxSpecFamily(s) != nginxSpecFamily(specs[0]) }) {
		return []nginxSpecGroup{{specs, nodes}}
	}
	var groups []nginxSpecGroup
	for _, family := range []nginx.Family{nginx.HTTP, nginx.Stream, nginx.Mail, ""} {
		here := slices.DeleteFunc(slices.Clone(nodes), func(d *nginxNode) bool { return d.surely() != family })
		read := slices.DeleteFunc(slices.Clone(specs), func(s nginx.DirectiveSpec) bool { return !nginxMayRead(s, family) })
		if len(here) > 0 && len(read) > 0 {
			groups = append(groups, nginxSpecGroup{read, here})
		}
	}
	return groups
}

// nginxSpecFamily is the family of a module, "" for the core.
func nginxSpecFamily(s nginx.DirectiveSpec) nginx.Family {
	for _, family := range []nginx.Family{nginx.HTTP, nginx.Stream, nginx.Mail} {
		if strings.HasPrefix(s.Module, "ngx_"+string(family)) {
			return family
		}
	}
	return ""
}

// nginxMayRead tells whether a module reads what stands in a family, of which ""
// is any.
func nginxMayRead(s nginx.DirectiveSpec, family nginx.Family) bool {
	of := nginxSpecFamily(s)
	return family == "" || of == "" || of == family
}

// surely is the family that a directive certainly stands in, "" where a fragment
// does not show it.
func (n *nginxNode) surely() nginx.Family {
	for ; n.parent != nil; n = n.parent {
	}
	if n.is("http") || n.is("stream") || n.is("mail") {
		return nginx.Family(n.Name.Text)
	}
	return ""
}

// nginxSpecsIn returns those of a context.
func nginxSpecsIn(specs []nginx.DirectiveSpec, context string) []nginx.DirectiveSpec {
	return slices.DeleteFunc(slices.Clone(specs), func(s nginx.DirectiveSpec) bool { return !nginxTakes(s.Contexts, context) })
}
