package rules

import (
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceMethodDuplicate = &lint.Rule{
	ID:       "cluster-fence-method-duplicate",
	Severity: lint.Error,
	Doc: `Two methods of one node by one name

fenced asks for the devices of a method by its name, and for each by its place: it takes the first device of the first
method, and where that has no second one, the second of the other. Neither method is what was written, and the second
try is the first once more.

Give each method of a node a name of its own.

Source: agent.c of libfence, DEVICE_NAME_PATH.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, n := range nodesOf(p, f) {
			taken := make(map[string]bool)
			for _, m := range n.Methods {
				taken[attrText(m.Name)] = true
			}
			seen := make(map[string]bool)
			for i, m := range n.Methods {
				name := attrText(m.Name)
				if name != "" && seen[name] {
					p.ReportFix(m.Name.Value.Range, renameMethod(m, i+1, taken), "node %q has another method %q", attrText(n.Name), name)
				}
				seen[name] = true
			}
		}
	},
}

// renameMethod is the fix that gives a method its number among the node's as a name,
// or its name with that number; nil where both are taken.
func renameMethod(m clusterconf.FenceMethod, number int, taken map[string]bool) *lint.Fix {
	plain := strconv.Itoa(number)
	name := attrText(m.Name) + "-" + plain
	if _, err := strconv.Atoi(attrText(m.Name)); err == nil {
		name = plain
	}
	if taken[name] || strings.ContainsAny(name, `"&<`) {
		return nil
	}
	taken[name] = true
	return setAttribute(m.Element, "name", name)
}
