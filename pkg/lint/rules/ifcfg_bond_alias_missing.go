package rules

import (
	"path"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var ifcfgBondAliasMissing = &lint.Rule{
	ID:       "ifcfg-bond-alias-missing",
	Severity: lint.Warning,
	Doc: `A bond without an alias line

The release loads the module by the name of the bond when its device is first asked for: without "alias bond0
bonding", that finds nothing.

Add the alias.

Source: Red Hat Enterprise Linux 6 Deployment Guide, "Using Channel Bonding"; initscripts' sysconfig.txt.`,
	Host: checkBondAlias,
}

func checkBondAlias(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole || p.Platform == nil || !p.Platform.Has(topology.ModprobeBonding) {
		return
	}
	for _, d := range all.bonds() {
		if !hasAlias(h.Modprobe, d.name) {
			p.Report(d.place(), "no line of the module configuration makes %s an alias of bonding", d.name)
		}
	}
}

func hasAlias(files []*ifcfg.ModprobeFile, name string) bool {
	for _, f := range files {
		for _, a := range f.Aliases("bonding") {
			if ok, _ := path.Match(a.Name.Text, name); ok {
				return true
			}
		}
	}
	return false
}
