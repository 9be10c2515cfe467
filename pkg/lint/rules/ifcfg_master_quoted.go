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

When a bond is brought up, the network scripts of the release find its slaves by a pattern, MASTER= and the name of the
bond, that no quote may stand in: "ifup bond0" alone leaves the bond without the slave, until the slave's own file is
brought up. Later releases look for quotes too.

Write the name without quotes.

Source: ifup-eth of initscripts (grep -l "^[[:space:]]*MASTER=${DEVICE}").`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		d := f.Lookup("MASTER")
		if d == nil || d.Value.Quote == 0 || d.Value.Expands || p.Platform == nil || !p.Platform.Has(topology.ModprobeConf) {
			return
		}
		p.ReportFix(d.Value.Range, lint.Replace(d.Value.Range, d.Value.Text), "the network scripts do not find MASTER=%s behind its quotes", d.Value.Text)
	},
}
