package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var clusterHeartbeatBondMode = &lint.Rule{
	ID:       "cluster-heartbeat-bond-mode",
	Severity: lint.Warning,
	Doc: `A heartbeat over a bond in a mode that is not supported

The ring of the cluster runs over the bond. Red Hat supports it in active-backup on every release, in balance-rr and
balance-xor from RHEL 6.4 on, in 802.3ad from RHEL 6.6 on, and in no other mode: the others send the ring's packets twice,
or from addresses that change, and a node that is well is taken for dead.

Write mode=active-backup in the bond's BONDING_OPTS.

Source: Red Hat's Support Policies for RHEL High Availability Clusters, "Cluster Interconnect Network Interfaces"
(article 3068841), "Network bonding".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		all := interfacesOf(p, h)
		for _, f := range h.ClusterConf {
			hb, ok := heartbeatOf(p, h, f)
			if !ok || !all.whole {
				continue
			}
			for _, d := range all.underneath(all.byFile[hb.Address.File]) {
				mode, known := all.modeOf(d)
				if d.IsBond() && known && !carriesHeartbeat(p.Platform, mode) {
					p.Report(d.modePlace(), "%s carries the heartbeat of %s in mode %s", d.name, clusterName(f), mode)
				}
			}
		}
	},
}

// carriesHeartbeat tells whether a release supports the ring over a bond in a mode;
// it does where that is not known.
func carriesHeartbeat(p *topology.Platform, mode ifcfg.Mode) bool {
	switch r, ok := clusterRelease(p); {
	case mode == ifcfg.ActiveBackup || !ok:
		return true
	case r == clusterconf.CMAN2:
		return false
	}
	return mode == ifcfg.BalanceRR || mode == ifcfg.BalanceXOR || mode == ifcfg.LACP
}
