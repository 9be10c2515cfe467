package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterConfigVersionJump = &lint.Rule{
	ID:       "cluster-config-version-jump",
	Severity: lint.Info,
	Doc: `A version that is a date

The version is a signed 32-bit number that only ever goes up: one that is made of a date leaves less room with each
year, and a date with an hour in it has none.

Count on from here by one. A smaller number is taken only after the whole cluster was down.

Source: cman(5), "config_version"; ccs(8).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if v, ok := f.ConfigVersion(); ok && v > 1000000 {
			p.Report(placeOf(f.Root(), "config_version"), "the version %d cannot be lowered while the cluster runs, and ends at 2147483647", v)
		}
	},
}
