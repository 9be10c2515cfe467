package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterExclusive = &lint.Rule{
	ID:       "cluster-exclusive",
	Severity: lint.Warning,
	Doc: `More exclusive services than nodes

An exclusive service has a node to itself. With more of them than there are nodes, some never start; with as many,
none can move.

Take exclusive out of some.

Source: rgmanager's documentation of services.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		nodes := len(nodesOf(p, f))
		exclusive := 0
		for _, s := range f.Services() {
			if n, ok := attrNumber(s.Element.Attr("exclusive")); ok && n > 0 || s.Element.Value("exclusive") == "yes" {
				if exclusive++; exclusive == nodes+1 && nodes > 0 {
					p.Report(placeOf(s.Element, "exclusive"), "%q is exclusive service number %d, and there are %d nodes", attrText(s.Name), exclusive, nodes)
				}
			}
		}
	},
}
