package ifcfg

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// modprobe reads the generated file as an alias for each bond and nothing more.
func TestEmittedModuleConfigurationIsReadByModprobe(t *testing.T) {
	modprobe, err := exec.LookPath("modprobe")
	if err != nil {
		t.Skip("modprobe (package kmod) is not installed")
	}
	src, err := os.ReadFile("testdata/emit/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	for _, platform := range []string{"rhel5", "rhel6"} {
		_, f, diags := emit(t, string(src), map[string]string{"platform": platform})
		if f == nil || len(diags) > 0 {
			t.Fatalf("%s: %v %s", platform, f, diags)
		}
		text, _ := f.Format()
		if _, diags := ParseModprobe(f.Name, text); len(diags) > 0 {
			t.Errorf("%s: %s", platform, diags)
		}
		file := filepath.Join(t.TempDir(), "bonding.conf")
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		var complaints strings.Builder
		cmd := exec.CommandContext(ctx, modprobe, "--showconfig", "-C", file)
		cmd.Stderr = &complaints
		out, err := cmd.Output()
		if err != nil || complaints.Len() > 0 {
			t.Fatalf("%s: %v %s", platform, err, complaints.String())
		}
		for _, want := range []string{"alias bond0 bonding\n", "alias bond1 bonding\n"} {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: modprobe does not say %q", platform, want)
			}
		}
		if strings.Contains(string(out), "options bonding") {
			t.Errorf("%s: there are options for every bond", platform)
		}
	}
}

func TestEmitModprobeNothing(t *testing.T) {
	for _, src := range []string{
		"host \"h\" {\n platform = \"rhel7\"\n" + bond() + "\n}",
		"host \"h\" {\n platform = \"rhel5\"\n interface \"eth0\" {}\n}",
	} {
		if _, f, diags := emit(t, src, nil); f != nil || len(diags) > 0 {
			t.Errorf("%s: %v %s", src, f, diags)
		}
	}
}
