package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterPort = &lint.Rule{
	ID:       "cluster-port",
	Severity: lint.Error,
	Doc: `A port that does not exist

The ring uses its port and the one below it: it has to be from 2 to 65535. cman does not start with another.

Leave the port out: 5405 is the default.

Source: cman(5), "port"; corosync.conf(5), mcastport.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			switch e.Name.Text {
			case "cman", "multicast", "altmulticast", "altname":
				if port, ok := attrNumber(e.Attr("port")); ok && (port < 2 || port > 65535) {
					p.ReportFix(placeOf(e, "port"), removeAttribute(e, e.Attr("port")), "port %d is not in 2 to 65535", port)
				}
			}
		}
	},
}
