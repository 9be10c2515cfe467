package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondParameterRelease = &lint.Rule{
	ID:       "ifcfg-bond-parameter-release",
	Severity: lint.Error,
	Doc: `A parameter that the release does not have yet

The bonding driver of the release is older than the parameter, or than the value: it is ignored, or the module refuses
to load.

Leave it out.

Source: Linux Ethernet Bonding Driver HOWTO of the kernels in question; the releases' networking guides for what was
added to older ones.`,
	Ifcfg:    bondingOpts(checkParameterRelease),
	Modprobe: moduleOptions(checkParameterRelease),
}

func checkParameterRelease(p *lint.Pass, s bondSettings) {
	if p.Platform == nil {
		return
	}
	kernel := kernelOf(p)
	for i, o := range s.options {
		parameter, known := ifcfg.LookupParameter(o.Name)
		switch {
		case !known:
		case !parameter.In(kernel):
			p.ReportFix(o.Range, s.withoutOption(i), "%s came with Linux %s; the release runs %s", o.Name, parameter.Since, kernel)
		case !parameter.HasValue(o.Value, kernel):
			p.Report(o.Range, "%s=%s came with Linux %s; the release runs %s", o.Name, o.Value, parameter.ValueSince(o.Value), kernel)
		}
	}
}
