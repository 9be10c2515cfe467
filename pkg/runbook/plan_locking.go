package runbook

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// quorum checks that the cluster may act.
func (p *planner) quorum() {
	p.add(Step{
		ID: "quorum", What: "See that the cluster has quorum", Cause: p.vg.Cluster.Range,
		Why:    "Without quorum every lock waits, and with a node down its cache of the metadata goes stale. Stop other maintenance for the time of this.",
		Nodes:  p.nodes,
		Before: []Check{p.lock.quorate},
	})
}

// startCLVM prepares clvmd under cman.
func (p *planner) startCLVM() {
	p.clusterLocking()
	if p.seen.vg == nil {
		p.add(Step{
			ID: "cluster-services", What: "Start the cluster manager and clvmd", Cause: p.vg.Cluster.Range,
			Why: "clvmd takes its locks from the cluster's lock manager, so cman comes first. Start the nodes side by side: cman waits for quorum.", Nodes: p.nodes,
			Commands: []string{command("service", "cman", "start"), command("service", "clvmd", "start")},
			After:    []Check{succeeds("service", "cman", "status"), succeeds("service", "clvmd", "status")},
			Rollback: []string{command("service", "clvmd", "stop"), command("service", "cman", "stop")},
		})
	}
	p.quorum()
}

// clusterLocking has LVM take its locks from clvmd.
func (p *planner) clusterLocking() {
	if p.seen.vg != nil {
		return
	}
	p.add(Step{
		ID: "locking", What: "Have LVM lock through the cluster", Cause: p.vg.Cluster.Range,
		Why:   "It writes locking_type = 3 into /etc/lvm/lvm.conf. It comes before the first command on the shared disks.",
		Nodes: p.nodes, Commands: []string{command("lvmconf", "--enable-cluster")},
		After:    []Check{shows(`^[[:space:]]*locking_type[[:space:]]*=[[:space:]]*3`, "cat", "/etc/lvm/lvm.conf")},
		Rollback: []string{command("lvmconf", "--disable-cluster")},
	})
}

// resource is a resource of Pacemaker that pcs makes.
type resource struct {
	id, what, why string
	commands      []string
	exists        string // the resource by which it is told that all was done
}

func (p *planner) resources(list []resource) {
	for _, r := range list {
		p.add(Step{
			ID: r.id, What: r.what, Why: r.why, Nodes: p.first(), Commands: r.commands, Cause: p.vg.Cluster.Range,
			After:    []Check{succeeds("crm_resource", "--resource", r.exists, "--query-xml")},
			Rollback: []string{command("pcs", "resource", "delete", strings.TrimSuffix(r.exists, "-clone"))},
		})
	}
}

// freezeWithoutQuorum keeps Pacemaker from stopping what it cannot unmount.
func (p *planner) freezeWithoutQuorum() {
	p.add(Step{
		ID: "freeze", What: "Freeze without quorum", Cause: p.vg.Cluster.Range,
		Why:   "A GFS2 can neither be used nor unmounted without quorum. With the default, stop, Pacemaker would try, fail, and fence every node.",
		Nodes: p.first(), Commands: []string{command("pcs", "property", "set", "no-quorum-policy=freeze")},
		After:    []Check{says("freeze", "crm_attribute", "-t", "crm_config", "-n", "no-quorum-policy", "-G", "-q")},
		Rollback: []string{command("pcs", "property", "unset", "no-quorum-policy")},
	})
}

const whyDLM = "The lock manager runs on every node. Where it fails, the node is fenced: its locks cannot be told otherwise."

// startLVMLockd prepares lvmlockd under Pacemaker.
func (p *planner) startLVMLockd() {
	if p.seen.vg != nil {
		p.quorum()
		return
	}
	p.add(Step{
		ID: "locking", What: "Have LVM lock through lvmlockd", Cause: p.vg.Cluster.Range,
		Why: "It comes before the first command on the shared disks.", Nodes: p.nodes,
		Commands:     []string{`sed -i "s/^[[:space:]]*#*[[:space:]]*use_lvmlockd *= *[01].*/	use_lvmlockd = 1/" /etc/lvm/lvm.conf`},
		After:        []Check{says("use_lvmlockd=1", "lvmconfig", "--typeconfig", "full", "global/use_lvmlockd")},
		RollbackNote: "set use_lvmlockd = 0 in /etc/lvm/lvm.conf",
	})
	p.quorum()
	p.freezeWithoutQuorum()
	monitor := []string{"op", "monitor", "interval=30s", "on-fail=fence"}
	create := func(name, agent string) string {
		return command(append([]string{"pcs", "resource", "create", name, "--group", "locking", agent}, monitor...)...)
	}
	p.resources([]resource{{
		id: "lock-managers", what: "Run dlm and lvmlockd on every node", why: whyDLM,
		commands: []string{create("dlm", "ocf:pacemaker:controld"), create("lvmlockd", "ocf:heartbeat:lvmlockd"), command("pcs", "resource", "clone", "locking", "interleave=true")},
		exists:   "locking-clone",
	}})
	p.add(Step{
		ID: "lock-managers-run", What: "See that lvmlockd answers on every node", Nodes: p.nodes, Cause: p.vg.Cluster.Range,
		Why: "Pacemaker has started it, or says in pcs status why not.", Before: []Check{succeeds("lvmlockctl", "--info")},
	})
}

