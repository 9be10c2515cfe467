package hagen

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

// runbooks plans how every volume group comes to be, in Markdown and as a script.
// They are no files of a host: they stand in a folder of the cluster's or
// the host's name, above what is copied to "/".
func runbooks(t *topology.Topology) ([]Output, hcl.Diagnostics) {
	var outputs []Output
	var diags hcl.Diagnostics
	for _, vg := range t.VolumeGroups {
		r, more := runbook.Plan(t, vg, nil)
		if diags = append(diags, more...); r == nil {
			continue
		}
		markdown := Output{Host: r.Owner, Path: "/runbook-" + vg.Name + ".md", Mode: 0o644}
		markdown.Content, markdown.Lines = r.Markdown()
		script := Output{Host: r.Owner, Path: "/runbook-" + vg.Name + ".sh", Mode: 0o755}
		script.Content, script.Lines = r.Script()
		for _, o := range []Output{markdown, script} {
			if markSecrets(t, o.Lines) {
				o.Sensitive = true
				o.Mode &= 0o700
			}
			outputs = append(outputs, o)
		}
	}
	return outputs, diags
}

// markSecrets marks what an attribute with a secret caused, whatever was made of
// it, and tells whether any line is secret.
func markSecrets(t *topology.Topology, lines []origin.Line) bool {
	for i, l := range lines {
		lines[i].Sensitive = l.Sensitive || t.Secrets.Holds(l.Range)
	}
	return slices.ContainsFunc(lines, func(l origin.Line) bool { return l.Sensitive })
}
