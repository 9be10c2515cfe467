package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterServiceDuplicate = &lint.Rule{
	ID:       "cluster-service-duplicate",
	Severity: lint.Error,
	Doc: `Two services of one name

rgmanager and its tools know a service by its name alone: which of the two is started, stopped or moved cannot be
said.

Give each service a name of its own.

Source: rgmanager's documentation of services.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		seen := make(map[[2]string]bool)
		for _, s := range f.Services() {
			key := [2]string{s.Element.Name.Text, attrText(s.Name)}
			if key[1] != "" && seen[key] {
				p.Report(s.Name.Value.Range, "two services are called %q", key[1])
			}
			seen[key] = true
		}
	},
}
