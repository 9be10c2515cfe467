package rules

import (
	"bytes"

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
		for _, c := range clustersOf(p, e) {
			checkCopies(p, c)
		}
	},
}

// checkCopies compares the copies of a cluster's file with the first of them.
func checkCopies(p *lint.Pass, c *cluster) {
	first := c.Copies[0]
	before, _ := first.File.ConfigVersion()
	src, _ := first.File.Format()
	for _, other := range c.Copies[1:] {
		if text, _ := other.File.Format(); bytes.Equal(src, text) {
			continue
		}
		version, ok := other.File.ConfigVersion()
		switch {
		case !ok || first.Host == other.Host:
		case version != before:
			p.Report(placeOf(other.File.Root(), "config_version"), "%q has version %d here, and %d in %s", c.Name, version, before, first.File.Name)
		case clusterconf.NextConfigVersion(src, other.File) != version:
			p.Report(placeOf(other.File.Root(), "config_version"), "%q is another file here than in %s, and both have version %d", c.Name, first.File.Name, version)
		}
	}
}
