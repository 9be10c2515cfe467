package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// lintFlags are the flags of hagen lint.
type lintFlags struct {
	platform, failLevel, stdinFilename     string
	baseline, writeBaseline                string
	types, enable, disable, vars, varFiles []string
	fix, diff                              bool
	outputs                                outputFlags
}

func (p *program) lintCommand() *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Find what breaks in topologies and in files that people wrote",
		Long: `Lint looks at topologies, at nginx and Apache configuration, cluster.conf, ifcfg files,
modprobe configuration and /etc/hosts, each alone and all against each other. It prints what
it finds with the rule's name; "hagen explain RULE" says why it matters and what to do.

PATH is a file, a directory, which is walked, or - for the standard input; without one it is
the current directory. Topology files that are named are one topology; of those met in a
walk, the ones of one directory are. A topology is compiled in memory, and a finding in a
generated file is shown at the line of the topology that caused it. Other files are looked at
with the topology of the nearest directory above them. In a directory that has an etc/, that
is one host's; directories beside it are its neighbours. Of a walked directory, files of other
kinds are passed over.

A comment on the line above a finding, or at its end, answers it for good, with a reason:

  # hagen:ignore nginx-upstream-single-server the second one comes in May

An error is what the daemon refuses or what breaks the service; a warning bites under a
fault, load or attack; an info is worth knowing. A file that does not parse is an error, and
so is one that cannot be read, or a directory with nothing to look at: the rules hagen-syntax
and hagen-unread cannot be disabled.

Formats are text, json, sarif, github, gitlab (Code Quality), checkstyle and junit. Each
--output goes with the --format before it: several pairs write several reports in one run.
A baseline is a file of findings that are known, and left out from then on.`,
		Example: `  hagen lint topology.hcl
  hagen lint --platform debian12 --fail-level error /etc/nginx
  hagen lint --fix --diff estate/
  hagen lint --type nginx='*.vhost' --disable 'cluster-*' estate/
  hagen lint --format text --format sarif --output hagen.sarif
  hagen lint --write-baseline hagen-baseline.json && hagen lint --baseline hagen-baseline.json
  hagen lint --stdin-filename conf.d/site.conf --format json - < site.conf`,
		RunE: func(cmd *cobra.Command, args []string) error { return p.lint(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.platform, "platform", "", "the release that hosts run of which no topology tells, by its `name` in a topology")
	flags.StringArrayVar(&f.types, "type", nil, "say what files are, as `kind=glob`; a glob without a slash is for the last part of a path (may be repeated)")
	flags.StringArrayVar(&f.enable, "enable", nil, "show only findings of this `rule`, or of those that a glob matches (may be repeated)")
	flags.StringArrayVar(&f.disable, "disable", nil, "show no findings of this `rule`, or of those that a glob matches (may be repeated)")
	flags.StringVar(&f.failLevel, "fail-level", "warning", "the `severity` from which on findings make the exit code 1: error, warning or info")
	f.outputs.register(cmd)
	flags.StringVar(&f.baseline, "baseline", "", "leave out the findings that this `file` knows; an entry of it that no longer occurs is an info")
	flags.StringVar(&f.writeBaseline, "write-baseline", "", "write what is found to a baseline, this `file`, and leave it out: the exit code is for what a baseline cannot excuse")
	flags.StringVar(&f.stdinFilename, "stdin-filename", "", "the `path` that the standard input is known by")
	flags.BoolVar(&f.fix, "fix", false, "apply the fixes of the findings shown, until none is left; the exit code is for what remains")
	flags.BoolVar(&f.diff, "diff", false, "with --fix: write nothing; print what changes as a unified diff, secrets hidden, in place of the findings")
	flags.StringArrayVar(&f.vars, "var", nil, "give a variable a value, as `name=value` (may be repeated)")
	flags.StringArrayVar(&f.varFiles, "var-file", nil, "read variables from a `file` of name = value (may be repeated; later ones win)")
	complete(cmd, "platform", topology.PlatformNames()...)
	complete(cmd, "fail-level", "error", "warning", "info")
	complete(cmd, "enable", ruleIDs()...)
	complete(cmd, "disable", ruleIDs()...)
	complete(cmd, "var")
	return cmd
}

