package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSlaveIncomplete = &lint.Rule{
	ID:       "ifcfg-slave-incomplete",
	Severity: lint.Error,
	Doc: `A slave that is only half declared

ifup enslaves a card whose file has both MASTER and SLAVE=yes, the word in small letters. With one of them it brings
the card up on its own, and the bond lacks a slave.

Write both lines.

Source: ifup-eth of initscripts.`,
	Ifcfg: checkSlaveComplete,
}

func checkSlaveComplete(p *lint.Pass, f *ifcfg.File) {
	i := interfaceOf(p, f)
	master, slave := f.Lookup("MASTER"), f.Lookup("SLAVE")
	switch {
	case i.IsSlave() || i.Master.Expands || i.Slave.Expands:
	case i.Master.Text != "" && slave == nil && !byNetworkManager(p, i):
		at := master.Range()
		at.Start = at.End
		p.ReportFix(master.Range(), lint.Replace(at, "\nSLAVE=yes"), "MASTER=%s without SLAVE=yes: ifup does not enslave %s", i.Master.Text, i.Device.Text)
	case i.Master.Text != "" && ifcfg.IsTrue(i.Slave.Text) && byNetworkManager(p, i): // takes any word for yes
	case i.Master.Text != "" && ifcfg.IsTrue(i.Slave.Text):
		p.ReportFix(slave.Range(), lint.Replace(slave.Value.Range, "yes"), "SLAVE=%s is not the \"yes\" that ifup compares with", i.Slave.Text)
	case i.Master.Text == "" && ifcfg.IsTrue(i.Slave.Text) && f.Lookup("MASTER_UUID") == nil:
		p.Report(slave.Range(), "SLAVE=%s without MASTER: the slave of which bond", i.Slave.Text)
	}
}
