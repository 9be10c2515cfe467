package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNumber = &lint.Rule{
	ID:       "cluster-number",
	Severity: lint.Error,
	Doc: `A number that is none

The schema takes any text here, and the daemons read it with atoi: what does not begin with digits is 0, and what
comes behind them is passed over, so that "10s" is ten milliseconds for the token.

Write a whole number: totem's times in milliseconds, those of the quorum disk and of fenced in seconds.

Source: cluster.rng of cman 3; atoi(3).`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for section, names := range map[string][]string{
			"totem":        {"token", "consensus", "join", "token_retransmits_before_loss_const", "netmtu", "window_size", "max_messages"},
			"quorumd":      {"interval", "tko", "tko_up", "upgrade_wait", "master_wait", "min_score"},
			"fence_daemon": {"override_time"},
		} {
			e := f.Section(section)
			if e == nil {
				continue
			}
			for _, name := range names {
				if a := e.Attr(name); a != nil {
					if _, ok := attrNumber(a); !ok {
						p.Report(a.Value.Range, "%s=%q is no whole number", name, a.Value.Text)
					}
				}
			}
		}
	},
}
