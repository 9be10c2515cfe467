package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterCopiesDiffer = &lint.Rule{
	ID:       "cluster-copies-differ",
	Severity: lint.Error,
	Doc: `Nodes with different files

cman takes part only with the version that the running cluster has: a node with another one is refused, and two
different files of one version are found by nobody until a node acts on the wrong one.

Raise config_version, and copy the file to every node.

Source: cman(5), "config_version"; ccs(8).`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		byName := make(map[string][]clusterCopy)
		for _, c := range clusterCopies(e) {
			name := clusterName(c.File)
			var first *clusterCopy
			for i := range byName[name] {
				if sameCluster(byName[name][i].File, c.File) {
					first = &byName[name][i]
					break
				}
			}
			if first == nil {
				byName[name] = append(byName[name], c)
				continue
			}
			before, _ := first.File.ConfigVersion()
			version, ok := c.File.ConfigVersion()
			src, _ := first.File.Format()
			switch {
			case !ok || first.Host == c.Host:
			case version != before:
				p.Report(placeOf(c.File.Root(), "config_version"), "%q has version %d here, and %d in %s", name, version, before, first.File.Name)
			case clusterconf.NextConfigVersion(src, c.File) != version:
				p.Report(placeOf(c.File.Root(), "config_version"), "%q is another file here than in %s, and both have version %d", name, first.File.Name, version)
			}
		}
	},
}
