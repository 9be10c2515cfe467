package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterKeyfile = &lint.Rule{
	ID:       "cluster-keyfile",
	Severity: lint.Info,
	Doc: `A cluster whose key is its name

Without a keyfile the messages of the cluster are signed and encrypted with a key made from the name of the cluster,
which is no secret: who is on the heartbeat network can speak as a node.

Make a key with corosync-keygen, copy it to every node with mode 0400, and give its path as <cman keyfile="…">.

Source: cman(5), "keyfile"; cman-preconfig.c.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if root := f.Root(); root != nil && clusterName(f) != "" {
			if cman := f.Section("cman"); cman == nil || cman.Attr("keyfile") == nil {
				p.Report(placeOf(root, "name"), "the key of the cluster is made from its name, %q", clusterName(f))
			}
		}
	},
}
