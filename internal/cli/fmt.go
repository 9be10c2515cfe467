package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/internal/unified"
	"github.com/everlinux/hagen/internal/wholefile"
	"github.com/everlinux/hagen/pkg/topology"
)

// fmtFlags are the flags of hagen fmt.
type fmtFlags struct{ check, diff bool }

func (p *program) fmtCommand() *cobra.Command {
	var f fmtFlags
	cmd := &cobra.Command{
		Use:   "fmt [PATH...]",
		Short: "Lay topology files out canonically",
		Long: `Fmt rewrites topology files, and files of variables, in the canonical layout of HCL:
indentation, spaces, aligned equals signs. Comments and order stay. It prints the names
of the files that it changed.

PATH is a file, a directory (its files that end in .hcl), or - to format the standard
input to the standard output; without one it is the current directory.`,
		Example: `  hagen fmt
  hagen fmt --check --diff topology.hcl
  hagen fmt - < topology.hcl`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"hcl"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.format(cmd, f, args) },
	}
	cmd.Flags().BoolVar(&f.check, "check", false, "write nothing; exit with 1 where a file is not in canonical layout")
	cmd.Flags().BoolVar(&f.diff, "diff", false, "print what changes as a unified diff, in place of the names")
	return cmd
}

func (p *program) format(cmd *cobra.Command, f fmtFlags, args []string) error {
	if len(args) == 0 {
		args = []string{"."}
	}
	var names []string
	for _, arg := range args {
		if arg == "-" {
			if len(args) > 1 {
				return wrongUsage(cmd, "- stands alone: the standard input goes to the standard output")
			}
			return p.formatInput(f)
		}
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			found, err := topologyFiles(arg, ".hcl")
			if err != nil {
				return err
			}
			names = append(names, found...)
			continue
		}
		names = append(names, filepath.Clean(arg))
	}
	worst := exitFine
	for _, name := range names { // every file gets its turn
		worst = max(worst, p.finish(p.formatFile(f, name)))
	}
	return reported(worst)
}

func (p *program) formatFile(f fmtFlags, name string) error {
	src, err := os.ReadFile(name)
	if err != nil {
		return cannot(err)
	}
	formatted, err := p.canonical(name, src)
	if err != nil || bytes.Equal(formatted, src) {
		return err
	}
	if f.diff {
		err = p.printFormatDiff(name, src, formatted)
	} else {
		_, err = fmt.Fprintln(p.stdout, name)
	}
	switch {
	case err != nil:
		return cannot(err)
	case f.check:
		return &exitError{code: exitFound}
	}
	return cannot(wholefile.Write(name, formatted, 0o644))
}

// formatInput formats the standard input.
func (p *program) formatInput(f fmtFlags) error {
	src, err := io.ReadAll(p.stdin)
	if err != nil {
		return cannot(fmt.Errorf("cannot read the standard input: %w", err))
	}
	formatted, err := p.canonical(stdinName, src)
	switch {
	case err != nil:
		return err
	case f.diff:
		err = p.printFormatDiff(stdinName, src, formatted)
	case !f.check:
		_, err = p.stdout.Write(formatted)
	}
	if err == nil && f.check && !bytes.Equal(formatted, src) {
		return &exitError{code: exitFound}
	}
	return cannot(err)
}

// canonical returns the canonical layout of a file, and reports its syntax errors.
func (p *program) canonical(name string, src []byte) ([]byte, error) {
	formatted, diags := topology.Format(name, src)
	return formatted, p.report(diags, map[string][]byte{name: src}, nil)
}

// printFormatDiff prints what the layout changes. Both texts have their secrets
// hidden, each by its own positions.
func (p *program) printFormatDiff(name string, src, formatted []byte) error {
	before, after := masked(name, src), masked(name, formatted)
	return p.printDiff(func(w io.Writer) error {
		_, err := io.WriteString(w, unified.Diff(name, name, string(src), string(formatted), func(l unified.Line) string {
			if l.Kind == '-' {
				return before(l.Old)
			}
			return after(l.New)
		}))
		return err
	})
}

// masked returns a function that gives the lines of a topology's file with
// secrets hidden.
func masked(name string, src []byte) func(n int) string {
	files := map[string][]byte{name: src}
	t, _ := topology.Parse(files, topology.Options{}) // whatever is wrong, its secrets are known
	return (&report.Printer{Files: files, Secrets: t.Secrets}).Lines(name)
}
