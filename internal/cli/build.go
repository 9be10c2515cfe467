package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/internal/outdir"
	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// lockWait is how long a build waits for another that writes to the same folder.
const lockWait = 10 * time.Second

// buildFlags are the flags of hagen build.
type buildFlags struct {
	out                        string
	check, diff, dryRun, force bool
	hosts, vars, varFiles      []string
}

func (p *program) buildCommand() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build TOPOLOGY...",
		Short: "Write the configuration files of every host into a folder",
		Long: `Build compiles a topology and writes <out>/<host>/<path on the host> for every file.

TOPOLOGY is a file, a directory (its files that end in .hcl or .hcl.json) or - for the
standard input; several together are one topology.

A folder is changed as a whole or not at all. What an earlier build wrote and no longer
belongs is removed. A file that a person edited, or that hagen did not write, stops the
build before it writes anything; --force overwrites it. A file that holds a sensitive
value is readable by its owner only (cluster.conf: by the group too).

Of several values for one variable, --var counts before --var-file, and --var-file before
the environment variable HAGEN_VAR_name. Arguments can be seen by everybody on the machine:
give secrets by file or environment.

The rules of "hagen lint" look at what is built: a warning is printed, an error stops the
build before it writes anything. A comment in the topology answers a finding for good:
"# hagen:ignore RULE reason".

It prints the files: + created, ~ updated, - removed, ! in the way.`,
		Example: `  hagen build topology.hcl
  hagen build --check --diff -o /srv/estate topology/
  HAGEN_VAR_vcenter_password=... hagen build topology.hcl --host node-01`,
		Args:              someTopology,
		ValidArgsFunction: completeTopology,
		RunE:              func(cmd *cobra.Command, args []string) error { return p.build(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "out", "the `folder` to write to")
	flags.BoolVar(&f.check, "check", false, "write nothing; exit with 1 where the folder is not what a build would write")
	flags.BoolVar(&f.diff, "diff", false, "print what changes as a unified diff, secrets hidden, in place of the list of files")
	flags.BoolVar(&f.dryRun, "dry-run", false, "write nothing; print what a build would do")
	flags.StringArrayVar(&f.hosts, "host", nil, "build the host of this `name` only (may be repeated); the files of others stay as they are")
	flags.BoolVar(&f.force, "force", false, "overwrite and remove files that were edited or that hagen did not write")
	flags.StringArrayVar(&f.vars, "var", nil, "give a variable a value, as `name=value` (may be repeated)")
	flags.StringArrayVar(&f.varFiles, "var-file", nil, "read variables from a `file` of name = value (may be repeated; later ones win)")
	mustMark(cmd.MarkFlagDirname("out"))
	complete(cmd, "host")
	complete(cmd, "var")
	return cmd
}

func mustMark(err error) {
	if err != nil {
		panic(err) // the flag is not there
	}
}

// looking tells whether the build writes nothing.
func (f *buildFlags) looking() bool { return f.check || f.dryRun }

func (p *program) build(cmd *cobra.Command, f buildFlags, args []string) error {
	if f.out == "" {
		return wrongUsage(cmd, "--out names no folder")
	}
	in, err := p.readInput(cmd, args, f.vars, f.varFiles)
	if err != nil {
		return err
	}
	dir, err := openOut(&f)
	if err != nil {
		return cannot(err)
	}
	defer dir.Close()
	previous, err := dir.Match(hagen.PreviousFiles)
	if err != nil {
		return cannot(err)
	}
	result, diags := hagen.Build(in.files, hagen.Options{Variables: in.variables, Previous: previous})
	if err := p.report(diags, in.named(), result.Topology.Secrets); err != nil {
		return err
	}
	if err := p.warn(in, result); err != nil {
		return err
	}
	files, err := selectHosts(cmd, result, f.hosts)
	if err != nil {
		return err
	}
	plan, err := dir.Plan(files, outdir.Scope{Hosts: f.hosts, Sources: onDisk(in.files)})
	if err != nil {
		return cannot(err)
	}
	return p.carryOut(plan, &f, result.Topology.Secrets)
}

