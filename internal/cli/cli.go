package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/everlinux/hagen/internal/suggest"
)

// Exit codes; exitCodes says what they mean.
const (
	exitFine = iota
	exitFound
	exitWrong
	exitCannot
)

// glossary is a list of terms with what they mean, for --help and the man page.
type glossary [][2]string

var exitCodes = glossary{
	{"0", "fine"},
	{"1", "with --check: something would change; of lint: findings, or a file that does not parse; of drill report: a freeze longer than --limit"},
	{"2", "wrong usage, or a topology with errors to build or format"},
	{"3", "it could not be done: something is unreadable, unwritable or in the way; of lint: something was not looked at"},
}

var variables = glossary{
	{envPrefix + "name", "the value of the topology's variable name, after --var and --var-file"},
	{"NO_COLOR", "no colours, unless --color asks for them"},
	{"FORCE_COLOR", "colours where the output is no terminal, unless it is 0"},
}

func (g glossary) text() string {
	var b strings.Builder
	for _, entry := range g {
		fmt.Fprintf(&b, "  %-16s %s\n", entry[0], entry[1])
	}
	return b.String()
}

// exitError is an error that knows its exit code. One without a cause has been
// reported already.
type exitError struct {
	code  int
	cause error
	usage string // the command whose --help says more; "" where that would not help
}

func (e *exitError) Error() string {
	if e.cause == nil {
		return ""
	}
	return e.cause.Error()
}

func (e *exitError) Unwrap() error { return e.cause }

// cannot is the error of what the world did not allow.
func cannot(err error) error {
	if err == nil {
		return nil
	}
	return &exitError{code: exitCannot, cause: err}
}

func wrongUsage(cmd *cobra.Command, format string, args ...any) error {
	return &exitError{code: exitWrong, cause: fmt.Errorf(format, args...), usage: cmd.CommandPath()}
}

// program is one run of the command, and what it has of the world.
type program struct {
	stdin  io.Reader
	stdout *results
	stderr io.Writer
	env    map[string]string
	color  string // of --color
}

// Main runs the command with its arguments, the program's name left out, and an
// environment of "name=value" strings. It returns the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer, environ []string) int {
	p := &program{stdin: stdin, stdout: &results{w: stdout}, stderr: stderr, env: environment(environ)}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetErr(stderr)
	err := root.Execute()
	if p.stdout.err != nil { // whatever else happened, the caller did not get it
		err = cannot(fmt.Errorf("cannot write the results: %w", p.stdout.err))
	}
	return p.finish(err)
}

// finish reports an error and returns its exit code.
func (p *program) finish(err error) int {
	if err == nil {
		return exitFine
	}
	var e *exitError
	if !errors.As(err, &e) { // an argument that cobra does not take
		e = &exitError{code: exitWrong, cause: err, usage: "hagen"}
	}
	switch {
	case e.cause == nil:
	case errors.Is(err, syscall.EPIPE): // the reader has seen enough
	default:
		fmt.Fprintf(p.stderr, "hagen: %s\n", strings.TrimRight(err.Error(), "\n"))
		if e.usage != "" {
			fmt.Fprintf(p.stderr, "Run \"%s --help\" for its usage.\n", e.usage)
		}
	}
	return e.code
}

// reported is the error of what has been reported already, nil for none.
func reported(code int) error {
	if code == exitFine {
		return nil
	}
	return &exitError{code: code}
}

// results is the standard output. It keeps the first error: commands need not
// look at each write.
type results struct {
	w   io.Writer
	err error
}

func (r *results) Write(b []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.w.Write(b)
	r.err = err
	return n, err
}

func environment(environ []string) map[string]string {
	env := make(map[string]string, len(environ))
	for _, pair := range environ {
		if name, value, ok := strings.Cut(pair, "="); ok {
			env[name] = value
		}
	}
	return env
}

const about = `Hagen compiles one HCL file, the topology of a high-availability estate, into the
configuration files of every host: Apache, nginx, cluster.conf, ifcfg and modprobe,
/etc/hosts. Each is right for the release that its host runs, or the build says why
it cannot be.`

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "hagen",
		Short:         "Compile the topology of an estate into its hosts' configuration files",
		Long:          about + "\n\nExit codes:\n" + exitCodes.text() + "\nEnvironment:\n" + variables.text(),
		Version:       readVersion().Version,
		Args:          unknownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			switch p.color {
			case "auto", "always", "never":
				return nil
			}
			return wrongUsage(cmd, "--color is %q; it can be auto, always or never", p.color)
		},
	}
	root.SetVersionTemplate("hagen {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().StringVar(&p.color, "color", "auto", "`when` to colour the output: auto, always or never")
	root.AddCommand(p.buildCommand(), p.whyCommand(), p.lintCommand(), p.explainCommand(), p.rulesCommand(), p.runbookCommand(), p.fmtCommand(), p.initCommand(), p.drillCommand(), p.versionCommand(), p.manCommand())
	root.SetHelpCommand(helpCommand())
	root.SetOut(p.stdout) // completion keeps what it finds here
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" { // of cobra, which takes any word for a shell
			cmd.RunE = root.RunE
			cmd.Args = unknownCommand
		}
	}
	complete(root, "color", "auto", "always", "never")
	return root
}

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return unknownCommand(found, rest)
			}
			return found.Help()
		},
	}
}

// flagError words the error of a flag, and names the flag that was meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, f.Name)
			}
		})
		if name := suggest.Nearest(unknown.GetSpecifiedName(), names); name != "" {
			err = fmt.Errorf("%w; did you mean --%s?", err, name)
		}
	}
	return wrongUsage(cmd, "%w", err)
}

// unknownCommand refuses what is no command, and names the one that was meant.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	if name := suggest.Nearest(args[0], names); name != "" {
		return wrongUsage(cmd, "unknown command %q; did you mean %q?", args[0], name)
	}
	return wrongUsage(cmd, "unknown command %q", args[0])
}

// complete offers the values of a flag to a shell.
func complete(cmd *cobra.Command, flag string, values ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag is not there
	}
}
