package rules

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// Configurations of a careful administrator, some hundred lines each: the daemon
// accepts them, and no rule has a warning for them on the releases that they may be of.
func TestCleanWebServers(t *testing.T) {
	for _, c := range []struct {
		host     string
		releases []string
		says     func(*testing.T, []lint.Source) (bool, []string)
		files    int
	}{
		{"nginx/lb1", []string{"", "debian12"}, nginxSays, 20},
		{"apache/web1", []string{"", "debian12"}, apacheSays, 40},
		{"apache/web2", []string{"", "rhel9"}, apacheSays, 15},
	} {
		t.Run(c.host, func(t *testing.T) {
			t.Parallel()
			folder, host := filepath.Split(c.host)
			files := slices.DeleteFunc(sources(t, "../../../testdata/clean", filepath.Clean(folder)), func(f lint.Source) bool { return f.Host != host })
			if len(files) < c.files {
				t.Fatalf("only %d files", len(files))
			}
			for _, release := range c.releases {
				var platform *topology.Platform
				if release != "" {
					platform = topology.LookupPlatform(release)
				}
				e := estate(t, platform, files)
				if diags := e.Diagnostics(); diags.HasErrors() {
					t.Fatal(diags)
				}
				for _, f := range lint.Run(e, All()) {
					if f.Rule.Severity >= lint.Warning {
						t.Errorf("%q: %s: %s", release, f.Rule.ID, render([]lint.Finding{f}))
					}
				}
			}
			if accepted, said := c.says(t, files); !accepted || len(said) > 0 {
				t.Errorf("accepted: %t: %q", accepted, said)
			}
		})
	}
}