// warn prints the findings of a build from warnings up, and returns the error of
// the exit code where one of them stops it.
func (p *program) warn(in *input, result *hagen.Result) error {
	shown := slices.DeleteFunc(slices.Clone(result.Findings), func(f lint.Finding) bool { return f.Rule.Severity < lint.Warning })
	if len(shown) == 0 {
		return nil
	}
	r := findings.New(findings.Run{
		Findings: shown, Files: in.named(), Looked: slices.Collect(maps.Keys(in.files)), Secrets: result.Topology.Secrets, FailLevel: lint.Error,
	})
	look := findings.Look{Color: p.colored(p.stderr), Width: p.width(p.stderr)}
	if err := findings.Write(p.stderr, r, findings.Text, look); err != nil {
		return cannot(err)
	}
	if r.Failed() {
		return &exitError{code: exitFound}
	}
	return nil
}

func openOut(f *buildFlags) (*outdir.Dir, error) {
	if f.looking() {
		return outdir.Open(f.out)
	}
	return outdir.Lock(f.out, lockWait)
}

// onDisk leaves out what is no file.
func onDisk(files map[string][]byte) map[string][]byte {
	named := make(map[string][]byte, len(files))
	for name, src := range files {
		if name != stdinName {
			named[name] = src
		}
	}
	return named
}

// selectHosts returns the outputs of the named hosts; of all, where none is named.
func selectHosts(cmd *cobra.Command, r *hagen.Result, hosts []string) ([]outdir.File, error) {
	var names []string
	for _, h := range r.Topology.Hosts {
		names = append(names, h.Name)
	}
	for _, host := range hosts {
		if slices.Contains(names, host) {
			continue
		}
		if name := suggest.Nearest(host, names); name != "" {
			return nil, wrongUsage(cmd, "the topology has no host %q; did you mean %q?", host, name)
		}
		return nil, wrongUsage(cmd, "the topology has no host %q", host)
	}
	var files []outdir.File
	for _, o := range r.Outputs {
		if len(hosts) == 0 || slices.Contains(hosts, o.Host) {
			files = append(files, outdir.File(o))
		}
	}
	return files, nil
}

// carryOut does what the flags ask for with a plan, and prints it.
func (p *program) carryOut(plan *outdir.Plan, f *buildFlags, secrets *topology.Secrets) error {
	show := func() error {
		if f.diff {
			return p.printDiff(func(w io.Writer) error { return plan.WriteDiff(w, secrets) })
		}
		p.printTree(plan, f)
		return nil
	}
	if f.check {
		if err := show(); err != nil {
			return cannot(err)
		}
		if plan.Stale() {
			return &exitError{code: exitFound}
		}
		return nil
	}
	if f.dryRun {
		if err := show(); err != nil {
			return cannot(err)
		}
		return cannot(plan.Refuse(f.force))
	}
	if err := plan.Apply(f.force); err != nil {
		return cannot(err)
	}
	return cannot(show())
}

// printDiff prints a unified diff, in colours where they are wanted.
func (p *program) printDiff(write func(io.Writer) error) error {
	paint := painter(p.colored(p.stdout))
	if !paint {
		return write(p.stdout)
	}
	var b strings.Builder
	if err := write(&b); err != nil {
		return err
	}
	for line := range strings.Lines(b.String()) {
		text := strings.TrimSuffix(line, "\n")
		fmt.Fprintln(p.stdout, paint.paint(diffColor(text), text))
	}
	return nil
}

func diffColor(line string) string {
	switch {
	case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
		return bold
	case strings.HasPrefix(line, "@@"):
		return cyan
	case strings.HasPrefix(line, "+"):
		return green
	case strings.HasPrefix(line, "-"):
		return red
	}
	return ""
}
