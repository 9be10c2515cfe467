package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceTargetName = &lint.Rule{
	ID:       "cluster-fence-target-name",
	Severity: lint.Warning,
	Doc: `A node that is fenced by the name of another

The port has the name of another node of the cluster: when this one fails, that one is switched off.

Give the name of the machine that the node runs on.

Source: fenced(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		simple := strings.NewReplacer("-", "", "_", "", ".", "", " ", "")
		name := func(text string) string { return simple.Replace(strings.ToLower(text)) }
		nodes := make(map[string]string) // by simple name
		for _, n := range nodesOf(p, f) {
			full := attrText(n.Name)
			short, _, _ := strings.Cut(full, ".")
			nodes[name(full)], nodes[name(short)] = full, full
		}
		for _, u := range fenceUses(p, f) {
			if u.target() == "" {
				continue
			}
			if other := nodes[name(u.target())]; other != "" && other != attrText(u.Node.Name) {
				p.Report(placeOf(u.Device.Element, "name"), "node %q is fenced by switching %q, which is the name of node %q", attrText(u.Node.Name), u.target(), other)
			}
		}
	},
}
