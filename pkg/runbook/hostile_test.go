package runbook_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

const hostileTopology = `
host "desk" {
  platform = "%s"
  interface "eth0" { address = "10.0.0.1/24" }
}
volume_group "shelf" {
  host = host.desk
  physical_volume %q { wwid = %q }
  logical_volume "papers" {
    size = "20GiB"
    filesystem "ext4" {
      mount_point = %q
      label       = "papers"
    }
  }
}
`

// commandsOf returns every command line of a runbook, those of its checks included.
func commandsOf(t *testing.T, platform, device, wwid, mountPoint string) []string {
	t.Helper()
	quote := strings.NewReplacer("${", "$${", "%{", "%%{").Replace
	src := fmt.Sprintf(hostileTopology, platform, quote(device), quote(wwid), quote(mountPoint))
	top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(src)}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r, diags := runbook.Plan(top, top.VolumeGroups[0], nil)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	script, _ := r.Script()
	cmd := exec.CommandContext(t.Context(), "sh", "-n")
	cmd.Stdin = strings.NewReader(string(script))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("the script does not parse: %v\n%s", err, said)
	}
	var commands []string
	for _, s := range r.Steps {
		commands = append(commands, s.Commands...)
		commands = append(commands, s.Rollback...)
		for _, c := range append(s.Before, s.After...) {
			commands = append(commands, c.Command)
		}
	}
	return commands
}

// Whatever a topology's values hold, a shell runs the same commands with as many
// arguments, and one of them is that value.
func TestNoValueSmugglesACommand(t *testing.T) {
	dir := t.TempDir()
	stub := "#!/bin/sh\nprintf '%s %s' \"${0##*/}\" $# >> \"$LOG\"\nfor a; do printf ' <%s>' \"$a\" >> \"$LOG\"; done\necho >> \"$LOG\"\n"
	for _, name := range []string{"blkid", "blockdev", "pvcreate", "pvremove", "pvs", "vgcreate", "vgremove", "vgs", "lvcreate", "lvremove", "lvs", "mkfs.ext4", "mkdir", "mount", "umount", "cat", "tee", "parted", "partprobe", "scsi_id", "evil", "touch"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(stub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	run := func(lines []string) string {
		log := filepath.Join(dir, "log")
		_ = os.Remove(log)
		for _, line := range lines {
			for _, file := range []string{"/etc/fstab", "/proc/scsi/scsi"} {
				line = strings.ReplaceAll(line, ">> "+file, ">> "+filepath.Join(dir, "written"))
				line = strings.ReplaceAll(line, "> "+file, "> "+filepath.Join(dir, "written"))
			}
			if strings.Contains(line, "> /sys") {
				continue
			}
			line = strings.NewReplacer("/sbin/scsi_id", "scsi_id", "/lib/udev/scsi_id", "scsi_id").Replace(line)
			cmd := exec.CommandContext(t.Context(), "/bin/sh", "-c", line)
			cmd.Dir = dir
			cmd.Env = []string{"PATH=" + dir, "LOG=" + log}
			_ = cmd.Run()
		}
		text, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, platform := range []string{topology.Platforms()[0].ID, topology.Platforms()[len(topology.Platforms())-1].ID} {
		want := run(commandsOf(t, platform, "/dev/DEVICE", "WWID", "/POINT"))
		if strings.Count(want, "\n") < 10 || !strings.Contains(want, "mount 1 </POINT>") {
			t.Fatalf("too little was run:\n%s", want)
		}
		for _, hostile := range []string{"a; evil", "$(evil)", "`evil`", "a' evil '", `a" evil "`, "a && evil", "a | evil", "> evil", "a\\", "-x", "*", "~", "# x", "a b", "ünï", "${evil}", "%s", "'"} {
			got := run(commandsOf(t, platform, "/dev/x"+hostile, "w"+hostile, "/p"+hostile))
			// The file's own escapes are undone, the values put back.
			for _, pair := range [][2]string{{"/dev/x" + hostile, "/dev/DEVICE"}, {"/block/x" + hostile, "/block/DEVICE"}, {"w" + hostile, "WWID"}, {"/p" + hostile, "/POINT"}} {
				got = strings.ReplaceAll(got, pair[0], pair[1])
			}
			if got != want {
				t.Errorf("%s, %q:\n%s\nwant\n%s", platform, hostile, got, want)
			}
		}
	}
}
