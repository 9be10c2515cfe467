package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterSecauth = &lint.Rule{
	ID:       "cluster-secauth",
	Severity: lint.Warning,
	Doc: `Messages of the cluster that nothing protects

With secauth off any host on the network can speak as a node: take the token, hold up the locks, make the others
fence.

Leave secauth on, and give a keyfile.

Source: corosync.conf(5), "secauth".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if t := f.Section("totem"); t != nil {
			switch t.Value("secauth") {
			case "off", "no", "0":
				p.ReportFix(placeOf(t, "secauth"), setAttribute(t, "secauth", "on"), "the messages of the cluster are neither signed nor encrypted")
			}
		}
	},
}
