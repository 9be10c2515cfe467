package runbook_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

// lvmCommands are what the runbook and the test call of LVM. Without device-mapper in the
// kernel LVM changes its metadata only, if it is told so.
var lvmCommands = map[string]string{
	"pvcreate": "", "pvs": "", "vgcreate": "", "vgextend": "", "vgs": "", "vgcfgbackup": "", "lvs": "",
	"lvcreate": "-Zn -Wn", "lvextend": "",
}

// loopLab is a machine's LVM of its own: two blank disks, and a configuration that
// sees nothing else.
type loopLab struct {
	dir   string
	disks []string
}

func newLoopLab(t *testing.T) *loopLab {
	t.Helper()
	for _, tool := range []string{"lvm", "losetup", "blkid", "mkfs.ext4"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	if os.Getuid() != 0 {
		t.Skip("loop devices are made by root")
	}
	l := &loopLab{dir: t.TempDir()}
	for _, name := range []string{"one.img", "two.img"} {
		file := filepath.Join(l.dir, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(file, 300<<20); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), "losetup", "-f", "--show", file).CombinedOutput()
		if err != nil {
			t.Skipf("this machine makes no loop devices: %v: %s", err, out)
		}
		device := strings.TrimSpace(string(out))
		t.Cleanup(func() { _ = exec.Command("losetup", "-d", device).Run() })
		l.disks = append(l.disks, device)
	}
	config := fmt.Sprintf(`devices {
	filter = [ "a|^%s$|", "a|^%s$|", "r|.*|" ]
	use_devicesfile = 0
	scan_lvs = 0
}
global {
	locking_dir = %q
	event_activation = 0
}
activation {
	udev_sync = 0
	udev_rules = 0
	monitoring = 0
}
backup {
	backup = 0
	archive = 0
}
`, l.disks[0], l.disks[1], filepath.Join(l.dir, "lock"))
	l.write(t, "lvm/lvm.conf", config, 0o644)
	lvm, err := exec.LookPath("lvm")
	if err != nil {
		t.Fatal(err)
	}
	for name, options := range lvmCommands {
		l.write(t, "bin/"+name, fmt.Sprintf("#!/bin/sh\nexec %s %s \"$@\" --driverloaded n %s\n", lvm, name, options), 0o755)
	}
	return l
}

func (l *loopLab) write(t *testing.T, name, text string, mode os.FileMode) string {
	t.Helper()
	file := filepath.Join(l.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return file
}

// run runs a command with the lab's LVM, and returns what it printed.
func (l *loopLab) run(t *testing.T, name string, args ...string) (stdout, all string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "PATH="+filepath.Join(l.dir, "bin")+":"+os.Getenv("PATH"), "LVM_SYSTEM_DIR="+filepath.Join(l.dir, "lvm"), "LVM_SUPPRESS_FD_WARNINGS=1", "LC_ALL=C")
	var out, both strings.Builder
	cmd.Stdout = &out
	cmd.Stderr = &both
	err = cmd.Run()
	return out.String(), out.String() + both.String(), err
}

// lvm runs one of LVM's commands, found in the lab's folder.
func (l *loopLab) lvm(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, all, err := l.run(t, filepath.Join(l.dir, "bin", name), args...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, all)
	}
	return out
}

const loopTopology = `
network "n" { cidr = "10.0.0.0/24" }
host "desk" {
  platform = "debian12"
  interface "eth0" { address = "10.0.0.1" }
}
volume_group "hagen_loop" {
  host = host.desk
  %s
  logical_volume "papers" { size = "%s" }
  logical_volume "rest" { size = "100%%" }
}
`

