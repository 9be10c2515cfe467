package rules

import (
	"path"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgDeviceDuplicate = &lint.Rule{
	ID:       "ifcfg-device-duplicate",
	Severity: lint.Error,
	Doc: `Two files for one device

Both are read at boot, and what the second says is added to the first or fails: which address counts depends on the
order of the names.

Delete one, or write the second address as IPADDR1 and PREFIX1.

Source: ifup and the network service of initscripts.`,
	Host: checkDeviceDuplicate,
}

// checkDeviceDuplicate leaves NetworkManager's profiles alone, of which several may
// wait for one device.
func checkDeviceDuplicate(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	first := make(map[string]*device)
	for _, d := range all.list {
		other := first[d.name]
		switch {
		case d.Device.Text == "" || d.file.Lookup("UUID") != nil || strings.Contains(fileDevice(d.file.Name), "-range"):
		case other == nil:
			first[d.name] = d
		default:
			p.ReportFinding(lint.Finding{
				Range: d.place(), Message: d.name + " has a file already: " + path.Base(other.file.Name),
				Related: []lint.Related{{Message: "the other file", Range: other.place()}},
			})
		}
	}
}
