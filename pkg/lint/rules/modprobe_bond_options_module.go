package rules

import (
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var modprobeBondOptionsModule = &lint.Rule{
	ID:       "modprobe-bond-options-module",
	Severity: lint.Info,
	Doc: `The options of bonds as options of the module

What an options line says counts for all bonds of the module, now and later. BONDING_OPTS in the file of a bond counts
for that bond, and takes effect without loading the module anew.

Write the parameters to BONDING_OPTS; the alias line stays.

Source: Linux Ethernet Bonding Driver HOWTO, "3.2 Configuration with Initscripts Support"; Red Hat Enterprise Linux 6
Deployment Guide, "Using Channel Bonding".`,
	Modprobe: func(p *lint.Pass, f *ifcfg.ModprobeFile) {
		for _, s := range moduleSettings(p, f) {
			for _, o := range s.options {
				if parameter, known := ifcfg.LookupParameter(o.Name); known && !parameter.ModuleOnly {
					p.Report(s.place, "options of %s: %s and the rest count for every bond of the module", s.name, o.Name)
					break
				}
			}
		}
	},
}
