package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterRestartWindow = &lint.Rule{
	ID:       "cluster-restart-window",
	Severity: lint.Warning,
	Doc: `A number of restarts without the time that they count for

max_restarts is how often a service may be restarted on its node before it is moved, within restart_expire_time seconds.
One without the other is undefined.

Give both, as max_restarts="3" restart_expire_time="300".

Source: Red Hat's High Availability Add-On Overview for RHEL 6, "Restart Policy Extensions" ("You must specify both
parameters together").`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, s := range f.Services() {
			count, window := s.Element.Attr("max_restarts"), s.Element.Attr("restart_expire_time")
			switch {
			case attrText(count) == "0" || count == nil && window == nil || count != nil && window != nil:
			case window == nil:
				p.Report(count.Value.Range, "the service %q has max_restarts=%q and no restart_expire_time", attrText(s.Name), count.Value.Text)
			default:
				p.Report(window.Value.Range, "the service %q has restart_expire_time=%q and no max_restarts", attrText(s.Name), window.Value.Text)
			}
		}
	},
}
