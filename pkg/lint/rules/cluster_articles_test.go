package rules

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// The article on high availability shows a cluster.conf and a hosts file. What is
// said of them is what a reader who knows cman line by line would say: that the
// multicast group is reserved, that the interface does nothing, that the fence agent
// was never released, that the password is in the file, that a node which is slow to
// start is shot, and that nothing stands beside the one way to fence. That the key of
// the cluster is its name is not among them: the heartbeat has a network of its own.
func TestClusterArticle(t *testing.T) {
	const dir = "../../../testdata/articles/cluster"
	for platform, want := range map[string]map[string]int{
		"": {
			"cluster-fence-agent":            3,
			"cluster-fence-device-host-name": 3,
			"cluster-fence-devices-alike":    2,
			"cluster-fence-password":         3,
			"cluster-fence-single-method":    1,
			"cluster-multicast-in-node":      3,
			"cluster-multicast-interface":    1,
			"cluster-multicast-reserved":     1,
			"cluster-post-join-delay":        1,
			"hosts-localhost":                1,
		},
		"rhel5": {"cluster-schema-tolerated": 3},
		"rhel6": {"cluster-schema": 1},
	} {
		t.Run("platform="+platform, func(t *testing.T) {
			var release *topology.Platform
			if platform != "" {
				release = topology.LookupPlatform(platform)
			}
			findings := lint.Run(lint.NewEstate(nil, release, articleFiles(t, dir)), All())
			got := make(map[string]int)
			for _, f := range findings {
				got[f.Rule.ID]++
			}
			if platform == "" {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("findings by rule (-want +got):\n%s\n%s", diff, render(findings))
				}
				return
			}
			for id, n := range want {
				if got[id] != n {
					t.Errorf("%s has %d findings, not %d:\n%s", id, got[id], n, render(findings))
				}
			}
		})
	}
}

// The mechanical part of the remedy leaves what only a person can decide.
func TestClusterArticleFixed(t *testing.T) {
	files := articleFiles(t, "../../../testdata/articles/cluster")
	for range 10 {
		findings := lint.Run(lint.NewEstate(nil, nil, files), All())
		fixed := 0
		for i := range files {
			src, n := lint.ApplyFixes(files[i].Name, files[i].Src, findings)
			files[i].Src = src
			fixed += n
		}
		if fixed == 0 {
			break
		}
	}
	remains := make(map[string]int)
	for _, f := range lint.Run(lint.NewEstate(nil, nil, files), All()) {
		if f.Rule.Severity >= lint.Warning {
			remains[f.Rule.ID]++
		}
	}
	if diff := cmp.Diff(map[string]int{"cluster-fence-agent": 3, "cluster-fence-password": 3}, remains); diff != "" {
		t.Errorf("after the fixes (-want +got):\n%s", diff)
	}
}

// articleFiles reads the files of the one host under a folder.
func articleFiles(t *testing.T, dir string) []lint.Source {
	t.Helper()
	var files []lint.Source
	for _, name := range []string{"etc/cluster/cluster.conf", "etc/hosts"} {
		src, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, lint.Source{Name: name, Host: "cluster-01-node-01", Path: "/" + name, Src: src})
	}
	return files
}
