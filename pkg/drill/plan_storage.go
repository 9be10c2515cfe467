package drill

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/internal/shell"
	"github.com/everlinux/hagen/pkg/topology"
)

// disks are the disks below the physical volumes of the cluster's volume groups,
// as the kernel names them; plain is false where one is no SCSI disk by its name.
func (p *planner) disks() (disks []string, plain bool) {
	plain = true
	for _, g := range p.topology.VolumeGroups {
		if g.Cluster.Value != p.cluster {
			continue
		}
		for _, v := range g.PhysicalVolumes {
			name, ok := strings.CutPrefix(v.Name, "/dev/")
			name = strings.TrimRight(name, "0123456789")
			if !ok || !strings.HasPrefix(name, "sd") || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
				plain, name = false, v.Name
			}
			disks = appendNew(disks, name)
		}
	}
	return disks, plain
}

func (p *planner) storagePath() (Drill, string) {
	disks, plain := p.disks()
	if len(disks) == 0 {
		return Drill{}, "the topology has no volume group of this cluster"
	}
	victims := []*topology.Node{p.victim}
	step := Step{Text: "Take the node's disks away: every further access is an I/O error.", Command: "for disk in " + quoted(disks) + "; do echo offline > \"/sys/block/$disk/device/state\"; done", On: p.victim.Name}
	if !plain {
		step = Step{Text: "Take every path of the node's disks away: those of " + strings.Join(disks, ", ") + ", as multipath lists them. Take one path alone first: writes may not stop for longer than the path checker's interval.", Command: "multipath -ll; for path in PATHS; do echo offline > \"/sys/block/$path/device/state\"; done", On: p.victim.Name}
	}
	d := Drill{
		Fails:   "A node stays a member and loses its disks. Its filesystem withdraws and the others recover its journal; nobody has to be fenced. A cable that is pulled is noticed later than a disk that is switched off: after the timeouts of the SCSI layer, 30 s for each of six tries, unless the host bus adapter or multipath is faster.",
		Victims: names(victims),
		Steps:   []Step{step, {Text: "Touch the filesystem, so that the error is noticed.", Command: "date > " + shell.Quote(p.mountOr("MOUNT")+"/hagen-drill"), On: p.victim.Name}},
		Watch:   p.watch("\"withdraw\" in the victim's kernel log; a node that hangs instead of withdrawing has to be fenced by hand: "+forNode(p.commands.fence, p.victim.Name), "the others' writes: they wait for locks that the node holds until it has withdrawn"),
		Restore: append([]Step{{Text: "A filesystem that withdrew cannot be unmounted cleanly: reboot the node.", Command: "reboot -f", On: p.victim.Name}}, p.rejoin(victims)...),
	}
	d.judge(Predict(p.Timing, Failure{Replay: usualReplay, ReplaySource: usualReplaySource}), "the victim withdraws, no other node does, and no node is fenced that had its disks")
	return d, ""
}

func (p *planner) mountOr(otherwise string) string {
	if p.Probe.Mount != "" {
		return strings.TrimRight(p.Probe.Mount, "/")
	}
	return otherwise
}

// addressed is the first fence device of a node that has an address, nil for none.
func addressed(n *topology.Node) *topology.FenceDevice {
	for _, f := range n.Fences {
		if d := f.Device.Value; d != nil && d.Address.Set {
			return d
		}
	}
	return nil
}