// script plans and returns the script's file; the state is what LVM says now.
func (l *loopLab) script(t *testing.T, name, papers string, disks []string, state []runbook.StateFile) string {
	t.Helper()
	var volumes []string
	for _, d := range disks {
		volumes = append(volumes, fmt.Sprintf("physical_volume %q {}", d))
	}
	src := fmt.Sprintf(loopTopology, strings.Join(volumes, "\n  "), papers)
	top, diags := topology.Parse(map[string][]byte{"topology.hcl": []byte(src)}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var s *runbook.State
	if state != nil {
		if s, diags = runbook.ReadState(state); diags.HasErrors() {
			t.Fatal(diags)
		}
	}
	r, diags := runbook.Plan(top, top.VolumeGroups[0], s)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	text, _ := r.Script()
	shellcheck(t, text)
	return l.write(t, name, string(text), 0o755)
}

// twice runs a script two times: the first one changes the group, the second one
// nothing.
func (l *loopLab) twice(t *testing.T, script string) {
	t.Helper()
	_, all, err := l.run(t, "sh", script, "--yes", "--here", "desk", "--wait", "3")
	if err != nil {
		t.Fatalf("%v\n%s", err, all)
	}
	if strings.Contains(all, "Done: 0 commands") {
		t.Errorf("it did nothing:\n%s", all)
	}
	before := l.lvm(t, "vgs", "--noheadings", "-o", "vg_seqno,vg_free_count", "hagen_loop")
	if _, all, err = l.run(t, "sh", script, "--yes", "--here", "desk", "--wait", "3"); err != nil || !strings.Contains(all, "Done: 0 commands were run.") {
		t.Errorf("the second run: %v\n%s", err, all)
	}
	if after := l.lvm(t, "vgs", "--noheadings", "-o", "vg_seqno,vg_free_count", "hagen_loop"); after != before {
		t.Errorf("the second run changed %q to %q", before, after)
	}
}

// The generated scripts make a volume group of a blank disk and grow it onto a second
// one, on the real LVM, from its own listings in both forms.
func TestScriptOnLoopDevices(t *testing.T) {
	for _, form := range []string{"json", "txt"} {
		t.Run(form, func(t *testing.T) {
			l := newLoopLab(t)
			l.twice(t, l.script(t, "create.sh", "100MiB", l.disks[:1], nil))
			var state []runbook.StateFile
			for name, more := range map[string]string{"pvs": "pv_pe_count", "vgs": "vg_extent_size,vg_extent_count,vg_free_count", "lvs": "lv_path"} {
				args := []string{}
				if form == "json" {
					args = []string{"--units", "b", "--reportformat", "json", "-o", "+" + more}
				}
				state = append(state, runbook.StateFile{Name: name + "." + form, Src: []byte(l.lvm(t, name, args...))})
			}
			t.Cleanup(func() {
				files, _ := filepath.Glob("/var/tmp/hagen_loop-*.vg")
				for _, f := range files {
					_ = os.Remove(f)
				}
			})
			grow := l.script(t, "grow.sh", "200MiB", l.disks, state)
			l.twice(t, grow)
			got := strings.Fields(l.lvm(t, "lvs", "--noheadings", "--nosuffix", "--units", "m", "-o", "lv_name,lv_size", "hagen_loop"))
			// Two disks of 74 extents of 4 MiB.
			if want := []string{"papers", "200.00", "rest", "392.00"}; strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
}

// A script stops before a disk that is not blank, and touches nothing.
func TestScriptStopsAtASurprise(t *testing.T) {
	l := newLoopLab(t)
	if out, err := exec.CommandContext(t.Context(), "mkfs.ext4", "-q", l.disks[0]).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	script := l.script(t, "create.sh", "100MiB", l.disks[:1], nil)
	_, all, err := l.run(t, "sh", script, "--yes", "--here", "desk", "--wait", "1")
	if err == nil || !strings.Contains(all, "STOP: desk: blkid -c /dev/null "+l.disks[0]+" shows what it should not") {
		t.Errorf("%v\n%s", err, all)
	}
	if got := l.lvm(t, "pvs", "--noheadings"); strings.TrimSpace(got) != "" {
		t.Errorf("there are physical volumes: %s", got)
	}
}