func (p *program) lint(cmd *cobra.Command, f lintFlags, args []string) error {
	l, err := p.newLinter(cmd, f, args)
	if err != nil {
		return err
	}
	if !f.fix {
		return l.finish(f, l.look(l.files))
	}
	fixed, looked := fixAll(l.files, l.look)
	if err := p.putFixed(l.files, fixed, f.diff, looked.secrets); err != nil {
		return cannot(err)
	}
	return l.finish(f, looked)
}

// newLinter looks at the flags, and reads everything. Wrong usage is told before
// anything is written.
func (p *program) newLinter(cmd *cobra.Command, f lintFlags, args []string) (*linter, error) {
	l := &linter{program: p}
	if err := checkLintFlags(cmd, f, args); err != nil {
		return nil, err
	}
	var err error
	if l.level, err = lint.ParseSeverity(f.failLevel); err != nil {
		return nil, wrongUsage(cmd, "--fail-level: %w", err)
	}
	if l.selected, err = selectRules(cmd, f.enable, f.disable); err != nil {
		return nil, err
	}
	if l.outputs, err = f.outputs.resolve(cmd, f.diff); err != nil {
		return nil, err
	}
	if l.options, err = p.lintOptions(cmd, f); err != nil {
		return nil, err
	}
	if l.baseline, err = p.readBaseline(f.baseline); err != nil {
		return nil, err
	}
	if l.linted, err = p.readLinted(cmd, f, args); err != nil {
		return nil, err
	}
	l.options.Kinds, l.options.Modes, l.options.OneTopology = l.kinds, l.modes, l.oneTopology
	l.options.Folders, l.options.Links = l.folders, l.links
	for _, o := range append(l.outputs, output{file: f.writeBaseline}) {
		if _, ok := l.files[filepath.ToSlash(filepath.Clean(o.file))]; ok {
			return nil, wrongUsage(cmd, "%s is a file that is looked at; it would be overwritten", o.file)
		}
	}
	return l, nil
}

// checkLintFlags finds flags that do not go together.
func checkLintFlags(cmd *cobra.Command, f lintFlags, args []string) error {
	switch {
	case f.diff && !f.fix:
		return wrongUsage(cmd, "--diff is for --fix")
	case f.fix && !f.diff && slices.Contains(args, "-"):
		return wrongUsage(cmd, "the standard input cannot be fixed; --fix --diff shows what would change")
	case f.baseline != "" && f.writeBaseline != "":
		return wrongUsage(cmd, "--write-baseline writes all findings anew; --baseline is for the runs after it")
	case f.writeBaseline != "" && f.diff:
		return wrongUsage(cmd, "--write-baseline is for files as they are, not as --fix --diff would have them")
	}
	for flag, file := range map[string]string{"baseline": f.baseline, "write-baseline": f.writeBaseline} {
		if cmd.Flags().Changed(flag) && file == "" {
			return wrongUsage(cmd, "--%s names no file", flag)
		}
	}
	return nil
}

// lintOptions are the options that the flags give, the kinds of files aside.
func (p *program) lintOptions(cmd *cobra.Command, f lintFlags) (hagen.LintOptions, error) {
	var o hagen.LintOptions
	if f.platform != "" {
		if o.Platform = topology.LookupPlatform(f.platform); o.Platform == nil {
			if name := suggest.Nearest(f.platform, topology.PlatformNames()); name != "" {
				return o, wrongUsage(cmd, "unknown platform %q; did you mean %q?", f.platform, name)
			}
			return o, wrongUsage(cmd, "unknown platform %q; there are %s", f.platform, strings.Join(topology.PlatformNames(), ", "))
		}
	}
	var err error
	o.Variables, err = p.readVariables(cmd, f.vars, f.varFiles)
	return o, err
}

// unknownKind says of a file that was named that nothing can look at it.
func unknownKind() string {
	var kinds []string
	for _, k := range lint.Kinds() {
		kinds = append(kinds, string(k))
	}
	return "cannot tell what it is; say it by --type KIND=GLOB, where KIND is " + strings.Join(kinds, ", ")
}
