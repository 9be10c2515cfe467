package rules

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterAltnameDlm = &lint.Rule{
	ID:       "cluster-altname-dlm",
	Severity: lint.Error,
	Doc: `A second ring that the lock manager does not use

The lock manager has connections of its own. Over TCP they go to the first address of a node alone: when that network
fails, the ring moves to the second and every lock stands still.

Write <dlm protocol="sctp"/>.

Source: cman(5), "altname".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if r, ok := clusterRelease(p.Platform); !ok || r != clusterconf.CMAN3 {
			return
		}
		if dlm := f.Section("dlm"); dlm != nil && (dlm.Value("protocol") == "sctp" || dlm.Value("protocol") == "detect") {
			return
		}
		for _, n := range nodesOf(p, f) {
			if len(n.AltNames) > 0 {
				p.ReportFix(n.AltNames[0].Name.Range, useSCTP(f), "the nodes have a second ring, and the lock manager talks TCP over the first alone")
				return
			}
		}
	},
}

// useSCTP is the fix that has the lock manager use every ring.
func useSCTP(f *clusterconf.File) *lint.Fix {
	if dlm := f.Section("dlm"); dlm != nil {
		return setAttribute(dlm, "protocol", "sctp")
	}
	nodes := f.Section("clusternodes")
	at := hcl.Range{Filename: nodes.Range.Filename, Start: nodes.Range.Start, End: nodes.Range.Start}
	return lint.Replace(at, `<dlm protocol="sctp"/>`+blanksBefore(nodes))
}
