package rules

import (
	"regexp"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBridgeNoFile = &lint.Rule{
	ID:       "ifcfg-bridge-no-file",
	Severity: lint.Warning,
	Doc: `A port of a bridge that no file makes

ifup-eth makes a bridge of that name and adds the port: it has no address, and nothing brings it up. The address of the
port is gone too, so that a misspelt name takes the host off the network.

Add ifcfg- and the name of the bridge, with TYPE=Bridge, or mend BRIDGE. A bridge that Xen or libvirt makes, and one that
NetworkManager knows by its UUID, is not reported.

Source: ifup-eth of initscripts.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		all := interfacesOf(p, h)
		for _, d := range all.list {
			key := d.file.Lookup("BRIDGE")
			if !all.whole || key == nil || key.Value.Expands || otherScript(d.file) {
				continue
			}
			if bridge := key.Value.Text; bridge != "" && all.byName[bridge] == nil && !madeElsewhere.MatchString(bridge) {
				p.Report(key.Range(), "%s is a port of %s, which no file of the host makes", d.name, bridge)
			}
		}
	},
}

// madeElsewhere is the name of a bridge that Xen's or libvirt's scripts make, or a UUID.
var madeElsewhere = regexp.MustCompile(`^(xenbr|virbr)[0-9]+$|^[0-9a-fA-F-]{36}$`)
