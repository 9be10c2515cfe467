package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterPostJoinDelay = &lint.Rule{
	ID:       "cluster-post-join-delay",
	Severity: lint.Warning,
	Doc: `Too little time for the nodes to join

When the first nodes start, fenced waits this long and then cuts off each node that has not joined. The 3 and 6
seconds of the tools and of fenced itself are less than nodes differ by in starting, so that a node is shot for
booting slowly.

Give 20 seconds or more.

Source: fenced(8), "post_join_delay"; Red Hat's Cluster Administration for RHEL 6, which advises 20 to 30.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		d := f.Section("fence_daemon")
		if d == nil {
			return
		}
		switch delay, ok := attrNumber(d.Attr("post_join_delay")); {
		case !ok:
		case delay < 0:
			p.Report(placeOf(d, "post_join_delay"), "post_join_delay=\"%d\" lets fenced wait for the missing nodes without end", delay)
		case delay < 20:
			p.ReportFix(placeOf(d, "post_join_delay"), setAttribute(d, "post_join_delay", "20"), "nodes that start %d s later than the first are fenced", delay)
		}
	},
}
