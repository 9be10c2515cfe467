package cli

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// lintFlags are the flags of hagen lint.
type lintFlags struct {
	platform, failLevel, format, stdinFilename string
	types, enable, disable, vars, varFiles     []string
	fix, diff                                  bool
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
fault, load or attack; an info is worth knowing. A file that does not parse is an error.`,
		Example: `  hagen lint topology.hcl
  hagen lint --platform debian12 --fail-level error /etc/nginx
  hagen lint --fix --diff estate/
  hagen lint --type nginx='*.vhost' --disable 'cluster-*' estate/
  hagen lint --stdin-filename conf.d/site.conf --format json - < site.conf`,
		RunE: func(cmd *cobra.Command, args []string) error { return p.lint(cmd, f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.platform, "platform", "", "the release that hosts run of which no topology tells, by its `name` in a topology")
	flags.StringArrayVar(&f.types, "type", nil, "say what files are, as `kind=glob`; a glob without a slash is for the last part of a path (may be repeated)")
	flags.StringArrayVar(&f.enable, "enable", nil, "show only findings of this `rule`, or of those that a glob matches (may be repeated)")
	flags.StringArrayVar(&f.disable, "disable", nil, "show no findings of this `rule`, or of those that a glob matches (may be repeated)")
	flags.StringVar(&f.failLevel, "fail-level", "warning", "the `severity` from which on findings make the exit code 1: error, warning or info")
	flags.StringVar(&f.format, "format", "text", "the `form` of the output: text or json")
	flags.StringVar(&f.stdinFilename, "stdin-filename", "", "the `path` that the standard input is known by")
	flags.BoolVar(&f.fix, "fix", false, "apply the fixes of the findings shown, until none is left; the exit code is for what remains")
	flags.BoolVar(&f.diff, "diff", false, "with --fix: write nothing; print what changes as a unified diff, secrets hidden, in place of the findings")
	flags.StringArrayVar(&f.vars, "var", nil, "give a variable a value, as `name=value` (may be repeated)")
	flags.StringArrayVar(&f.varFiles, "var-file", nil, "read variables from a `file` of name = value (may be repeated; later ones win)")
	complete(cmd, "platform", topology.PlatformNames()...)
	complete(cmd, "fail-level", "error", "warning", "info")
	complete(cmd, "format", "text", "json")
	complete(cmd, "enable", ruleIDs()...)
	complete(cmd, "disable", ruleIDs()...)
	complete(cmd, "var")
	return cmd
}

func (p *program) lint(cmd *cobra.Command, f lintFlags, args []string) error {
	level, err := lint.ParseSeverity(f.failLevel)
	if err != nil {
		return wrongUsage(cmd, "--fail-level: %w", err)
	}
	if f.format != "text" && f.format != "json" {
		return wrongUsage(cmd, "--format is %q; it can be text or json", f.format)
	}
	if f.diff && !f.fix {
		return wrongUsage(cmd, "--diff is for --fix")
	}
	if f.fix && !f.diff && slices.Contains(args, "-") {
		return wrongUsage(cmd, "the standard input cannot be fixed; --fix --diff shows what would change")
	}
	selected, err := selectRules(cmd, f.enable, f.disable)
	if err != nil {
		return err
	}
	options, err := p.lintOptions(cmd, f)
	if err != nil {
		return err
	}
	in, err := p.readLinted(cmd, f, args)
	if err != nil {
		return err
	}
	options.Kinds, options.OneTopology = in.kinds, in.oneTopology
	look := func(files map[string][]byte) (*hagen.LintResult, hcl.Diagnostics) {
		result, diags := hagen.Lint(files, options)
		result.Findings = slices.DeleteFunc(result.Findings, func(f lint.Finding) bool { return !selected(f.Rule.ID) })
		return result, diags
	}
	if !f.fix {
		result, diags := look(in.files)
		return p.showLinted(f, level, result, diags, options)
	}
	fixed, result, diags := fixAll(in.files, look)
	if err := p.putFixed(in.files, fixed, f.diff, result.Secrets); err != nil {
		return cannot(err)
	}
	return p.showLinted(f, level, result, diags, options)
}

// showLinted prints what was found, and returns the error of its exit code.
func (p *program) showLinted(f lintFlags, level lint.Severity, result *hagen.LintResult, diags hcl.Diagnostics, options hagen.LintOptions) error {
	named := (&input{files: result.Files, variables: options.Variables}).named()
	failed := p.report(diags, named, result.Secrets)
	view := &lintView{
		LintResult: result,
		viewer:     (&report.Printer{Files: named, Secrets: result.Secrets, Color: p.colored(p.stdout), Width: p.width(p.stdout)}).Viewer(),
		paint:      painter(p.colored(p.stdout)),
	}
	var err error
	switch {
	case f.diff: // is printed already
	case f.format == "json":
		view.Findings = append(lint.ParseFindings(diags), view.Findings...)
		err = view.writeJSON(p.stdout)
	default:
		err = view.writeText(p.stdout)
	}
	switch {
	case err != nil:
		return cannot(err)
	case len(result.Unknown) > 0:
		return cannot(&unknownKindError{result.Unknown})
	case failed != nil:
		return &exitError{code: exitFound}
	case slices.ContainsFunc(result.Findings, func(f lint.Finding) bool { return f.Rule.Severity >= level }):
		return &exitError{code: exitFound}
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

// unknownKindError is about files that were named and that nothing can look at.
type unknownKindError struct{ names []string }

func (e *unknownKindError) Error() string {
	var kinds []string
	for _, k := range lint.Kinds() {
		kinds = append(kinds, string(k))
	}
	return "cannot tell what " + strings.Join(e.names, ", ") + " is; say it by --type KIND=GLOB, where KIND is " + strings.Join(kinds, ", ")
}

// shownAt is where a finding is shown: in the topology, where that caused it.
func shownAt(f lint.Finding) hcl.Range {
	if f.Origin.Filename != "" {
		return f.Origin
	}
	return f.Range
}
