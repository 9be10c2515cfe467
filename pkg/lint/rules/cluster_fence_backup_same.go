package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceBackupSame = &lint.Rule{
	ID:       "cluster-fence-backup-same",
	Severity: lint.Warning,
	Doc: `A second method that does what the first does

The same agent asks the same device for the same thing, and fails for the same reason: the second method is only
another try.

Fence over another path: a power switch beside the management controller, or the other way round.

Source: fenced(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		for _, n := range nodesOf(p, f) {
			seen := make(map[string]bool)
			for i, m := range n.Methods {
				key := ""
				for _, d := range m.Devices {
					u := newFenceUse(defined, n, i, d)
					key += fmt.Sprint(u.Agent, u.Params)
				}
				if seen[key] && key != "" {
					p.Report(placeOf(m.Element, "name"), "the method %q of node %q is the same as one before it", attrText(m.Name), attrText(n.Name))
				}
				seen[key] = true
			}
		}
	},
}
