package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var ifcfgMasterQuoted = &lint.Rule{
	ID:       "ifcfg-master-quoted",
	Severity: lint.Warning,
	Doc: `Quotes around MASTER

The network scripts of the release find the slaves of a bond by a pattern, MASTER= and the name of the bond: with
quotes between them, the bond comes up without the slave.

Write the name without quotes.

Source: ifup-eth of initscripts (the slaves are found by grep).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		d := f.Lookup("MASTER")
		if d == nil || d.Value.Quote == 0 || d.Value.Expands || p.Platform == nil || !p.Platform.Has(topology.ModprobeConf) {
			return
		}
		p.ReportFix(d.Value.Range, lint.Replace(d.Value.Range, d.Value.Text), "the network scripts do not find MASTER=%s behind its quotes", d.Value.Text)
	},
}
