package runbook

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// mountOptions are those of the topology and those that a filesystem of a cluster
// needs: without _netdev it is mounted before the cluster runs, and noatime keeps
// reading from writing.
func (p *planner) mountOptions(v *volume) []string {
	options := v.Filesystem.Options.Values()
	if p.vg.Cluster.Value == nil {
		return options
	}
	for _, o := range []string{"noatime", "_netdev"} {
		if !slices.Contains(options, o) {
			options = append(options, o)
		}
	}
	return options
}

// mountAtBoot has a filesystem mounted now and after a reboot: by fstab, or by
// Pacemaker where that keeps the locks.
func (p *planner) mountAtBoot(v *volume, tools filesystem) {
	if p.vg.Cluster.Value != nil && p.platform.Has(topology.Pacemaker) {
		p.mountByPacemaker(v)
		return
	}
	fs := v.Filesystem
	options := strings.Join(p.mountOptions(v), ",")
	if options == "" {
		options = "defaults"
	}
	why := "fsck has nothing to do with it at boot: the last two columns are 0."
	if p.vg.Cluster.Value != nil {
		why = "_netdev: it is mounted after the network and the cluster are up. fsck must never touch it at boot, while another node has it mounted: the last two columns are 0."
	}
	line := strings.Join([]string{p.device(v), fstabField(fs.MountPoint.Value), fs.Name, options, "0", "0"}, " ")
	inFstab := shows("^("+ere(p.device(v))+"|"+ere(p.mapped(v))+")[[:space:]]+"+ere(fstabField(fs.MountPoint.Value))+"[[:space:]]", "cat", "/etc/fstab")
	s := Step{
		ID: "fstab-" + stepName(v.Name), What: "Write " + fs.MountPoint.Value + " into /etc/fstab", Why: why, Cause: fs.Range,
		Nodes:        p.nodes,
		Commands:     []string{command("mkdir", "-p", fs.MountPoint.Value), appended(command("printf", `%s\n`, line), "/etc/fstab")},
		After:        []Check{inFstab},
		RollbackNote: "take the line out of /etc/fstab",
	}
	p.add(s)
	if p.platform.Has(topology.CMAN) && tools.service != "" {
		services := []string{"cman", "clvmd", tools.service}
		var commands, back []string
		var after []Check
		for _, name := range services {
			commands = append(commands, command("chkconfig", name, "on"))
			after = append(after, succeeds("chkconfig", name))
			back = append(back, command("chkconfig", name, "off"))
		}
		p.add(Step{
			ID: "boot-" + stepName(v.Name), What: "Start " + strings.Join(services, ", ") + " at boot", Cause: fs.Range,
			Why:   "In this order, which their init scripts have: without the cluster there are no locks, without clvmd no volume.",
			Nodes: p.nodes, Commands: commands, After: after,
			Rollback: back,
		})
	}
	p.add(Step{
		ID: "mount-" + stepName(v.Name), What: "Mount " + fs.MountPoint.Value, Cause: fs.Range,
		Why:   "One node after the other: the first one's mount tells whether the filesystem is whole.",
		Nodes: p.nodes, Commands: []string{command("mount", fs.MountPoint.Value)},
		After:    []Check{mounted(v)},
		Rollback: []string{command("umount", fs.MountPoint.Value)},
	})
}

// fstabEscapes are how /etc/fstab and /proc/mounts write blanks. Source: fstab(5).
var fstabEscapes = strings.NewReplacer(`\`, `\134`, " ", `\040`, "\t", `\011`, "#", `\043`)

func fstabField(text string) string { return fstabEscapes.Replace(text) }

// mounted is the check that a volume's filesystem is mounted where it belongs.
func mounted(v *volume) Check {
	return shows(" "+ere(fstabField(v.Filesystem.MountPoint.Value))+" "+ere(v.Filesystem.Name)+" ", "cat", "/proc/mounts")
}

// end looks at the whole once more.
func (p *planner) end() {
	var after []Check
	for _, v := range p.volumes {
		after = append(after, succeeds("lvs", p.full(v)))
		if v.Filesystem != nil {
			after = append(after, mounted(v))
		}
	}
	if len(after) > 0 {
		p.add(Step{
			ID: "verify", What: "See that every node has it all", Why: "A node that was left behind shows now, not when it has to take over.", Nodes: p.nodes,
			Before: after, Cause: p.vg.Range,
		})
	}
	if p.book.Observed && p.size.known {
		p.note("With every disk of the topology, %s has %s extents of %s: %s. Free for the volumes: %s extents, %s.", p.vg.Name, p.size.total, sizeText(p.size.extent), p.size.total.Times(p.size.extent).Size(), p.size.free, p.size.free.Times(p.size.extent).Size())
		if !p.size.free.Exact() {
			p.note("The state's sizes are rounded to two decimals, so these are ranges. %s tells exactly; give its output, and that of pvs and lvs with `--units b`, as the state.", p.exactCommand())
		}
	}
}
