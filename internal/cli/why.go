package cli

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/everlinux/hagen/internal/outdir"
	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/pkg/topology"
)

func (p *program) whyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "why FILE:LINE",
		Short: "Name the line of the topology behind a line of a generated file",
		Long: `Why prints the place in the topology, as FILE:LINE:COLUMN, that caused a line of a
generated file, the block that it is in, and the line there with secrets hidden. The answer is that of the last
build; where a file has changed since, it says so.`,
		Example: "  hagen why out/lb-nginx/etc/nginx/conf.d/site.conf:12",
		Args:    exactly(1, "the line of a generated file, as FILE:LINE"),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.why(cmd, args[0]) },
	}
}

// exactly wants a number of arguments, and says what they are.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return wrongUsage(cmd, "it takes %s", what)
		}
		return nil
	}
}

func (p *program) why(cmd *cobra.Command, arg string) error {
	file, line, ok := splitPlace(arg)
	if !ok {
		return wrongUsage(cmd, "%q is not a line of a file: write FILE:LINE", arg)
	}
	if _, err := os.Stat(file); err != nil {
		return cannot(err)
	}
	dir, name, err := outdir.Find(file)
	if err != nil {
		return cannot(err)
	}
	defer dir.Close()
	o, err := dir.Origin(name, line)
	if err != nil {
		return cannot(err)
	}
	if o.Edited {
		fmt.Fprintf(p.stderr, "hagen: %s was edited after the build; the answer is about the file as hagen wrote it\n", file)
	}
	if o.Source == "" {
		fmt.Fprintln(p.stdout, "no part of the topology: the line is the same in every file of its kind")
		return nil
	}
	snippet, in := p.sourceLine(dir, o)
	fmt.Fprintf(p.stdout, "%s:%d:%d%s\n%s", o.Source, o.Line, o.Column, in, snippet)
	return nil
}

// splitPlace splits FILE:LINE or FILE:LINE:COLUMN. A file's name may have colons
// of its own, as ifcfg-eth0:1 has.
func splitPlace(arg string) (file string, line int, ok bool) {
	file, line, ok = cutNumber(arg)
	if ok && !exists(file) {
		if shorter, n, ok := cutNumber(file); ok && exists(shorter) {
			return shorter, n, true
		}
	}
	return file, line, ok
}

func cutNumber(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 1 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// sourceLine returns the line of the topology that an origin names, and the block
// that it is in, as far as the topology can be read.
func (p *program) sourceLine(dir *outdir.Dir, o outdir.Origin) (snippet, in string) {
	files := make(map[string][]byte)
	for _, name := range dir.Sources() {
		src, err := os.ReadFile(name)
		if err == nil {
			files[name] = src
		} else if name == o.Source {
			fmt.Fprintf(p.stderr, "hagen: %v\n", err)
		}
	}
	if src, ok := files[o.Source]; ok && o.Digest != "" && o.Digest != outdir.Digest(src) {
		fmt.Fprintf(p.stderr, "hagen: %s has changed since the build; the line may be another one now\n", o.Source)
	}
	t, _ := topology.Parse(files, topology.Options{}) // whatever is wrong with it, its secrets are known
	at := hcl.Pos{Line: o.Line, Column: o.Column, Byte: -1}
	printer := report.Printer{Files: files, Secrets: t.Secrets, Color: p.colored(p.stdout), Width: p.width(p.stdout)}
	snippet, in = printer.Snippet(hcl.Range{Filename: o.Source, Start: at, End: at})
	if in != "" {
		in = ": in " + in
	}
	return snippet, in
}
