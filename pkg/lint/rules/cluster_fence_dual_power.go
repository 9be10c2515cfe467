package rules

import (
	"cmp"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDualPower = &lint.Rule{
	ID:       "cluster-fence-dual-power",
	Severity: lint.Error,
	Doc: `Power supplies that are never off together

Each device of a method does its action before the next one begins. Two that each turn an outlet off and on again
leave one supply with power all the time, and so does an outlet that is turned on before the other is off: the node
never loses its power, and fenced reports success.

Turn all outlets off before turning one on: for two supplies four devices, with the actions off, off, on, on.

Source: fenced(8), on nodes with several power supplies.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		defined := fenceDevices(f)
		for _, n := range nodesOf(p, f) {
			for i, m := range n.Methods {
				checkPowerOrder(p, n, powerSteps(defined, n, i, m))
			}
		}
	},
}

// powerStep is a device of a method that switches an outlet.
type powerStep struct {
	fenceUse
	outlet string // the same for the same outlet, by whatever fence device
	action string // in small letters: off, on, or reboot, which the default is
}

// powerSteps returns the devices of a method that switch outlets; none where one does
// something else there.
func powerSteps(defined map[string]*clusterconf.FenceDevice, n clusterconf.ClusterNode, method int, m clusterconf.FenceMethod) []powerStep {
	var steps []powerStep
	for _, d := range m.Devices {
		u := newFenceUse(defined, n, method, d)
		if u.kind() != clusterconf.PowerAgent {
			continue
		}
		s := powerStep{u, cmp.Or(u.address(), attrText(d.Name)) + " " + u.target(), strings.ToLower(u.Params["action"] + u.Params["option"])}
		switch s.action {
		case "":
			s.action = "reboot"
		case "off", "on", "reboot":
		default:
			return nil
		}
		steps = append(steps, s)
	}
	return steps
}

// outletsOff follows the steps: the outlets that they leave off, and whether all were
// off at one time.
func outletsOff(steps []powerStep) (left map[string]bool, together bool) {
	outlets := make(map[string]bool)
	for _, s := range steps {
		outlets[s.outlet] = true
	}
	left = make(map[string]bool)
	for _, s := range steps {
		switch s.action {
		case "off":
			left[s.outlet] = true
		case "on":
			delete(left, s.outlet)
		case "reboot":
			together = together || len(outlets) == 1
		}
		together = together || len(left) == len(outlets)
	}
	return left, together
}

func checkPowerOrder(p *lint.Pass, n clusterconf.ClusterNode, steps []powerStep) {
	if len(steps) == 0 {
		return
	}
	var cycled []powerStep
	for _, s := range steps {
		if s.action == "reboot" {
			cycled = append(cycled, s)
		}
	}
	_, together := outletsOff(steps)
	switch {
	case len(cycled) > 1:
		p.Report(placeOf(cycled[1].Device.Element, "name"), "the %d devices of node %q are switched off and on one after the other", len(cycled), attrText(n.Name))
	case !together:
		p.Report(placeOf(steps[0].Device.Element, "name"), "nothing that the method does leaves node %q without power", attrText(n.Name))
	}
}
