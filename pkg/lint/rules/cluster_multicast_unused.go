package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastUnused = &lint.Rule{
	ID:       "cluster-multicast-unused",
	Severity: lint.Warning,
	Doc: `A multicast group of a cluster that uses none

With broadcast="yes", or with the transports udpu and udpb, cman joins no group: who reads the file looks for the
traffic in the wrong place, and so do the firewall rules that follow it.

Take the <multicast> out, or the transport.

Source: cman(5), "broadcast" and "transport".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		cman := f.Section("cman")
		if cman == nil || usesMulticast(f) {
			return
		}
		for _, m := range f.Multicasts() {
			if m.Element.Parent == cman && m.Addr != nil {
				how := "transport=" + cman.Value("transport")
				if attrYes(cman.Attr("broadcast")) {
					how = "broadcast=" + cman.Value("broadcast")
				}
				p.ReportFix(m.Element.Range, removeElement(m.Element), "with %s nothing is sent to %s", how, m.Addr.Value.Text)
			}
		}
	},
}
