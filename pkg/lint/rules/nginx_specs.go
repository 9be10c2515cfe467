package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxSpecGroup are the directives of a name that the same modules may read.
type nginxSpecGroup struct {
	name  string
	specs []nginx.DirectiveSpec
	nodes []*nginxNode
}

// nginxSpecGroupsOf are the groups of the directives of a host, in the order of the names.
var nginxSpecGroupsOf = lint.NewFact(func(p *lint.Pass, h *lint.Host) []nginxSpecGroup {
	pl := nginxPlacesOf.Of(p, h)
	groups := make([]nginxSpecGroup, 0, len(pl.names))
	for _, name := range pl.names {
		groups = appendSpecGroups(groups, name, pl.byName[name])
	}
	return groups
})

// appendSpecGroups adds the directives of a name with what the documentation says
// of them: those in http apart from those in stream and in mail, and those of a
// fragment that may be of any.
func appendSpecGroups(groups []nginxSpecGroup, name string, nodes []*nginxNode) []nginxSpecGroup {
	specs := nginx.Lookup(name)
	if len(specs) < 2 || !slices.ContainsFunc(specs, func(s nginx.DirectiveSpec) bool { return nginxSpecFamily(s) != nginxSpecFamily(specs[0]) }) {
		return append(groups, nginxSpecGroup{name, specs, nodes})
	}
	of := make(map[nginx.Family][]*nginxNode)
	for _, d := range nodes {
		of[d.surely()] = append(of[d.surely()], d)
	}
	for _, family := range []nginx.Family{nginx.HTTP, nginx.Stream, nginx.Mail, ""} {
		if len(of[family]) == 0 {
			continue
		}
		read := slices.DeleteFunc(slices.Clone(specs), func(s nginx.DirectiveSpec) bool { return !nginxMayRead(s, family) })
		if len(read) > 0 {
			groups = append(groups, nginxSpecGroup{name, read, of[family]})
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

// nginxSpecChoice picks among the entries of a directive by context, and remembers
// what it picked.
type nginxSpecChoice struct {
	specs  []nginx.DirectiveSpec
	picked map[string][]nginx.DirectiveSpec
}

func newNginxSpecChoice(specs []nginx.DirectiveSpec) nginxSpecChoice {
	return nginxSpecChoice{specs, make(map[string][]nginx.DirectiveSpec)}
}

// in returns the entries of a context: most often all of them.
func (c nginxSpecChoice) in(context string) []nginx.DirectiveSpec {
	here, known := c.picked[context]
	if known {
		return here
	}
	here = slices.DeleteFunc(slices.Clone(c.specs), func(s nginx.DirectiveSpec) bool { return !nginxTakes(s.Contexts, context) })
	c.picked[context] = here
	return here
}
