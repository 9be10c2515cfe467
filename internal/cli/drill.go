package cli

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/topology"
)

func (p *program) drillCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "drill",
		Short: "Plan failure drills for a cluster, and measure what they left",
		Long: `Drill plans how to fail one part of a cluster on purpose, and measures how long the
others stood still.

Plan writes the drills that a cluster can have; probe the script that writes to the
shared filesystem meanwhile; report reads what the probe and the daemons left behind:
the probe's log, or its directory as ls -l lists it, and the system logs.`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.drillPlanCommand(), p.drillProbeCommand(), p.drillReportCommand())
	return cmd
}

// drillTopology are the arguments and flags by which a drill finds its cluster.
type drillTopology struct {
	cluster        string
	vars, varFiles []string
}

func (d *drillTopology) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&d.cluster, "cluster", "", "the cluster of this `name`, where the topology has several")
	flags.StringArrayVar(&d.vars, "var", nil, "give a variable a value, as `name=value` (may be repeated)")
	flags.StringArrayVar(&d.varFiles, "var-file", nil, "read variables from a `file` of name = value (may be repeated; later ones win)")
	complete(cmd, "cluster")
	complete(cmd, "var")
}

// read reads the topology and finds the cluster in it.
func (d *drillTopology) read(p *program, cmd *cobra.Command, args []string) (*topology.Topology, *topology.Cluster, error) {
	in, err := p.readInput(cmd, args, d.vars, d.varFiles)
	if err != nil {
		return nil, nil, err
	}
	t, diags := topology.Parse(in.files, in.variables)
	if err := p.report(diags, in.named(), t.Secrets); err != nil {
		return nil, nil, err
	}
	c, err := d.find(cmd, t)
	return t, c, err
}

// find returns the cluster that is named, or the only one.
func (d *drillTopology) find(cmd *cobra.Command, t *topology.Topology) (*topology.Cluster, error) {
	var names []string
	for _, c := range t.Clusters {
		if c.Name == d.cluster {
			return c, nil
		}
		names = append(names, c.Name)
	}
	switch {
	case d.cluster != "":
		return nil, wrongUsage(cmd, "the topology has no cluster %q%s", d.cluster, suggest.DidYouMean(d.cluster, names))
	case len(names) == 0:
		return nil, wrongUsage(cmd, "the topology has no cluster")
	case len(names) > 1:
		return nil, wrongUsage(cmd, "the topology has %d clusters; name one with --cluster: %s", len(names), enumerated(names))
	}
	return t.Clusters[0], nil
}

// reportRead reports what is wrong with the files of a drill.
func (p *program) reportRead(diags hcl.Diagnostics, files map[string][]byte, t *topology.Topology) error {
	var secrets *topology.Secrets
	if t != nil {
		secrets = t.Secrets
	}
	return p.report(diags, files, secrets)
}
