package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterPostFailDelay = &lint.Rule{
	ID:       "cluster-post-fail-delay",
	Severity: lint.Info,
	Doc: `Time that passes before a failed node is fenced

fenced waits this long in the hope that the node comes back; until then no lock is given back, and GFS stands still.
It adds to the time that the token and the fence agent take.

0 is the default. Keep more only where it is meant, as for a node that writes its memory to a dump.

Source: fenced(8), "post_fail_delay".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if d := f.Section("fence_daemon"); d != nil {
			if delay, ok := attrNumber(d.Attr("post_fail_delay")); ok && delay > 0 {
				p.Report(placeOf(d, "post_fail_delay"), "each fencing begins %d s later", delay)
			}
		}
	},
}
