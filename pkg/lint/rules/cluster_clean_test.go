package rules

import (
	"testing"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// Estates of careful administrators: a cluster of sixteen nodes on each release that
// has cman, fenced by controllers, by outlets of two supplies and by the storage's
// switches, with a quorum disk, failover domains and services, over bonds, VLANs and
// bridges; a pair with a quorum disk, hosts that run guests, nodes with two rings,
// services upon services; tunnels and dial-up lines; the interfaces of today; the hosts
// files of an installer and of a cloud image. No rule has a word to say of them.
func TestCleanHosts(t *testing.T) {
	for _, estateOf := range []struct {
		folder   string
		releases []string
	}{
		{"cluster-rhel5", []string{"rhel5", ""}},
		{"cluster-rhel6", []string{"rhel6", ""}},
		{"pair-rhel5", []string{"rhel5", ""}},
		{"guests-rhel5", []string{"rhel5", ""}},
		{"rings-rhel6", []string{"rhel6", ""}},
		{"services-rhel6", []string{"rhel6", ""}},
		{"tunnels", []string{"rhel6", "rhel7", ""}},
		{"interfaces-today", []string{"rhel7", "rhel8", "rhel9", ""}},
		{"hosts-debian", []string{"debian12", "debian13", ""}},
	} {
		files := sources(t, "../../../testdata/clean", estateOf.folder)
		for _, release := range estateOf.releases {
			var platform *topology.Platform
			if release != "" {
				platform = topology.LookupPlatform(release)
			}
			e := estate(t, platform, files)
			if diags := e.Diagnostics(); len(diags) > 0 {
				t.Fatal(diags)
			}
			for _, f := range lint.Run(e, All()) {
				t.Errorf("%s on %q: %s", estateOf.folder, release, render([]lint.Finding{f}))
			}
		}
	}
}

// The clusters of the clean estates are what the schemas of their releases take.
func TestCleanClustersAreValid(t *testing.T) {
	for folder, release := range map[string]clusterconf.Release{
		"cluster-rhel5": clusterconf.CMAN2, "cluster-rhel6": clusterconf.CMAN3,
		"pair-rhel5": clusterconf.CMAN2, "guests-rhel5": clusterconf.CMAN2, "rings-rhel6": clusterconf.CMAN3, "services-rhel6": clusterconf.CMAN3,
	} {
		for _, h := range estate(t, nil, sources(t, "../../../testdata/clean", folder)).Hosts {
			for _, f := range h.ClusterConf {
				if diags := clusterconf.Validate(f, release); diags.HasErrors() {
					t.Errorf("%s: %v", f.Name, diags)
				}
			}
		}
	}
}
