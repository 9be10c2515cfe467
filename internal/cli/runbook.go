package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/runbook"
	"github.com/everlinux/hagen/pkg/topology"
)

// runbookFlags are the flags of hagen runbook.
type runbookFlags struct {
	state, volumeGroup, format, output string
	vars, varFiles                     []string
}

// runbookForm is a value of --format, and the mode of a file that holds it.
type runbookForm struct {
	name  string
	mode  os.FileMode
	print func(*runbook.Runbook) []byte
}

var runbookForms = []runbookForm{
	{"markdown", 0o644, func(r *runbook.Runbook) []byte { text, _ := r.Markdown(); return text }},
	{"json", 0o644, (*runbook.Runbook).JSON},
	{"sh", 0o755, func(r *runbook.Runbook) []byte { text, _ := r.Script(); return text }},
}

func (p *program) runbookCommand() *cobra.Command {
	var f runbookFlags
	cmd := &cobra.Command{
		Use:   "runbook TOPOLOGY...",
		Short: "Plan the steps from what machines have to a volume group of the topology",
		Long: `Runbook prints the steps that lead to a volume group of the topology: LUN, partition,
physical volume, group, logical volume, filesystem and journals, in the commands of the
release that the nodes run. Each step says what must hold before, what is seen after, and
the way back or that there is none.

Without --state it plans from nothing. With it, from what the machines say: DIR holds the
output of one command per file, and DIR/<host> what differs on a host:

  pvs.json vgs.json lvs.json   pvs, vgs, lvs --reportformat json --units b (-o +pv_pe_count
                               and -o +vg_extent_size,vg_free_count make sizes exact)
  pvs.txt vgs.txt lvs.txt      the same as columns
  scsi.txt                     /proc/scsi/scsi, or the output of lsscsi
  df.txt mounts.txt            df, and /proc/mounts
  gfs.txt                      gfs_tool df, gfs2_tool df, tunegfs2 -l, gfs2_edit -p jindex

Run the commands with LC_ALL=C. pvs, vgs and lvs are needed, and df where what grows is no
GFS2; the others help.

The script of --format sh does only what is not done yet, stops at the first surprise, asks
before what cannot be taken back, and goes on where it stopped when it is run again.`,
		Example: `  hagen runbook topology.hcl
  hagen runbook topology.hcl --state state/ --format sh --output grow.sh`,
		Args:              someTopology,
		ValidArgsFunction: completeTopology,
		RunE:              func(cmd *cobra.Command, args []string) error { return p.runbook(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.state, "state", "", "the `folder` with what the machines say")
	flags.StringVar(&f.volumeGroup, "volume-group", "", "the `name` of the volume group, where the topology has several")
	flags.StringVar(&f.format, "format", "markdown", "the `form` of the runbook: markdown, json or sh")
	flags.StringVarP(&f.output, "output", "o", "", "write to this `file` instead of the standard output")
	flags.StringArrayVar(&f.vars, "var", nil, "give a variable a value, as `name=value` (may be repeated)")
	flags.StringArrayVar(&f.varFiles, "var-file", nil, "read variables from a `file` of name = value (may be repeated; later ones win)")
	mustMark(cmd.MarkFlagDirname("state"))
	complete(cmd, "format", "markdown", "json", "sh")
	complete(cmd, "volume-group")
	complete(cmd, "var")
	return cmd
}

func (p *program) runbook(cmd *cobra.Command, f runbookFlags, args []string) error {
	form := slices.IndexFunc(runbookForms, func(form runbookForm) bool { return form.name == f.format })
	if form < 0 {
		return wrongUsage(cmd, "--format is %q; it can be markdown, json or sh", f.format)
	}
	in, err := p.readInput(cmd, args, f.vars, f.varFiles)
	if err != nil {
		return err
	}
	sources := in.named()
	t, diags := topology.Parse(in.files, in.variables)
	if diags.HasErrors() {
		return p.report(diags, sources, t.Secrets)
	}
	vg, err := chooseVolumeGroup(cmd, t, f.volumeGroup)
	if err != nil {
		return err
	}
	state, more, err := readStateDir(f.state, sources)
	if err != nil {
		return err
	}
	var book *runbook.Runbook
	if diags = append(diags, more...); !diags.HasErrors() {
		book, more = runbook.Plan(t, vg, state)
		diags = append(diags, more...)
	}
	if err := p.report(maskDiagnostics(t, diags), sources, t.Secrets); err != nil {
		return err
	}
	return p.writeTo(f.output, runbookForms[form].print(book), runbookForms[form].mode)
}

// maskDiagnostics takes sensitive values out of the texts.
func maskDiagnostics(t *topology.Topology, diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		d.Summary, d.Detail = t.Secrets.Mask(d.Summary), t.Secrets.Mask(d.Detail)
	}
	return diags
}

// chooseVolumeGroup returns the volume group of a name, or the only one.
func chooseVolumeGroup(cmd *cobra.Command, t *topology.Topology, name string) (*topology.VolumeGroup, error) {
	var names []string
	for _, vg := range t.VolumeGroups {
		if vg.Name == name {
			return vg, nil
		}
		names = append(names, vg.Name)
	}
	switch {
	case len(names) == 0:
		return nil, wrongUsage(cmd, "the topology has no volume_group")
	case name != "":
		return nil, wrongUsage(cmd, "the topology has no volume_group %q.%s", name, suggest.DidYouMean(name, names))
	case len(names) > 1:
		return nil, wrongUsage(cmd, "the topology has the volume groups %s: name one with --volume-group", strings.Join(names, ", "))
	}
	return t.VolumeGroups[0], nil
}
