package hagen_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
				path := o.Host + strings.ReplaceAll(o.Path, ":", "%3A") // no module can hold a file with a colon
				if o.Mode != 0o644 {
					path += fmt.Sprintf(" (%04o)", o.Mode)
				}
				got[path] = string(o.Content)
			}
			compareTree(t, filepath.Join("testdata", "build", name, "want"), got)
		})
	}
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
