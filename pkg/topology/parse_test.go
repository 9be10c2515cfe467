package topology

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
)

var update = flag.Bool("update", false, "rewrite the expected texts")

// render writes diagnostics one a line, as the expected texts hold them.
func render(diags hcl.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		where := "-"
		if d.Subject != nil {
			where = fmt.Sprintf("%d:%d-%d", d.Subject.Start.Line, d.Subject.Start.Column, d.Subject.End.Column)
		}
		fmt.Fprintf(&b, "%s: %s: %s\n", where, d.Summary, d.Detail)
	}
	return b.String()
}

// Each file of testdata/errors is a topology with mistakes; beside it stands
// what Parse says.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.hcl*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, diags := Parse(map[string][]byte{"t.hcl": src}, Options{})
			got, wantFile := render(diags), strings.TrimSuffix(file, ".hcl")+".want"
			if *update {
				if err := os.WriteFile(wantFile, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(wantFile)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if !diags.HasErrors() {
				t.Error("no error was found")
			}
		})
	}
}
