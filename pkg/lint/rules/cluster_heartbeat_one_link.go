package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterHeartbeatOneLink = &lint.Rule{
	ID:       "cluster-heartbeat-one-link",
	Severity: lint.Info,
	Doc: `A heartbeat that has one card and no second ring

The ring of the cluster runs over one card of the host: its cable, its port or its switch failing is the node failing, and
the node is cut off while its services are well.

Bond two cards in active-backup, or give each node an <altname> on a second network. Nothing has to be done on a virtual
machine whose card the hypervisor bonds.

Source: Red Hat's Cluster Administration for RHEL 6, "Configuring Redundant Ring Protocol"; Linux Ethernet Bonding Driver
HOWTO, "11. Configuring Bonding for High Availability".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		all := interfacesOf(p, h)
		for _, f := range h.ClusterConf {
			hb, ok := heartbeatOf(p, h, f)
			if !ok || !all.whole || len(hb.Node.AltNames) > 0 {
				continue
			}
			links := all.underneath(all.byFile[hb.Address.File])
			if len(links) == 1 && isEthernetCard(links[0]) {
				p.Report(links[0].place(), "%s alone carries the heartbeat of %s", links[0].name, clusterName(f))
			}
		}
	},
}

// isEthernetCard tells whether a device is surely a card of its own.
func isEthernetCard(d *device) bool {
	return !d.IsBond() && !d.IsSlave() && strings.HasPrefix(d.name, "e") && d.file.Lookup("TEAM_CONFIG") == nil && d.file.Lookup("DEVICETYPE") == nil
}
