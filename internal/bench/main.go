package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
)

func main() {
	largest := flag.Int("largest", 20_000, "the largest `size` in the tables of growth")
	times := flag.Int("times", 3, "how many `times` each command is run")
	flag.Parse()
	if args := flag.Args(); len(args) > 0 { // this program as a rival
		debug.SetGCPercent(400) // as hagen's own command
		if err := rival(args); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *largest, *times); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, largest, times int) error {
	dir, err := os.MkdirTemp("", "hagen-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	p, err := buildPrograms(ctx, dir)
	if err != nil {
		return err
	}
	for _, c := range comparisons {
		if err := c.measure(ctx, p, dir, largest, times); err != nil {
			return err
		}
	}
	return nil
}

// programs are the paths of what is measured.
type programs struct{ hagen, bench, crossplane, gonginx string }

// buildPrograms builds hagen, this program and the rivals that are Go modules.
func buildPrograms(ctx context.Context, dir string) (programs, error) {
	p := programs{filepath.Join(dir, "hagen"), filepath.Join(dir, "bench"), filepath.Join(dir, "crossplane"), filepath.Join(dir, "gonginx")}
	for _, b := range []struct{ program, folder, pkg string }{
		{p.hagen, ".", "./cmd/hagen"},
		{p.bench, ".", "./internal/bench"},
		{p.crossplane, "internal/oracle/crossplane", "."},
		{p.gonginx, "internal/oracle/gonginx", "."},
	} {
		cmd := exec.CommandContext(ctx, "go", "build", "-o", b.program, b.pkg)
		cmd.Dir = b.folder
		if said, err := cmd.CombinedOutput(); err != nil {
			return p, fmt.Errorf("go build %s in %s: %w\n%s", b.pkg, b.folder, err, said)
		}
	}
	return p, nil
}
