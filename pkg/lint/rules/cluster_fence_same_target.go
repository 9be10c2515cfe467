package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceSameTarget = &lint.Rule{
	ID:       "cluster-fence-same-target",
	Severity: lint.Error,
	Doc: `Two nodes that are fenced by switching the same thing

When one of them fails the other is switched off, and the failed one may go on writing.

Give each node its own port, or the address of its own controller.

Source: fenced(8): the attributes of both elements reach the agent.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		first := make(map[[3]string]fenceUse)
		for _, u := range fenceUses(p, f) {
			if u.address() == "" || !u.kind().Switches() {
				continue
			}
			key := [3]string{u.Agent, u.address(), u.target() + "\x00" + u.Params["switch"] + "\x00" + u.Params["managed"]}
			before, seen := first[key]
			switch {
			case !seen:
				first[key] = u
			case before.Node.Element != u.Node.Element:
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("%s switches the same for the nodes %q and %q: %s", u.Agent, attrText(before.Node.Name), attrText(u.Node.Name), strings.TrimSpace(u.address()+" "+u.target())),
					Range:   placeOf(u.Device.Element, "name"),
					Related: []lint.Related{{Message: "the other", Range: placeOf(before.Device.Element, "name")}},
				})
			}
		}
	},
}
