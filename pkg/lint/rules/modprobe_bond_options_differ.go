package rules

import (
	"fmt"
	"strconv"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondOptionsDiffer = &lint.Rule{
	ID:       "modprobe-bond-options-differ",
	Severity: lint.Warning,
	Doc: `A parameter that modprobe and BONDING_OPTS set to different values

The bond is made with the value of the module, and ifup writes that of BONDING_OPTS over it where the driver lets it:
who reads one of the files believes something else.

Keep the one in BONDING_OPTS.

Source: Linux Ethernet Bonding Driver HOWTO, "3.2 Configuration with Initscripts Support" and "3.3.1".`,
	Host: checkOptionsDiffer,
}

func checkOptionsDiffer(p *lint.Pass, h *lint.Host) {
	bonds := interfacesOf(p, h).bonds()
	byName := make(map[string][]*device)
	for _, d := range bonds {
		byName[d.name] = append(byName[d.name], d)
	}
	for _, f := range h.Modprobe {
		for _, s := range moduleSettings(p, f) {
			meant := byName[s.name]
			if ifcfg.ModuleName(s.name) == "bonding" {
				meant = bonds
			}
			for _, d := range meant {
				if d.BondingOpts.Expands {
					continue
				}
				own := d.settings()
				for i, o := range s.options {
					if other, ok := own.option(o.Name); ok && !sameValue(o, other) {
						fix := s.withoutOption(i)
						if fix == nil && len(meant) == 1 { // the only one of its line
							fix = lint.Replace(o.ValueRange, other.Value)
						}
						p.ReportFinding(lint.Finding{
							Range: o.Range, Message: fmt.Sprintf("%s=%s, and %s=%s in BONDING_OPTS of %s", o.Name, o.Value, other.Name, other.Value, d.name),
							Related: []lint.Related{{Message: "the other value", Range: other.Range}}, Fix: fix,
						})
					}
				}
			}
		}
	}
}

// sameValue tells whether two options of one name mean the same: a word or its number.
func sameValue(a, b ifcfg.Option) bool {
	if a.Value == b.Value {
		return true
	}
	parameter, _ := ifcfg.LookupParameter(a.Name)
	for i, value := range parameter.Values {
		if n := strconv.Itoa(i); a.Value == n && b.Value == value || a.Value == value && b.Value == n {
			return true
		}
	}
	return false
}
