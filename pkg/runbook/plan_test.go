package runbook_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// plan reads a case's topology and state, and plans its only volume group.
func plan(t *testing.T, dir string) *runbook.Runbook {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, "topology.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	top, diags := topology.Parse(map[string][]byte{"topology.hcl": src}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var state *runbook.State
	if names, _ := filepath.Glob(filepath.Join(dir, "state", "*")); len(names) > 0 {
		var files []runbook.StateFile
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, runbook.StateFile{Name: filepath.Base(name), Src: src})
		}
		if state, diags = runbook.ReadState(files); diags.HasErrors() {
			t.Fatal(diags)
		}
	}
	r, diags := runbook.Plan(top, top.VolumeGroups[0], state)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return r
}

func planCases(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("testdata/plan/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return dirs
}

// Each folder holds a topology, the state of its machines where there is one, and the
// runbook in its three forms.
func TestPlanGolden(t *testing.T) {
	for _, dir := range planCases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			r := plan(t, dir)
			md, origins := r.Markdown()
			if n := strings.Count(string(md), "\n"); n != len(origins) {
				t.Errorf("%d lines and %d origins", n, len(origins))
			}
			script, _ := r.Script()
			for name, got := range map[string][]byte{"want.md": md, "want.sh": script, "want.json": r.JSON()} {
				file := filepath.Join(dir, name)
				if updating() {
					if err := os.WriteFile(file, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), string(got)); diff != "" {
					t.Errorf("%s: -want +got:\n%s", name, diff)
				}
			}
			shellcheck(t, script)
		})
	}
}

func shellcheck(t *testing.T, script []byte) {
	t.Helper()
	if _, err := exec.LookPath("shellcheck"); err != nil {
		t.Skip("shellcheck is not installed")
	}
	cmd := exec.CommandContext(t.Context(), "shellcheck", "-s", "sh", "-")
	cmd.Stdin = strings.NewReader(string(script))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("shellcheck: %v\n%s", err, said)
	}
}
