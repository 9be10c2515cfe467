package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/internal/wholefile"
)

// output is a format, and the file that it is written to; "" is the standard output.
type output struct{ format, file string }

// outputFlags are the --format and --output of a command line. An --output goes
// with the --format before it, where that has none yet; else with the next one.
type outputFlags struct {
	pairs   []output
	waiting string // an --output that has no --format yet
}

func (f *outputFlags) register(cmd *cobra.Command) {
	cmd.Flags().Var(&formatFlag{f}, "format", "a `form` of the output: "+strings.Join(findings.Formats(), ", ")+" (may be repeated; text where there is none)")
	cmd.Flags().Var(&outputFlag{f}, "output", "the `file` that the --format before it is written to, whole or not at all; - is the standard output")
	complete(cmd, "format", findings.Formats()...)
}

// formatFlag and outputFlag are the two flags, as pflag wants them.
type (
	formatFlag struct{ *outputFlags }
	outputFlag struct{ *outputFlags }
)

// Type is the word for the value in help texts.
func (f *formatFlag) Type() string   { return "form" }
func (f *formatFlag) String() string { return "" }

// Set takes one --format.
func (f *formatFlag) Set(name string) error {
	f.pairs = append(f.pairs, output{name, f.waiting})
	f.waiting = ""
	return nil
}

// Type is the word for the value in help texts.
func (f *outputFlag) Type() string   { return "file" }
func (f *outputFlag) String() string { return "" }

// Set takes one --output.
func (f *outputFlag) Set(file string) error {
	n := len(f.pairs)
	switch {
	case file == "":
		return errors.New("it names no file")
	case n > 0 && f.pairs[n-1].file == "":
		f.pairs[n-1].file = file
	case f.waiting != "":
		return fmt.Errorf("no --format goes with %s", f.waiting)
	default:
		f.waiting = file
	}
	return nil
}

// resolve returns what is to be written where. A diff takes the standard output.
func (f *outputFlags) resolve(cmd *cobra.Command, diff bool) ([]output, error) {
	pairs := slices.Clone(f.pairs)
	switch {
	case len(pairs) > 0 && f.waiting != "":
		return nil, wrongUsage(cmd, "no --format goes with --output %s", f.waiting)
	case f.waiting != "" || len(pairs) == 0 && !diff:
		pairs = []output{{findings.Text, f.waiting}}
	}
	taken := make(map[string]string) // format by file
	if diff {
		taken[""] = "diff"
	}
	for i, o := range pairs {
		if !slices.Contains(findings.Formats(), o.format) {
			return nil, unknownFormat(cmd, o.format, findings.Formats())
		}
		if o.file == "-" {
			pairs[i].file = ""
		}
		where := pairs[i].file
		if where != "" {
			where = filepath.Clean(where)
		}
		if other, ok := taken[where]; ok {
			return nil, wrongUsage(cmd, "%s and %s both go to %s; give one of them another --output", other, o.format, cmp.Or(where, "the standard output"))
		}
		taken[where] = o.format
	}
	return pairs, nil
}

// write writes a report in every format that was asked for. Where none of them
// goes to the standard output, a line on the standard error says how it went.
func (l *linter) write(r *findings.Report, diff bool) error {
	shown := diff
	for _, o := range l.outputs {
		if o.file == "" {
			shown = true
			look := findings.Look{Color: l.colored(l.stdout), Width: l.width(l.stdout)}
			if err := findings.Write(l.stdout, r, o.format, look); err != nil {
				return err
			}
			continue
		}
		var b bytes.Buffer
		if err := findings.Write(&b, r, o.format, findings.Look{}); err != nil {
			return err
		}
		if err := wholefile.Write(o.file, b.Bytes(), 0o666); err != nil {
			return err
		}
	}
	if !shown {
		fmt.Fprintf(l.stderr, "hagen: %s\n", r.Tally())
	}
	return nil
}
