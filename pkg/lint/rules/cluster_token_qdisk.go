package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterTokenQdisk = &lint.Rule{
	ID:       "cluster-token-qdisk",
	Severity: lint.Warning,
	Doc: `A token that is lost before the quorum disk has decided

The disk takes interval times (tko + master_wait + upgrade_wait) seconds to see a node fail and to choose another
master. When the token runs out before that, cman takes the quorum away from the node that was about to get it.

Give the token more than that time, and at least twice interval times tko.

Source: qdisk(5), "1.4. Limitations" ("CMAN's eviction timeout should be at least 2x the quorum daemon's") and
"master_wait".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		q := f.Section("quorumd")
		if q == nil {
			return
		}
		tko, ok := attrNumber(q.Attr("tko"))
		if !ok { // qdiskd then works it out from the token
			return
		}
		seconds := attrNumberOr(q, "interval", 1) * (tko + attrNumberOr(q, "master_wait", tko/2) + attrNumberOr(q, "upgrade_wait", 2))
		if token := attrNumberOr(f.Section("totem"), "token", 10000); token <= seconds*1000 {
			p.Report(q.Name.Range, "the quorum disk takes %d s to decide, and the token is lost after %d ms", seconds, token)
		} else if dead := attrNumberOr(q, "interval", 1) * tko; token < 2*dead*1000 {
			p.Report(q.Name.Range, "the quorum disk gives a node up after %d s, and the token is lost after %d ms, less than twice that", dead, token)
		}
	},
}
