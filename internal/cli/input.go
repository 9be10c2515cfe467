package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/pkg/topology"
)

// stdinName is the name of the standard input in diagnostics.
const stdinName = "<stdin>"

// envPrefix begins the environment variables that give variables their values.
const envPrefix = "HAGEN_VAR_"

// input is what a build reads.
type input struct {
	files     map[string][]byte // the topology
	variables topology.Options
}

// named are all files of the input, for the snippets of diagnostics.
func (in *input) named() map[string][]byte {
	all := make(map[string][]byte, len(in.files))
	for _, f := range in.variables.VarFiles {
		all[f.Name] = f.Src
	}
	for name, src := range in.files {
		all[name] = src
	}
	return all
}

// someTopology refuses no arguments at all.
func someTopology(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return wrongUsage(cmd, "no topology: name a file, a directory, or - for the standard input")
	}
	return nil
}

// completeTopology offers the files of a topology to a shell.
func completeTopology(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"hcl", "json"}, cobra.ShellCompDirectiveFilterFileExt
}

// readInput reads the topology that the arguments name, and the variables.
func (p *program) readInput(cmd *cobra.Command, args, vars, varFiles []string) (*input, error) {
	in := &input{files: make(map[string][]byte)}
	for _, arg := range args {
		if err := p.readTopology(cmd, in.files, arg); err != nil {
			return nil, err
		}
	}
	var err error
	in.variables, err = p.readVariables(cmd, vars, varFiles)
	return in, err
}

// readVariables reads the values of variables from flags, files and environment.
func (p *program) readVariables(cmd *cobra.Command, vars, varFiles []string) (topology.Options, error) {
	var o topology.Options
	for _, name := range varFiles {
		src, err := os.ReadFile(name)
		if err != nil {
			return o, cannot(err)
		}
		o.VarFiles = append(o.VarFiles, topology.VarFile{Name: filepath.Clean(name), Src: src})
	}
	o.Vars = make(map[string]string)
	for _, v := range vars {
		name, value, ok := strings.Cut(v, "=")
		if !ok || name == "" {
			// Nothing of it is shown: where the name was forgotten, it is the value.
			return o, wrongUsage(cmd, "--var takes name=value")
		}
		o.Vars[name] = value
	}
	o.Env = make(map[string]string)
	for name, value := range p.env {
		if name, ok := strings.CutPrefix(name, envPrefix); ok {
			o.Env[name] = value
		}
	}
	return o, nil
}

// readTopology reads what one argument names: a file, a directory, or "-".
func (p *program) readTopology(cmd *cobra.Command, files map[string][]byte, arg string) error {
	if arg == "-" {
		if files[stdinName] != nil {
			return wrongUsage(cmd, "the standard input can be read once")
		}
		src, err := io.ReadAll(p.stdin)
		if err != nil {
			return cannot(fmt.Errorf("cannot read the standard input: %w", err))
		}
		files[stdinName] = src
		return nil
	}
	names := []string{filepath.Clean(arg)}
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		if names, err = topologyFiles(arg, ".hcl", ".hcl.json"); err != nil {
			return err
		}
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			return cannot(err)
		}
		files[name] = src
	}
	return nil
}

// topologyFiles returns the files of a directory that end in one of the
// suffixes. That there are none is an error: a build of nothing would remove
// everything.
func topologyFiles(dir string, suffixes ...string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, cannot(err)
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		for _, suffix := range suffixes {
			if strings.HasSuffix(entry.Name(), suffix) {
				names = append(names, filepath.Join(dir, entry.Name()))
				break
			}
		}
	}
	if len(names) == 0 {
		return nil, &exitError{code: exitWrong, cause: fmt.Errorf("%s: no file in it ends in %s", dir, strings.Join(suffixes, " or "))}
	}
	return names, nil
}

// report prints diagnostics. It returns an error where one of them is an error,
// or where they could not be printed.
func (p *program) report(diags hcl.Diagnostics, files map[string][]byte, secrets *topology.Secrets) error {
	printer := report.Printer{Files: files, Secrets: secrets, Color: p.colored(p.stderr), Width: p.width(p.stderr)}
	if err := printer.Print(p.stderr, diags); err != nil {
		return cannot(err)
	}
	if diags.HasErrors() {
		return &exitError{code: exitWrong}
	}
	return nil
}

// exists tells whether there is something of that name.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}
