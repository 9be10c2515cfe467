package rules

import (
	"fmt"

	"github.com/agext/levenshtein"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondParameterUnknown = &lint.Rule{
	ID:       "ifcfg-bond-parameter-unknown",
	Severity: lint.Warning,
	Doc: `A parameter that the bonding driver does not have

The kernel says "unknown parameter ignored" to the log and goes on, and ifup fails to write a file of /sys that is not
there: the bond comes up without what the parameter was to bring.

Mend the spelling, or remove it.

Source: modinfo bonding on Linux 6.1; Linux Ethernet Bonding Driver HOWTO, "2. Bonding Driver Options".`,
	Ifcfg:    bondingOpts(checkParameterUnknown),
	Modprobe: moduleOptions(checkParameterUnknown),
}

func checkParameterUnknown(p *lint.Pass, s bondSettings) {
	for _, o := range s.options {
		if _, known := ifcfg.LookupParameter(o.Name); known || o.Name == "debug" {
			continue
		}
		near, fix := nearParameter(o.Name), (*lint.Fix)(nil)
		what := fmt.Sprintf("the bonding driver has no parameter %q", o.Name)
		if near != "" {
			r := o.Range
			r.End = o.ValueRange.Start
			if o.HasValue {
				fix = lint.Replace(r, near+"=")
			}
			what += "; " + near + " is near"
		}
		p.ReportFix(o.Range, fix, "%s", what)
	}
}

// nearParameter returns the only parameter within two letters of a name, "" where
// there is none or more than one.
func nearParameter(name string) string {
	near := ""
	for _, parameter := range ifcfg.Parameters() {
		if levenshtein.Distance(name, parameter.Name, nil) <= 2 {
			if near != "" {
				return ""
			}
			near = parameter.Name
		}
	}
	return near
}
