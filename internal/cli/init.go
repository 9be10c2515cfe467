package cli

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

// starter is the topology that hagen init writes.
//
//go:embed starter.hcl
var starter []byte

func (p *program) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a commented topology to start from",
		Long: `Init writes a small topology that builds: a front end, two back ends, the network that
they are in. FILE is topology.hcl unless another is named, or - for the standard output.
A file that exists is left as it is.`,
		Example: "  hagen init && hagen build topology.hcl",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUsage(cmd, "it writes one file")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := "topology.hcl"
			if len(args) == 1 {
				name = args[0]
			}
			return p.init(name)
		},
	}
}

func (p *program) init(name string) error {
	if name == "-" {
		_, err := p.stdout.Write(starter)
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return cannot(fmt.Errorf("%s exists; it was left as it is", name))
	}
	if err != nil {
		return cannot(err)
	}
	_, err = f.Write(starter)
	if err = errors.Join(err, f.Close()); err != nil {
		return cannot(errors.Join(err, os.Remove(name)))
	}
	fmt.Fprintf(p.stdout, "%s\nnext: hagen build %s\n", name, name)
	return nil
}
