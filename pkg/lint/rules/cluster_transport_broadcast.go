package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTransportBroadcast = &lint.Rule{
	ID:       "cluster-transport-broadcast",
	Severity: lint.Error,
	Doc: `Broadcast together with another transport

broadcast="yes" asks for broadcast, and a transport other than udpb for something else: cman refuses to start.

Keep one of the two.

Source: cman-preconfig.c of cman 3.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		cman := f.Section("cman")
		if cman == nil {
			return
		}
		if t := cman.Attr("transport"); t != nil && t.Value.Text != "udpb" && attrYes(cman.Attr("broadcast")) {
			p.ReportFix(cman.Attr("broadcast").Value.Range, removeAttribute(cman, cman.Attr("broadcast")), "broadcast=%q and transport=%q exclude each other", cman.Value("broadcast"), t.Value.Text)
		}
	},
}
