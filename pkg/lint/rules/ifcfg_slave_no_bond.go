package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSlaveNoBond = &lint.Rule{
	ID:       "ifcfg-slave-no-bond",
	Severity: lint.Error,
	Doc: `A slave of a bond that has no file

ifup cannot enslave the card to a bond that nothing brings up: the card is left without an address.

Write the file of the bond, or mend the name in MASTER.

Source: ifup-eth of initscripts.`,
	Host: checkSlaveBond,
}

func checkSlaveBond(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	known := make(map[string]bool)
	for _, d := range all.list {
		known[d.name], known[d.file.Text("NAME")], known[d.file.Text("UUID")] = true, true, true
	}
	for _, d := range all.list {
		if d.IsSlave() && !d.Master.Expands && !known[d.Master.Text] {
			p.Report(d.Master.Range, "%s is a slave of %s, which has no ifcfg file", d.name, d.Master.Text)
		}
	}
}
