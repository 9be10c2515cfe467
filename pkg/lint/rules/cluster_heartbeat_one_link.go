package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterHeartbeatOneLink = &lint.Rule{
	ID:       "cluster-heartbeat-one-link",
	Severity: lint.Info,
	Doc: `A heartbeat that has one card and no second ring

The ring of the cluster runs over one card of the host: its cable, its port or its switch failing is the node failing, and
the node is cut off while its services are well. It is said once for all nodes of the cluster. A virtual machine, whose
links the hypervisor bonds, is not reported: one is known by its card's address, by its fence agent, or from the topology.

Bond two cards in active-backup, or give each node an <altname> on a second network.

Source: Red Hat's Cluster Administration for RHEL 6, "Configuring Redundant Ring Protocol"; Linux Ethernet Bonding Driver
HOWTO, "11. Configuring Bonding for High Availability".`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		machines := virtualHosts(e)
		for _, c := range clustersOf(p, e) {
			var links []lint.Related
			for _, copied := range c.Copies {
				if d := onlyHeartbeatLink(p, copied); d != nil && !machines[copied.Host.Name] {
					links = append(links, lint.Related{Message: fmt.Sprintf("%s of %s", d.name, copied.Host.Name), Range: d.place()})
				}
			}
			if len(links) > 0 {
				others := ""
				if n := len(links) - 1; n > 0 {
					others = fmt.Sprintf("; %d other nodes have one card too", n)
				}
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s alone carries the heartbeat of %s%s", links[0].Message, c.Name, others),
					Range:   links[0].Range, Related: links[1:],
				})
			}
		}
	},
}

// virtualHosts are the names of the hosts that the topology places on a hypervisor.
func virtualHosts(e *lint.Estate) map[string]bool {
	names := make(map[string]bool)
	if e.Topology != nil {
		for _, h := range e.Topology.Hosts {
			names[h.Name] = h.Hypervisor.Value != nil
		}
	}
	return names
}

// onlyHeartbeatLink returns the one card by which a node talks; nil where it has
// several, or where the files do not tell.
func onlyHeartbeatLink(p *lint.Pass, c clusterCopy) *device {
	all := interfacesOf(p, c.Host)
	hb, ok := heartbeatOf(p, c.Host, c.File)
	if !ok || !all.whole || len(hb.Node.AltNames) > 0 || fencedAsMachine(p, c.File, hb.Node) {
		return nil
	}
	links := all.underneath(all.byFile[hb.Address.File])
	if len(links) != 1 || !isEthernetCard(links[0]) || isMachineAddress(links[0].HWAddr.Text) {
		return nil
	}
	return links[0]
}

// fencedAsMachine tells whether a node is switched as a virtual machine.
func fencedAsMachine(p *lint.Pass, f *clusterconf.File, n clusterconf.ClusterNode) bool {
	for _, u := range fenceUses(p, f) {
		if attrText(u.Node.Name) == attrText(n.Name) && u.kind() == clusterconf.VMAgent {
			return true
		}
	}
	return false
}

// isMachineAddress tells whether a hardware address is of those that hypervisors
// give: of VMware, Xen, QEMU, Hyper-V and VirtualBox. Source: the IEEE's registry of
// OUI; 52:54:00 is QEMU's, from those that are assigned locally.
func isMachineAddress(hwaddr string) bool {
	for _, prefix := range []string{"00:0c:29", "00:50:56", "00:05:69", "00:16:3e", "52:54:00", "00:15:5d", "08:00:27"} {
		if strings.HasPrefix(strings.ToLower(hwaddr), prefix) {
			return true
		}
	}
	return false
}

// isEthernetCard tells whether a device is surely a card of its own.
func isEthernetCard(d *device) bool {
	return !d.IsBond() && !d.IsSlave() && strings.HasPrefix(d.name, "e") && d.file.Lookup("TEAM_CONFIG") == nil && d.file.Lookup("DEVICETYPE") == nil
}