// startCLVMByPacemaker prepares clvmd under Pacemaker.
func (p *planner) startCLVMByPacemaker() {
	p.clusterLocking()
	p.quorum()
	if p.seen.vg != nil {
		return
	}
	p.freezeWithoutQuorum()
	create := func(name, agent string) string {
		return command("pcs", "resource", "create", name, agent, "op", "monitor", "interval=30s", "on-fail=fence", "clone", "interleave=true", "ordered=true")
	}
	p.resources([]resource{
		{id: "dlm", what: "Run dlm on every node", why: whyDLM, commands: []string{create("dlm", "ocf:pacemaker:controld")}, exists: "dlm-clone"},
		{
			id: "clvmd", what: "Run clvmd on every node", why: "After dlm, whose locks it takes.", exists: "clvmd-clone",
			commands: append([]string{create("clvmd", "ocf:heartbeat:clvm")}, after("dlm-clone", "clvmd-clone")...),
		},
	})
}

// after has Pacemaker start one clone after another, and on its nodes.
func after(first, then string) []string {
	return []string{
		command("pcs", "constraint", "order", "start", first, "then", then),
		command("pcs", "constraint", "colocation", "add", then, "with", first),
	}
}

// startLocks has every node join the group's lockspace.
func (p *planner) startLocks() {
	if p.seen.vg != nil {
		return
	}
	p.add(Step{
		ID: "lock-start", What: "Start the locks of " + p.vg.Name + " on every node", Cause: p.vg.Range,
		Why:   "A shared group can be used on a node once its lockspace runs there.",
		Nodes: p.nodes, Commands: []string{command("vgchange", "--lock-start", p.vg.Name)},
		After:    []Check{shows("^VG "+ere(p.vg.Name)+" ", "lvmlockctl", "--info")},
		Rollback: []string{command("vgchange", "--lock-stop", p.vg.Name)},
	})
}

// mountByPacemaker has Pacemaker activate the volume and mount the filesystem.
func (p *planner) mountByPacemaker(v *volume) {
	fs := v.Filesystem
	var options []string
	for _, o := range p.mountOptions(v) {
		if o != "_netdev" { // for fstab
			options = append(options, o)
		}
	}
	name := stepName(p.vg.Name + "-" + v.Name)
	mount := []string{"pcs", "resource", "create", name + "-fs"}
	about := []string{"ocf:heartbeat:Filesystem", "device=" + p.device(v), "directory=" + fs.MountPoint.Value, "fstype=" + fs.Name, "options=" + strings.Join(options, ",")}
	monitor := []string{"op", "monitor", "interval=10s", "on-fail=fence"}
	var list []resource
	if p.lock.lockStart {
		group := name + "-group"
		list = []resource{
			{
				id: "activate-" + stepName(v.Name), what: "Have Pacemaker activate " + v.Name + " on every node", why: "After the lock managers, and where they run.", exists: group + "-clone",
				commands: append([]string{
					command("pcs", "resource", "create", name, "--group", group, "ocf:heartbeat:LVM-activate", "lvname="+v.Name, "vgname="+p.vg.Name, "activation_mode=shared", "vg_access_mode=lvmlockd"),
					command("pcs", "resource", "clone", group, "interleave=true"),
				}, after("locking-clone", group+"-clone")...),
			},
			{
				id: "mount-" + stepName(v.Name), what: "Have Pacemaker mount " + fs.MountPoint.Value + " on every node", exists: name + "-fs",
				why:      "In the group of the volume, so that it is mounted after the volume is active. Not in /etc/fstab: Pacemaker alone decides.",
				commands: []string{command(append(append(append(mount, "--group", group), about...), monitor...)...)},
			},
		}
	} else {
		list = []resource{{
			id: "mount-" + stepName(v.Name), what: "Have Pacemaker mount " + fs.MountPoint.Value + " on every node", exists: name + "-fs-clone",
			why:      "After clvmd, which activates the volume. Not in /etc/fstab: Pacemaker alone decides.",
			commands: append([]string{command(append(append(append(mount, about...), monitor...), "clone", "interleave=true")...)}, after("clvmd-clone", name+"-fs-clone")...),
		}}
	}
	p.resources(list)
}

// allowDevice has the other nodes' LVM use a disk, where it leaves alone what its
// devices file does not name.
func (p *planner) allowDevice(pv *topology.PhysicalVolume) {
	others := p.nodes[1:]
	if !p.platform.Has(topology.LVMDevices) || len(others) == 0 {
		return
	}
	s := Step{
		ID: "lvmdevices-" + stepName(pv.Name), What: fmt.Sprintf("Allow the other nodes' LVM to use %s", pv.Name), Cause: pv.Range,
		Why:   "This release uses only devices of its devices file; pvcreate wrote that of the node where it ran.",
		Nodes: others, Commands: []string{command("lvmdevices", "--adddev", pv.Name)},
		After:    []Check{shows("DEVNAME="+ere(pv.Name)+"( |$)", "lvmdevices")},
		Rollback: []string{command("lvmdevices", "--deldev", pv.Name)},
	}
	if seen := p.seen.pvs[pv.Name]; seen != nil && seen.VG == p.vg.Name {
		s.Done, s.DoneAt = "it is part of the group already", seen.Range
	}
	p.add(s)
}
