package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterToken = &lint.Rule{
	ID:       "cluster-token",
	Severity: lint.Warning,
	Doc: `A token timeout that is too short or very long

Within it every node must be heard. Less than five seconds is less than a virtual machine stands still for when it is
moved, or a host under load is late by, and the node is fenced for nothing; more than a minute is added to each
failure.

Leave it at the 10000 ms of cman, or up to 30000 for virtual machines.

Source: cman(5), "token"; Red Hat's Cluster Administration for RHEL 6.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if t := f.Section("totem"); t != nil {
			if token, ok := attrNumber(t.Attr("token")); ok && (token < 5000 || token > 60000) {
				p.Report(placeOf(t, "token"), "a node that is not heard for %d ms is fenced", token)
			}
		}
	},
}
