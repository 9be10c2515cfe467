package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgKeyDeprecated = &lint.Rule{
	ID:       "ifcfg-key-deprecated",
	Severity: lint.Info,
	Doc: `A key that is deprecated or no longer read

NETWORK and BROADCAST follow from the address and the mask, PROMISC and ALLMULTI have no effect any more: they can
only be wrong.

Remove it.

Source: initscripts' sysconfig.txt.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		device := f.Text("DEVICE")
		for n, d := range f.Directives {
			if key, _ := ifcfg.LookupKey(d.Name.Text); d.Kind == ifcfg.Assignment && key.Status != ifcfg.Current && key.Name != "ETHTOOL_OPTS" && device != "lo" {
				p.ReportFix(d.Range(), &lint.Fix{Edits: []lint.Edit{withoutLine(f, n)}}, "%s: %s", d.Name.Text, key.Note)
			}
		}
	},
}
