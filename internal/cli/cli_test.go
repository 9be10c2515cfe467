package cli

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/everlinux/hagen"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare outputs with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hagen": func() { // as cmd/hagen does
			signal.Ignore(syscall.SIGPIPE)
			os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
		},
	})
}

// The scripts under testdata/cli say what the command does, flag by flag and
// exit code by exit code.
func TestScripts(t *testing.T) {
	const dir = "../../testdata/cli"
	scripts, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts in %s: %v", dir, err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           dir,
		Setup:         func(env *testscript.Env) error { env.Setenv("ROOT", root); return nil },
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"mode":  mode,
		},
	})
}

// exits runs a command that has to exit with a code: exits 2 hagen build
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [arguments]")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// mode looks at the permission bits of files: mode 0600 file...
func mode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: mode octal file...")
	}
	want, err := strconv.ParseUint(args[0], 8, 12)
	ts.Check(err)
	for _, file := range args[1:] {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if info.Mode().Perm() != os.FileMode(want) {
			ts.Fatalf("%s has mode %04o, want %s", file, info.Mode().Perm(), args[0])
		}
	}
}

// What hagen init writes builds without a warning and is in canonical layout.
func TestStarter(t *testing.T) {
	r, diags := hagen.Build(map[string][]byte{"starter.hcl": starter}, hagen.Options{})
	if len(diags) > 0 || len(r.Outputs) < 4 {
		t.Errorf("%d files, %v", len(r.Outputs), diags)
	}
}

// Every command and flag is in the man page, and every line of it is text or a
// request of the man macros.
func TestManPage(t *testing.T) {
	root := (&program{}).rootCommand()
	root.InitDefaultCompletionCmd()
	page := manPage(root)
	for _, word := range []string{
		"hagen build", "hagen why", "hagen lint", "hagen explain", "hagen rules", "hagen fmt", "hagen init", "hagen drill", "hagen drill plan", "hagen drill probe", "hagen drill report", "hagen version", "hagen completion", `\-\-var\-file`, `\-\-dry\-run`, `\-\-color`,
		"HAGEN_VAR_name", "EXIT STATUS",
	} {
		if !strings.Contains(page, word) {
			t.Errorf("%q is not in the page", word)
		}
	}
	for line := range strings.Lines(page) {
		request, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if strings.HasPrefix(line, ".") && !strings.Contains(" .TH .SH .SS .PP .TP .B .nf .fi .br ", " "+request+" ") {
			t.Errorf("%q is no request", request)
		}
	}
	if got, want := roff(".x\n'y\n-a\\b"), "\\&.x\n\\&'y\n\\-a\\eb"; got != want {
		t.Errorf("roff: %q, want %q", got, want)
	}
}

func TestSplitPlace(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"f", "ifcfg-eth0:1"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		arg, file string
		line      int
		ok        bool
	}{
		{"f:3", "f", 3, true},
		{"f:3:7", "f", 3, true},
		{"ifcfg-eth0:1:5", "ifcfg-eth0:1", 5, true},
		{"ifcfg-eth0:1:5:9", "ifcfg-eth0:1", 5, true},
		{"gone:4", "gone", 4, true},
		{"f", "f", 0, false},
		{":4", ":4", 0, false},
		{"f:x", "f", 0, false},
	} {
		if file, line, ok := splitPlace(tc.arg); file != tc.file || line != tc.line || ok != tc.ok {
			t.Errorf("%q: %q, %d, %v", tc.arg, file, line, ok)
		}
	}
}

func BenchmarkVersion(b *testing.B) {
	for b.Loop() {
		if code := Main([]string{"version"}, strings.NewReader(""), &strings.Builder{}, &strings.Builder{}, nil); code != 0 {
			b.Fatal(code)
		}
	}
}
