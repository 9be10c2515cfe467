package docs

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/lint/rules"
)

var update = flag.Bool("update", false, "write the pages anew")

// The pages say what the code says.
func TestPagesAreFresh(t *testing.T) {
	pages := map[string]string{
		"topology.md":     TopologyPage(),
		"platforms.md":    PlatformsPage(),
		"articles.md":     articlesPage(t),
		"rules/README.md": rulesIndex(t),
	}
	for _, r := range allRules() {
		pages["rules/"+r.ID+".md"] = rulePage(t, r)
	}
	removeOthers(t, pages)
	for name, page := range pages {
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

// allRules are the rules that have a page.
func allRules() []*lint.Rule {
	list := append(rules.All(), lint.Own()...)
	slices.SortFunc(list, func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
	return list
}

func rulesIndex(t *testing.T) string {
	t.Helper()
	page, err := RulesIndex(allRules(), os.DirFS(filepath.Join("..", "..", "testdata", "rules")))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func rulePage(t *testing.T, r *lint.Rule) string {
	t.Helper()
	page, err := RulePage(r, os.DirFS(filepath.Join("..", "..", "testdata", "rules")))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// removeOthers wants no page of a rule that is gone.
func removeOthers(t *testing.T, pages map[string]string) {
	t.Helper()
	dir := filepath.Join("..", "..", "docs", "rules")
	if *update {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, ok := pages["rules/"+filepath.Base(file)]; ok {
			continue
		}
		if !*update {
			t.Errorf("docs/rules/%s is the page of no rule", filepath.Base(file))
		} else if err := os.Remove(file); err != nil {
			t.Fatal(err)
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
