package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDevicesAlike = &lint.Rule{
	ID:       "cluster-fence-devices-alike",
	Severity: lint.Info,
	Doc: `Fence devices that differ only in what they switch

What is said three times is changed twice: the address, the account and the password of one controller stand in
several places.

Keep one <fencedevice> for the controller, and give what is to be switched in each <device>.

Source: fenced(8): the attributes of both reach the agent.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		first := make(map[string]clusterconf.FenceDevice)
		for _, d := range f.FenceDevices() {
			target := placeOf(d.Element, "port")
			if d.Element.Attr("port") == nil {
				continue
			}
			var key strings.Builder
			for _, a := range d.Element.Attrs {
				if a.Name.Text != "name" && a.Name.Text != "port" {
					key.WriteString(a.Name.Text + "\x00" + a.Value.Text + "\x00")
				}
			}
			before, seen := first[key.String()]
			if !seen {
				first[key.String()] = d
				continue
			}
			p.ReportFinding(lint.Finding{
				Message: fmt.Sprintf("the fence devices %q and %q differ only in their port", attrText(before.Name), attrText(d.Name)), Range: target,
				Related: []lint.Related{{Message: "the other", Range: placeOf(before.Element, "port")}},
			})
		}
	},
}
