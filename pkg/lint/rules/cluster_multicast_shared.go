package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterMulticastShared = &lint.Rule{
	ID:       "cluster-multicast-shared",
	Severity: lint.Error,
	Doc: `Two clusters on one multicast group

The clusters hear each other: with one key they try to become one, with two they fill each other's logs with messages
that they cannot read. Each uses its port and the one below it.

Leave the group out, so that it follows from the name, or keep the ports two apart.

Source: cman-preconfig.c; corosync.conf(5), mcastaddr and mcastport.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		byGroup := make(map[string][]clusterCopy)
		for _, c := range clusterCopies(e) {
			if !usesMulticast(c.File) {
				continue
			}
			group, port := clusterGroup(c.File)
			known := false
			for _, other := range byGroup[group] {
				if sameCluster(other.File, c.File) {
					known = true
					break
				}
				if _, p2 := clusterGroup(other.File); port-p2 >= -1 && port-p2 <= 1 {
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("the clusters %q and %q both use %s, on the ports %d and %d", clusterName(other.File), clusterName(c.File), group, p2, port), Range: placeOf(c.File.Root(), "name"),
						Related: []lint.Related{{Message: "the other", Range: placeOf(other.File.Root(), "name")}},
					})
				}
			}
			if !known {
				byGroup[group] = append(byGroup[group], c)
			}
		}
	},
}

// clusterGroup returns the group and the port that a cluster talks on.
func clusterGroup(f *clusterconf.File) (group string, port int) {
	cman := f.Section("cman")
	port = attrNumberOr(cman, "port", 5405)
	if cman != nil {
		if m := cman.First("multicast"); m != nil {
			group, port = m.Value("addr"), attrNumberOr(m, "port", port)
		}
	}
	if group == "" {
		group = clusterconf.MulticastAddress(clusterID(f), false).String()
	}
	return group, port
}

// sameCluster tells whether two files are of one cluster: they have one name, and a
// node in common.
func sameCluster(a, b *clusterconf.File) bool {
	if clusterName(a) != clusterName(b) {
		return false
	}
	nodes := nodeNames(a)
	for name := range nodeNames(b) {
		if nodes[name] {
			return true
		}
	}
	return len(nodes) == 0
}
