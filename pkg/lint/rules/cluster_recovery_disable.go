package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterRecoveryDisable = &lint.Rule{
	ID:       "cluster-recovery-disable",
	Severity: lint.Warning,
	Doc: `A service that is not started again

With recovery="disable" a service whose check fails once is stopped and stays so until someone starts it.

Use restart or relocate, unless that is what is meant.

Source: rgmanager's documentation of services.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, s := range f.Services() {
			if s.Element.Value("recovery") == "disable" {
				p.Report(placeOf(s.Element, "recovery"), "the service %q stays down after a failure", attrText(s.Name))
			}
		}
	},
}
