package rules

import (
	"path"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var modprobeFileSuffix = &lint.Rule{
	ID:       "modprobe-file-suffix",
	Severity: lint.Warning,
	Doc: `A file of modprobe.d whose name does not end in .conf

modprobe reads the files of modprobe.d that end in .conf. Others it passes over; the releases in between still read
them, with a warning.

Rename it.

Source: modprobe.d(5); module-init-tools ("All config files need .conf").`,
	Modprobe: func(p *lint.Pass, f *ifcfg.ModprobeFile) {
		inDir := path.Base(path.Dir(f.Name)) == "modprobe.d"
		if p.Platform == nil || p.Platform.Has(topology.ModprobeConf) || !inDir || strings.HasSuffix(f.Name, ".conf") || len(f.Directives) == 0 {
			return
		}
		p.Report(f.Directives[0].Range(), "%s does not end in .conf", path.Base(f.Name))
	},
}
