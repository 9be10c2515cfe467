package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondParameterValue = &lint.Rule{
	ID:       "ifcfg-bond-parameter-value",
	Severity: lint.Error,
	Doc: `A value that the bonding driver refuses

The driver sets a number that it does not accept back to its default, which for miimon is no monitoring at all, and
refuses a word that it does not know; as a module parameter such a word keeps the module from loading.

Write a value of the parameter: times are whole milliseconds without a unit.

Source: Linux Ethernet Bonding Driver HOWTO, "2. Bonding Driver Options"; seen on Linux 6.1.`,
	Ifcfg:    bondingOpts(checkParameterValue),
	Modprobe: moduleOptions(checkParameterValue),
}

func checkParameterValue(p *lint.Pass, s bondSettings) {
	for _, o := range s.options {
		parameter, known := ifcfg.LookupParameter(o.Name)
		switch {
		case !known || o.Name == "mode" || parameter.Accepts(o.Value):
		case len(parameter.Values) > 0:
			p.ReportFix(o.Range, meantValue(o, parameter), "the bonding driver does not take %s=%s: it knows %s", o.Name, o.Value, strings.Join(parameter.Values, ", "))
		default:
			p.ReportFix(o.Range, meantValue(o, parameter), "the bonding driver does not take %s=%s", o.Name, o.Value)
		}
	}
}

// meantValue is the fix of a time with its unit, and of a word in capital letters.
func meantValue(o ifcfg.Option, parameter ifcfg.Parameter) *lint.Fix {
	value := strings.ToLower(o.Value)
	if parameter.Kind == ifcfg.Milliseconds {
		value = strings.TrimSuffix(value, "ms")
	}
	if value == o.Value || !parameter.Accepts(value) {
		return nil
	}
	return lint.Replace(o.ValueRange, value)
}
