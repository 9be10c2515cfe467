package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterResourceDuplicate = &lint.Rule{
	ID:       "cluster-resource-duplicate",
	Severity: lint.Error,
	Doc: `Two resources of one name, address or mount point

rgmanager tells resources of a type apart by these attributes. Of two that are alike one is not what its service was
made for, and two services that mount one device on two nodes destroy the file system.

Give each a name of its own, or use the one by reference.

Source: rgmanager's resource agents: the attributes that their metadata call unique.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		unique := map[string][]string{
			"ip": {"address"}, "fs": {"name", "mountpoint", "device"}, "clusterfs": {"name", "mountpoint"},
			"script": {"name", "file"}, "netfs": {"name", "mountpoint"}, "nfsexport": {"name"}, "nfsclient": {"name"}, "lvm": {"name"},
		}
		first := make(map[[3]string]bool)
		check := func(r clusterconf.Resource) {
			for _, name := range unique[r.Kind] {
				a := r.Element.Attr(name)
				if a == nil || a.Value.Text == "" {
					continue
				}
				key := [3]string{r.Kind, name, a.Value.Text}
				if name == "address" {
					key[2], _, _ = strings.Cut(key[2], "/")
				}
				if first[key] {
					p.Report(a.Value.Range, "two %s resources have the %s %q", r.Kind, name, key[2])
				}
				first[key] = true
			}
		}
		for _, r := range f.Resources() {
			check(r)
		}
		for _, s := range f.Services() {
			for r := range s.Resources() {
				if r.Ref == nil {
					check(r)
				}
			}
		}
	},
}
