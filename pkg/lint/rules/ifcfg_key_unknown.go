package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgKeyUnknown = &lint.Rule{
	ID:       "ifcfg-key-unknown",
	Severity: lint.Info,
	Doc: `A key that nothing reads

Neither the network scripts nor NetworkManager know it: what it was to bring about does not happen. IPV6PREFIX is a
frequent one: the length belongs into IPV6ADDR.

Mend the spelling, or remove it.

Source: initscripts' sysconfig.txt; nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		for d := range f.All() {
			if _, known := ifcfg.LookupKey(d.Name.Text); d.Kind == ifcfg.Assignment && !d.Export && !known && !strings.Contains(f.Name, "-range") {
				p.Report(d.Range(), "neither initscripts nor NetworkManager reads %s", d.Name.Text)
			}
		}
	},
}
