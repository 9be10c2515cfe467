package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the man page",
		Long:    "Man prints the page hagen(1), made from the same table as --help, in the man macros of roff.",
		Example: "  hagen man > /usr/local/share/man/man1/hagen.1",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(p.stdout, manPage(cmd.Root()))
			return err
		},
	}
}

// manPage is hagen(1), in the man macros of roff.
func manPage(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH HAGEN 1 \"\" \"hagen %s\" \"User Commands\"\n", roff(root.Version))
	fmt.Fprintf(&b, ".SH NAME\nhagen \\- %s\n", roff(root.Short))
	b.WriteString(".SH SYNOPSIS\n")
	for _, cmd := range documented(root) {
		fmt.Fprintf(&b, "\\fB%s\\fP %s\n.br\n", roff(cmd.CommandPath()), roff(arguments(cmd)))
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", paragraphs(about))
	b.WriteString(".SH COMMANDS\n")
	for _, cmd := range documented(root) {
		fmt.Fprintf(&b, ".SS %s %s\n%s", roff(cmd.CommandPath()), roff(arguments(cmd)), paragraphs(orShort(cmd)))
		writeOptions(&b, cmd.LocalFlags())
	}
	b.WriteString(".SH OPTIONS OF EVERY COMMAND\n")
	writeOptions(&b, root.PersistentFlags())
	b.WriteString(".SH EXIT STATUS\n" + exitCodes.roff())
	b.WriteString(".SH ENVIRONMENT\n" + variables.roff())
	b.WriteString(".SH EXAMPLES\n")
	for _, cmd := range documented(root) {
		if cmd.Example != "" {
			fmt.Fprintf(&b, ".PP\n.nf\n%s\n.fi\n", roff(cmd.Example))
		}
	}
	return b.String()
}

// documented are the commands that a page tells of.
func documented(root *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, cmd := range root.Commands() {
		if !cmd.IsAvailableCommand() || cmd.Name() == "help" {
			continue
		}
		list = append(list, cmd)
		for _, sub := range cmd.Commands() {
			if cmd.Name() != "completion" { // of cobra, which has one for each shell
				list = append(list, sub)
			}
		}
	}
	return list
}

func (g glossary) roff() string {
	var b strings.Builder
	for _, entry := range g {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(entry[0]), roff(entry[1]))
	}
	return b.String()
}

// arguments is the usage of a command without its name.
func arguments(cmd *cobra.Command) string {
	var words []string
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && words == nil {
			words = []string{"[options]"}
		}
	})
	if _, args, ok := strings.Cut(cmd.Use, " "); ok {
		words = append(words, args)
	}
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	if names != nil {
		words = append(words, strings.Join(names, "|"))
	}
	return strings.Join(words, " ")
}

func orShort(cmd *cobra.Command) string {
	if cmd.Long != "" {
		return cmd.Long
	}
	return cmd.Short + "."
}

func writeOptions(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		argument, usage := pflag.UnquoteUsage(f)
		b.WriteString(".TP\n")
		if f.Shorthand != "" {
			fmt.Fprintf(b, "\\fB\\-%s\\fP, ", roff(f.Shorthand))
		}
		fmt.Fprintf(b, "\\fB\\-\\-%s\\fP", roff(f.Name))
		if argument != "" {
			fmt.Fprintf(b, " \\fI%s\\fP", roff(argument))
		}
		fmt.Fprintf(b, "\n%s%s\n", roff(usage), roff(defaultOf(f)))
	})
}

func defaultOf(f *pflag.Flag) string {
	if f.Value.Type() != "string" || f.DefValue == "" {
		return ""
	}
	return " (" + f.DefValue + " by default)"
}

// paragraphs is a text whose paragraphs are parted by blank lines.
func paragraphs(text string) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		fmt.Fprintf(&b, ".PP\n%s\n", roff(paragraph))
	}
	return b.String()
}

// roff quotes a text: a line that begins with a dot is no request, and a hyphen
// stays one that can be copied.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, `-`, `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
