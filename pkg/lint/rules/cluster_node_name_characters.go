package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNodeNameCharacters = &lint.Rule{
	ID:       "cluster-node-name-characters",
	Severity: lint.Warning,
	Doc: `A node name with capital letters or underscores

cman compares the name with that of the host letter by letter, and the resolver does not: a host that calls itself in
small letters is found by a detour or not at all. An underscore is no part of a host name.

Write the name exactly as uname -n prints it, in small letters, digits, "-" and ".".

Source: RFC 952; RFC 1123, section 2.1; cman-preconfig.c.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, n := range nodesOf(p, f) {
			if name := attrText(n.Name); strings.ContainsRune(name, '_') || name != strings.ToLower(name) {
				p.Report(placeOf(n.Element, "name"), "the node name %q has capital letters or an underscore", name)
			}
		}
	},
}
