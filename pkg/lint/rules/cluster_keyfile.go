package rules

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

var clusterKeyfile = &lint.Rule{
	ID:       "cluster-keyfile",
	Severity: lint.Info,
	Doc: `A cluster on a shared network whose key is its name

Without a keyfile the messages of the cluster are signed and encrypted with a key made from the name of the cluster, which is
no secret: who is on the heartbeat network can speak as a node. That is reported where others are seen to be on that
network: where the node's gateway is in it, or an address of a service. On a network of the nodes alone the name does.

Make a key with corosync-keygen, copy it to every node with mode 0400, and give its path as <cman keyfile="…">; or
give the nodes a network of their own.

Source: cman(5), "keyfile"; cman-preconfig.c.`,
	Estate: func(p *lint.Pass, e *lint.Estate) {
		for _, c := range clustersOf(p, e) {
			if cman := c.file().Section("cman"); cman != nil && cman.Attr("keyfile") != nil {
				continue
			}
			if why, at, ok := sharedHeartbeat(p, c); ok {
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("the key of the cluster is made from its name, %q, and %s", c.Name, why),
					Range:   placeOf(c.file().Root(), "name"), Related: []lint.Related{{Message: "on the network of the heartbeat", Range: at}},
				})
			}
		}
	},
}

// sharedHeartbeat tells what besides the nodes is on the network of the heartbeat of a
// cluster, and where its files say so.
func sharedHeartbeat(p *lint.Pass, c *cluster) (why string, at hcl.Range, ok bool) {
	for _, copied := range c.Copies {
		hb, known := heartbeatOf(p, copied.Host, copied.File)
		if !known {
			continue
		}
		network := hb.Address.Prefix.Masked()
		for _, f := range copied.Host.Ifcfg {
			gateway := interfaceOf(p, f).Gateway
			if addr, err := netip.ParseAddr(gateway.Text); err == nil && network.Contains(addr) {
				return fmt.Sprintf("the gateway %s is on its network, %s", addr, network), gateway.Range, true
			}
		}
		for e := range copied.File.All() {
			text, _, _ := strings.Cut(e.Value("address"), "/")
			if addr, err := netip.ParseAddr(text); e.Name.Text == "ip" && err == nil && network.Contains(addr) {
				return fmt.Sprintf("the service address %s is on its network, %s", addr, network), placeOf(e, "address"), true
			}
		}
	}
	return "", hcl.Range{}, false
}
