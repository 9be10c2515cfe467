package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterNameCharacters = &lint.Rule{
	ID:       "cluster-name-characters",
	Severity: lint.Warning,
	Doc: `A cluster name that no lock table can have

The lock table of a GFS is <cluster>:<file system>, and mkfs takes letters, digits, "_" and "-" there: no GFS can be
made for this cluster.

Use letters, digits, "_" and "-".

Source: mkfs.gfs2(8); seen on gfs2-utils 3.5.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		const fit = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
		if name := clusterName(f); strings.Trim(name, fit) != "" {
			p.Report(placeOf(f.Root(), "name"), "mkfs.gfs2 takes no lock table that begins with %q", name)
		}
	},
}
