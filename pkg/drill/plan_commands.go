package drill

import (
	"strings"

	"github.com/everlinux/hagen/internal/shell"
	"github.com/everlinux/hagen/pkg/topology"
)

// commands are what to type on a release of the cluster suite. NODE stands for the
// name of a node, FS for the type of the shared filesystem.
type commands struct {
	quorum, members string // show
	fencing         string // shows its state
	follow          string // follows the logs
	logs            string // the files to keep
	fence           string // fences a node, for a test
	start           string // starts the cluster on a node
	stop            string // stops it
}

// commandSets are the commands by what the platform has. Sources: cman_tool(8),
// fence_tool(8), group_tool(8), fence_node(8), pcs(8), corosync-quorumtool(8).
var commandSets = []struct {
	feature topology.Feature
	commands
}{
	{topology.ClusterConf5, commands{
		quorum: "cman_tool status", members: "cman_tool nodes", fencing: "group_tool ls",
		follow: "tail -F /var/log/messages", logs: "/var/log/messages",
		fence: "fence_node NODE", start: "service cman start; service clvmd start; service FS start", stop: "service FS stop; service clvmd stop; service cman stop",
	}},
	{topology.ClusterConf6, commands{
		quorum: "cman_tool status", members: "cman_tool nodes", fencing: "fence_tool ls",
		follow: "tail -F /var/log/messages /var/log/cluster/*.log", logs: "/var/log/messages",
		fence: "fence_node -vv NODE", start: "service cman start; service clvmd start; service FS start", stop: "service FS stop; service clvmd stop; service cman stop",
	}},
	{topology.Pacemaker, commands{
		quorum: "corosync-quorumtool -s", members: "corosync-quorumtool -l", fencing: "dlm_tool status",
		follow: "journalctl -f -t kernel -t corosync -t pacemaker-fenced -t stonith-ng -t dlm_controld", logs: "journalctl -o short-iso --since today",
		fence: "stonith_admin --reboot NODE", start: "systemctl start corosync pacemaker", stop: "systemctl stop pacemaker corosync",
	}},
}

// commandsOf are the commands of a platform for a shared filesystem, nil for one
// that is not known.
func commandsOf(p *topology.Platform, fs *topology.Filesystem) commands {
	service := "gfs2"
	if fs != nil && fs.Name == "gfs" {
		service = fs.Name
	}
	for _, set := range commandSets {
		if p.Has(set.feature) {
			c := set.commands
			c.start = strings.ReplaceAll(c.start, "FS", service)
			c.stop = strings.ReplaceAll(c.stop, "FS", service)
			return c
		}
	}
	return commands{}
}

// forNode puts a node's name into a command.
func forNode(command, node string) string {
	return strings.ReplaceAll(command, "NODE", shell.Quote(node))
}

// keepsFiles tells whether the logs are files, not the output of a command.
func (c commands) keepsFiles() bool { return strings.HasPrefix(c.logs, "/") }

// before is what is to be done before the first drill.
func (p *planner) before() {
	c := p.commands
	p.Before = []Step{
		{Text: "Announce the drills, and see that a backup of the shared filesystem exists. Do one drill at a time, and the next only when the cluster is whole again."},
		{Text: "Give all nodes one time: the clocks of the logs are compared to a second.", Command: "date +%FT%T%z", On: "every node"},
		{Text: "See that all nodes are members and the cluster is quorate.", Command: c.quorum, On: "every node"},
		{Text: "Fence each node once by hand and time it; the prediction rests on that. The node reboots: stop its services before.", Command: "time " + forNode(c.fence, p.victim.Name), On: p.survivor()},
		{Text: "Make the probe's script, copy it to every node, and start it on all but the ones that fail.", Command: "hagen drill probe TOPOLOGY --cluster " + shell.Quote(p.Cluster) + " > probe.sh; sh probe.sh", On: "every node that stays"},
	}
	if p.Probe.Directory == "" {
		p.Before[4].Command = "hagen drill probe TOPOLOGY --cluster " + shell.Quote(p.Cluster) + " > probe.sh; sh probe.sh -d DIRECTORY"
	}
}

// survivor is a node that stays.
func (p *planner) survivor() string {
	if n := p.cluster.Nodes[0]; n != p.victim {
		return n.Name
	}
	return "another machine"
}

// afterwards is what is to be done after each drill.
func (p *planner) afterwards() {
	collect := Step{Text: "Keep the log of the drill's time from every node that stayed.", Command: "cp " + p.commands.logs + " \"messages-$(uname -n)\"", On: "every node that stayed"}
	if !p.commands.keepsFiles() {
		collect.Command = p.commands.logs + " > \"messages-$(uname -n)\""
	}
	p.After = []Step{
		{Text: "Interrupt the probe, and keep its log.", Command: "cp /var/tmp/hagen-probe.log \"probe-$(uname -n).log\"", On: "every node that stayed"},
		collect,
		{Text: "Measure the freeze, with the limit that the drill has above.", Command: "hagen drill report TOPOLOGY --cluster " + shell.Quote(p.Cluster) + " --listing probe-NODE.log --log messages-NODE --limit LIMIT"},
	}
	if p.Probe.Directory != "" {
		p.After = append(p.After, Step{Text: "When all drills are done, remove what the probe wrote.", Command: "rm -r -- " + shell.Quote(p.Probe.Directory), On: p.survivor()})
	}
}