// fenceDevice fails the device that the victim is fenced by first.
func (p *planner) fenceDevice() (Drill, string) {
	methods := Methods(p.victim, p.measured)
	if len(methods) == 0 || len(p.cluster.Nodes) < 2 {
		return Drill{}, p.victim.Name + " has no fence device"
	}
	device := addressed(p.victim)
	if device == nil {
		return Drill{}, "the devices that fence " + p.victim.Name + " have no address to block"
	}
	victims := []*topology.Node{p.victim}
	address := device.Address.Value
	if device.Address.Sensitive {
		address = "ADDRESS"
	}
	v6 := strings.Contains(address, ":")
	others := strings.Join(names(p.cluster.Nodes[:len(p.cluster.Nodes)-1]), ", ")
	d := Drill{
		Fails:   fmt.Sprintf("A node dies while fence device %q cannot be reached.", device.Name),
		Victims: names(victims),
		Steps: []Step{
			{Text: "Keep the nodes from the device.", Command: block("-I", "OUTPUT", "-d", address, v6), On: others},
			{Text: "Switch " + p.victim.Name + " off, as in the drill \"node-off\"; if that needs the device, from elsewhere."},
		},
		Watch: p.watch("each try of fencing that fails, and the pause after it"), Restore: p.rejoin(victims),
	}
	heal := Step{Text: "Let packets through again.", Command: block("-D", "OUTPUT", "-d", address, v6), On: others}
	broken := map[string]bool{device.Name: true}
	if !p.keeps(victims) {
		return Drill{}, "without " + p.victim.Name + " the others have no quorum and fence nobody"
	}
	if _, ok := Try(methods, broken); ok {
		d.Fails += " The next method has to do it."
		d.Restore = append([]Step{heal}, d.Restore...)
		d.judge(Predict(p.Timing, p.silence(victims, broken)), "the next method succeeds in the first try")
		return d, ""
	}
	d.Fails += " There is no other method: writes stay frozen until it can be reached again, and that is right."
	heal.Text = fmt.Sprintf("After %s, let packets through again.", inSeconds(fenceOutage))
	d.Steps = append(d.Steps, heal)
	prediction := Predict(p.Timing, p.silence(victims, nil))
	failing, _ := Try(methods, broken)
	prediction = prediction.withTerm("device out of reach", Span{max(0, fenceOutage-prediction.Least), fenceOutage + failing.Most + p.Timing.RetryPause.Value}, "the drill, and the try that is under way at its end")
	d.judge(prediction, "fencing is tried again until it succeeds, and nobody writes before")
	return d, ""
}

func (p *planner) quorumDisk() (Drill, string) {
	disk := p.cluster.QuorumDisk
	if disk == nil {
		return Drill{}, "the cluster has no quorum disk"
	}
	what := "labelled " + disk.Label.Value
	if !disk.Label.Set {
		what = disk.Device.Value
	}
	d := Drill{
		Fails: fmt.Sprintf("The quorum disk %s is gone for all nodes. %d votes of nodes stay of %d, %d are needed.", what, p.Quorum.Nodes, p.Quorum.Expected, p.Quorum.Needed),
		Steps: []Step{
			{Text: "Find the disk's device.", Command: "mkqdisk -L", On: "every node"},
			{Text: "Take it away, on all nodes within a second: on one alone, that node is evicted.", Command: "echo offline > /sys/block/DISK/device/state", On: "every node"},
		},
		Watch:   p.watch("whether a node reboots itself: qdiskd does where its heuristics or io_timeout say so"),
		Restore: []Step{{Text: "Give the disk back, and start qdiskd again where it ended.", Command: "echo running > /sys/block/DISK/device/state; service qdiskd restart", On: "every node"}},
	}
	if p.Quorum.Holds(p.Quorum.Nodes, false) {
		d.Fails += " The nodes go on without it."
		d.judge(Prediction{}, "no node is fenced, and the cluster stays quorate")
		return d, ""
	}
	d.Fails += " All stop until it is back."
	prediction := Prediction{Until: "the quorum disk is back"}.withTerm("quorum disk", Span{0, p.Timing.QuorumDisk.Value}, p.Timing.QuorumDisk.Source)
	d.judge(prediction, "nobody is fenced")
	return d, ""
}

// quorumLost fails as few nodes as lose quorum.
func (p *planner) quorumLost() (Drill, string) {
	q := p.Quorum
	if q.TwoNode {
		return Drill{}, "with two_node either of the two goes on alone; see \"Heartbeat network of a node down\""
	}
	var victims []*topology.Node
	for i := len(p.cluster.Nodes) - 1; i > 0 && p.keeps(victims); i-- {
		victims = append([]*topology.Node{p.cluster.Nodes[i]}, victims...)
	}
	if p.keeps(victims) {
		return Drill{}, fmt.Sprintf("one node goes on alone: %d votes are needed, and the quorum disk has %d", q.Needed, q.Disk)
	}
	last := names(victims)
	d := Drill{
		Fails: fmt.Sprintf("%s of %d at the same moment. %s Nobody is fenced meanwhile, and nothing may be written.",
			sentence(count(len(victims), "node", "nodes")), len(p.cluster.Nodes), p.quorumText(victims)),
		Victims: last,
		Steps: []Step{
			{Text: "Switch " + strings.Join(last, ", ") + " off within a second of each other. One after the other is no such drill: the first is fenced before the next dies, and each time the rest is counted anew."},
			{Text: "See that quorum is lost and the probe stands still.", Command: p.commands.quorum, On: p.survivor()},
			{Text: "Start the nodes, one after the other."},
		},
		Watch:   p.watch("when quorum is regained, and how long after that the probe writes again"),
		Restore: p.rejoin(victims),
	}
	d.judge(p.untilQuorum(victims), "nobody wrote without quorum: the names of the probe's files leave no doubt")
	return d, ""
}
