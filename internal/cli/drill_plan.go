package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/drill"
	"github.com/everlinux/hagen/pkg/topology"
)

// drillPlanFlags are the flags of hagen drill plan.
type drillPlanFlags struct {
	drillTopology
	format, output string
	fenceTimes     []string
}

// planForms are the forms of a plan, by the name of --format.
var planForms = map[string]func(*drill.Plan, io.Writer) error{
	"markdown": (*drill.Plan).WriteMarkdown,
	"json":     (*drill.Plan).WriteJSON,
}

func (p *program) drillPlanCommand() *cobra.Command {
	var f drillPlanFlags
	cmd := &cobra.Command{
		Use:   "plan TOPOLOGY...",
		Short: "Plan the failure drills that a cluster can have",
		Long: `Plan writes the failure drills that a cluster of the topology can have: what to do,
what to watch, how long writes may freeze, and how to put things back. The freeze is
worked out from token, consensus, delays, the timeouts of the fence agents, retries and
the replay of the journal; the plan shows the sum.

The timeouts of an agent bound a run of it from above only. --fence-time gives what a
run really takes, as in vcenter=32s or vcenter=13s-68s.`,
		Example: `  hagen drill plan topology.hcl > drills.md
  hagen drill plan topology.hcl --cluster Cluster_GFS --fence-time vcenter=13s-68s --format json`,
		Args: someTopology,
		RunE: func(cmd *cobra.Command, args []string) error { return p.drillPlan(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "markdown", "the `form` of the plan: markdown or json")
	flags.StringVarP(&f.output, "output", "o", "", "write the plan to this `file`, not to the standard output")
	flags.StringArrayVar(&f.fenceTimes, "fence-time", nil, "how long a run of a fence device takes, as `device=time` or device=time-time (may be repeated)")
	f.addFlags(cmd)
	complete(cmd, "format", "markdown", "json")
	complete(cmd, "fence-time")
	return cmd
}

func (p *program) drillPlan(cmd *cobra.Command, f drillPlanFlags, args []string) error {
	write := planForms[f.format]
	if write == nil {
		return wrongUsage(cmd, "--format is %q; it can be markdown or json", f.format)
	}
	t, c, err := f.read(p, cmd, args)
	if err != nil {
		return err
	}
	measured, err := fenceTimes(cmd, t, f.fenceTimes)
	if err != nil {
		return err
	}
	plan, ok := drill.NewPlan(t, c, measured)
	if !ok {
		return wrongUsage(cmd, "the nodes of %q run no cluster suite whose timeouts are known", c.Name)
	}
	var b bytes.Buffer
	if err := write(plan, &b); err != nil {
		return cannot(err)
	}
	return p.writeTo(f.output, []byte(t.Secrets.Mask(b.String())), 0o666)
}

// fenceTimes reads the values of --fence-time.
func fenceTimes(cmd *cobra.Command, t *topology.Topology, values []string) (map[string]drill.Span, error) {
	var names []string
	for _, d := range t.FenceDevices {
		names = append(names, d.Name)
	}
	known := make(map[string]bool, len(names))
	for _, name := range names {
		known[name] = true
	}
	times := make(map[string]drill.Span)
	for _, v := range values {
		name, text, ok := strings.Cut(v, "=")
		if !ok {
			return nil, wrongUsage(cmd, "--fence-time is %q; it takes device=time, as in vcenter=32s", v)
		}
		if !known[name] {
			return nil, wrongUsage(cmd, "the topology has no fence_device %q%s", name, suggest.DidYouMean(name, names))
		}
		span, err := readSpan(text)
		if err != nil {
			return nil, wrongUsage(cmd, "--fence-time %s: %v", name, err)
		}
		times[name] = span
	}
	return times, nil
}

// readSpan reads a time or two: 32s, 13s-68s.
func readSpan(text string) (drill.Span, error) {
	least, most, two := strings.Cut(text, "-")
	if !two {
		most = least
	}
	from, err1 := time.ParseDuration(least)
	to, err2 := time.ParseDuration(most)
	if err1 != nil || err2 != nil || from < 0 || to < from || to > 24*time.Hour {
		return drill.Span{}, fmt.Errorf("%q is no time; write it as 32s or 13s-68s", text)
	}
	return drill.Span{Least: from, Most: to}, nil
}

func (p *program) drillProbeCommand() *cobra.Command {
	var f drillTopology
	var output string
	cmd := &cobra.Command{
		Use:   "probe TOPOLOGY...",
		Short: "Write the script that writes to the shared filesystem during a drill",
		Long: `Probe prints a script for any sh that writes a file to the cluster's shared filesystem
each second, and logs when each write began and when its data were on the disk, by a
clock that nobody sets. Run it on every node that a drill leaves alive, and give its log
to "hagen drill report".`,
		Example: "  hagen drill probe topology.hcl > probe.sh",
		Args:    someTopology,
		RunE: func(cmd *cobra.Command, args []string) error {
			t, c, err := f.read(p, cmd, args)
			if err != nil {
				return err
			}
			o, ok := drill.ProbeFor(t, c)
			if !ok {
				return wrongUsage(cmd, "the topology has no filesystem of %q with a mount_point, where a probe could write", c.Name)
			}
			return p.writeTo(output, []byte(t.Secrets.Mask(drill.Probe(o))), 0o666)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write the script to this `file`, not to the standard output")
	f.addFlags(cmd)
	return cmd
}
