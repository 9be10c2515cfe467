package rules

import (
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// The network of a careful administrator, with aliases, ranges, VLANs, a bridge on
// a bond, a team, a tunnel, a profile of NetworkManager and a kept copy: no rule
// has a word to say of it, on whatever release it may run.
func TestCleanInterfaces(t *testing.T) {
	files := sources(t, "../../../testdata/clean/interfaces", ".")
	if len(files) < 15 {
		t.Fatalf("only %d files", len(files))
	}
	for _, release := range []string{"", "rhel5", "rhel6", "rhel7", "rhel8", "rhel9"} {
		var platform *topology.Platform
		if release != "" {
			platform = topology.LookupPlatform(release)
		}
		e := estate(t, platform, files)
		if diags := e.Diagnostics(); diags.HasErrors() {
			t.Fatal(diags)
		}
		for _, f := range lint.Run(e, All()) {
			t.Errorf("%q: %s", release, render([]lint.Finding{f}))
		}
	}
}
