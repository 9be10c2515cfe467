package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterConsensus = &lint.Rule{
	ID:       "cluster-consensus",
	Severity: lint.Warning,
	Doc: `Less time to agree than the token takes

When the token is lost the nodes gather, and consensus is the time that they have to agree on who is left. With less
than 1.2 times the token, slow nodes are left out, and the gathering begins anew.

Leave it out: cman works it out from the token.

Source: corosync.conf(5), "consensus".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		t := f.Section("totem")
		if r, ok := clusterRelease(p.Platform); t == nil || !ok || r != clusterconf.CMAN3 || len(nodesOf(p, f)) < 3 {
			return
		}
		token := attrNumberOr(t, "token", 10000)
		if consensus, ok := attrNumber(t.Attr("consensus")); ok && consensus*10 < token*12 {
			p.ReportFix(placeOf(t, "consensus"), removeAttribute(t, t.Attr("consensus")), "consensus is %d ms, less than 1.2 times the token's %d ms", consensus, token)
		}
	},
}
