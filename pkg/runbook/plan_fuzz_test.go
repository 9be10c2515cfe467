package runbook_test

import (
	"os"
	"testing"

	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

// Whatever the machines are said to have, a plan is a runbook or an error.
func FuzzPlan(f *testing.F) {
	src, err := os.ReadFile("testdata/plan/article/topology.hcl")
	if err != nil {
		f.Fatal(err)
	}
	top, diags := topology.Parse(map[string][]byte{"topology.hcl": src}, topology.Options{})
	if diags.HasErrors() {
		f.Fatal(diags)
	}
	f.Add(articleFiles["pvs.txt"], articleFiles["vgs.txt"], articleFiles["lvs.txt"], "")
	f.Add(pvsHeader, vgsHeader, lvsHeader, "[1:0:0:0] disk IBM 1815 0914 /dev/sdb\n")
	f.Fuzz(func(t *testing.T, pvs, vgs, lvs, scsi string) {
		s, diags := runbook.ReadState([]runbook.StateFile{
			{Name: "pvs.txt", Src: []byte(pvs)}, {Name: "vgs.txt", Src: []byte(vgs)},
			{Name: "lvs.txt", Src: []byte(lvs)}, {Name: "scsi.txt", Src: []byte(scsi + "\n[9:0:0:0] disk x y z\n")},
		})
		if diags.HasErrors() {
			return
		}
		r, diags := runbook.Plan(top, top.VolumeGroups[0], s)
		if (r == nil) != diags.HasErrors() {
			t.Fatalf("runbook %v, diagnostics %v", r != nil, diags)
		}
		if r == nil {
			return
		}
		text, lines := r.Script()
		if len(text) == 0 || len(lines) == 0 || len(r.JSON()) == 0 {
			t.Error("the runbook has no text")
		}
		seen := make(map[string]bool)
		for _, step := range r.Steps {
			if seen[step.ID] {
				t.Errorf("two steps are called %s", step.ID)
			}
			seen[step.ID] = true
		}
	})
}
