package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgGatewaySeveral = &lint.Rule{
	ID:       "ifcfg-gateway-several",
	Severity: lint.Warning,
	Doc: `Several interfaces with a default gateway

There is one default route: that of the interface that comes up last. Which one that is changes with names and timing,
and a network that leads nowhere may win.

Keep GATEWAY on one interface; on the others write DEFROUTE=no or leave it out.

Source: initscripts' sysconfig.txt (GATEWAY, GATEWAYDEV, DEFROUTE).`,
	Host: checkGateways,
}

func checkGateways(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	var first *device
	for _, d := range all.list {
		switch {
		case d.Gateway.Text == "" || d.IsSlave() || ifcfg.IsFalse(d.OnBoot.Text) || ifcfg.IsFalse(d.file.Text("DEFROUTE")):
		case d.file.Lookup("METRIC") != nil || d.file.Lookup("IPV4_ROUTE_METRIC") != nil || d.file.Lookup("GATEWAYDEV") != nil || d.file.Lookup("UUID") != nil:
		case first == nil:
			first = d
		case first.name != d.name:
			p.Report(d.Gateway.Range, "%s has a default gateway, %s, and so has %s: %s", d.name, d.Gateway.Text, first.name, first.Gateway.Text)
		}
	}
}
