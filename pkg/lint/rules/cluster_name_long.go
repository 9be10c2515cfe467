package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNameLong = &lint.Rule{
	ID:       "cluster-name-long",
	Severity: lint.Error,
	Doc: `A cluster name that is too long

cman 3 refuses a name of more than 15 characters and does not start; the buffer of cman 2 holds 16.

Shorten the name. The lock table of a GFS has it too: change that with tunegfs2 or gfs2_tool while nobody has the file
system mounted.

Source: cman-preconfig.c of cman 3; cnxman.h of cman 2.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		limit := 16 // what both releases refuse
		if r, _ := clusterRelease(p.Platform); r == clusterconf.CMAN3 {
			limit = 15
		}
		if name := clusterName(f); len(name) > limit {
			p.Report(placeOf(f.Root(), "name"), "%q has %d characters; cman takes %d", name, len(name), limit)
		}
	},
}
