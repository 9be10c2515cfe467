package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var ifcfgNMControlled = &lint.Rule{
	ID:       "ifcfg-nm-controlled",
	Severity: lint.Info,
	Doc: `NetworkManager may take a cluster node's interface

NetworkManager is not supported on cluster nodes: cman does not start while it runs, or is set to run. Where it is
installed all the same, it takes every interface that is not declared otherwise.

Remove it, or switch it off and write NM_CONTROLLED=no in each file, so that nobody's starting it changes the network.

Source: Red Hat Enterprise Linux 6 Cluster Administration, "Considerations for NetworkManager"; cman's init script
("Network Manager is either running or configured to run").`,
	Host: checkNMControlled,
}

func checkNMControlled(p *lint.Pass, h *lint.Host) {
	if p.Platform == nil || !p.Platform.Has(topology.IfcfgNMControlled) || len(h.ClusterConf) == 0 {
		return
	}
	for _, d := range interfacesOf(p, h).list {
		isAlias := strings.Contains(d.name, ":") // of a device whose file says it
		if !ifcfg.IsFalse(d.NMControlled.Text) && d.name != "lo" && !isAlias {
			at := d.place()
			at.Start = at.End
			var fix *lint.Fix
			if d.NMControlled.IsZero() {
				fix = lint.Replace(at, "\nNM_CONTROLLED=no")
			}
			p.ReportFix(d.place(), fix, "%s is on a cluster node and does not say NM_CONTROLLED=no", d.name)
		}
	}
}
