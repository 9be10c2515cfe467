package hagen_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen"
)

var update = flag.Bool("update", false, "write the expected trees anew")

// Each folder of testdata/build is a topology, beside the tree that it compiles
// to; the example estates are held to theirs in the same way. A file of mode
// other than 0644 has it in its expected name.
func TestGoldenTrees(t *testing.T) {
	cases, err := filepath.Glob("testdata/build/*/topology.hcl")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no topologies: %v", err)
	}
	examples, err := filepath.Glob("examples/*/topology.hcl")
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range append(cases, examples...) {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			result, diags := hagen.Build(map[string][]byte{file: src}, hagen.Options{})
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			got := make(map[string]string)
			for _, o := range result.Outputs {
				got[expectedName(o.Host+o.Path, o.Mode)] = string(o.Content)
			}
			compareTree(t, filepath.Join("testdata", "build", name, "want"), got)
		})
	}
}

// The command that the README begins with writes the trees of the examples, modes
// included.
func TestCommandBuildsTheExamples(t *testing.T) {
	examples, err := filepath.Glob("examples/*/topology.hcl")
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range examples {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			out := t.TempDir()
			cmd := exec.CommandContext(ctx, "go", "run", "./cmd/hagen", "build", file, "-o", out)
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			if err := os.RemoveAll(filepath.Join(out, ".hagen")); err != nil { // what hagen keeps for itself
				t.Fatal(err)
			}
			got := make(map[string]string)
			err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				info, err := d.Info()
				if err != nil {
					return err
				}
				content, err := os.ReadFile(path)
				got[expectedName(strings.TrimPrefix(path, out+string(filepath.Separator)), info.Mode())] = string(content)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			compareTree(t, filepath.Join("testdata", "build", name, "want"), got)
		})
	}
}

// expectedName is the name that a generated file has among the expected ones. No
// file of a module can have a colon in its name.
func expectedName(path string, mode fs.FileMode) string {
	path = strings.ReplaceAll(filepath.ToSlash(path), ":", "%3A")
	if mode != 0o644 {
		path += fmt.Sprintf(" (%04o)", mode)
	}
	return path
}

// compareTree compares files by path with what a folder holds.
func compareTree(t *testing.T, folder string, got map[string]string) {
	t.Helper()
	if *update {
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		for path, content := range got {
			file := filepath.Join(folder, path)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := make(map[string]string)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		want[strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(folder)+"/")] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
