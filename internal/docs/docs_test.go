package docs

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen"
)

var update = flag.Bool("update", false, "write the pages anew")

// The pages say what the code says.
func TestPagesAreFresh(t *testing.T) {
	for name, page := range map[string]string{
		"topology.md":  TopologyPage(),
		"platforms.md": PlatformsPage(),
		"articles.md":  articlesPage(t),
	} {
		file := filepath.Join("..", "..", "docs", name)
		if *update {
			if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(page, string(got)); diff != "" {
			t.Errorf("docs/%s is stale: run go test ./internal/docs -update\n-code +page:\n%s", name, diff)
		}
	}
}

func articlesPage(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "..", "examples", "everlinux", "topology.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	result, diags := hagen.Build(map[string][]byte{"topology.hcl": src}, hagen.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	page, err := ArticlesPage(result.Outputs)
	if err != nil {
		t.Fatal(err)
	}
	return page
}
