package rules

import (
	"path"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var modprobeConfNotRead = &lint.Rule{
	ID:       "modprobe-conf-not-read",
	Severity: lint.Error,
	Doc: `/etc/modprobe.conf, which the release does not read

The release reads /etc/modprobe.d/*.conf alone: what stands in /etc/modprobe.conf has no effect.

Move its lines to a file of /etc/modprobe.d whose name ends in .conf.

Source: modprobe.d(5); Red Hat Enterprise Linux 6 Migration Planning Guide.`,
	Modprobe: func(p *lint.Pass, f *ifcfg.ModprobeFile) {
		if p.Platform != nil && !p.Platform.Has(topology.ModprobeConf) && path.Base(f.Name) == "modprobe.conf" && path.Base(path.Dir(f.Name)) == "etc" && len(f.Directives) > 0 {
			p.Report(f.Directives[0].Range(), "the release reads modprobe.d, not modprobe.conf")
		}
	},
}
