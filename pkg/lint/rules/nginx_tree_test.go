package rules

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

// Where a change to a file of a host makes nginx refuse what it read before, the
// rules are not silent: the configurations without a fault, and those that builds
// write, are cut, and their words are left out, doubled, exchanged and misspelt.
func TestNginxDifferentialTrees(t *testing.T) {
	random := rand.New(rand.NewPCG(*seed, 23))
	tally := newNginxTally()
	judge := newNginxJudge(t)
	trees := nginxTrees(t, judge)
	for i := range max(*differential/4, 10*len(trees)) {
		tree := slices.Clone(trees[i%len(trees)])
		k := random.IntN(len(tree))
		before := string(tree[k].Src)
		if len(before) == 0 {
			continue
		}
		changed := nginxMutate(random, before)
		if random.IntN(3) == 0 {
			changed = before[:random.IntN(len(before))]
		}
		tree[k].Src = []byte(changed)
		tally.add(judge.compareFiles(tree[k].Path+":\n"+changed, tree))
	}
	tally.report(t, nil)
}

// nginxTrees are the files of hosts of which nginx accepts all.
func nginxTrees(t *testing.T, judge *nginxJudge) [][]lint.Source {
	t.Helper()
	var trees [][]lint.Source
	for _, pattern := range []string{"clean/*/*/etc/nginx/nginx.conf", "build/*/want/*/etc/nginx/nginx.conf", "clean/*/*/etc/nginx", "build/*/want/*/etc/nginx"} {
		names, err := filepath.Glob(filepath.Join("../../../testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if filepath.Ext(name) == ".conf" {
				name = filepath.Dir(name)
			} else if _, err := os.Stat(filepath.Join(name, "nginx.conf")); err == nil {
				continue // among the first
			}
			if tree := nginxFolderTree(t, name); len(tree) > 0 && judge.compareFiles(name, tree).verdict == nginxAccepted {
				trees = append(trees, tree)
			}
		}
	}
	if len(trees) < 1 {
		t.Fatal("no configuration that nginx accepts")
	}
	t.Logf("%d configurations", len(trees))
	return trees
}

// nginxFolderTree reads the files of a folder; where it has no nginx.conf, one that
// includes what is there.
func nginxFolderTree(t *testing.T, folder string) []lint.Source {
	t.Helper()
	var tree []lint.Source
	includes := ""
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		inside := strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(name, folder)), "/")
		tree = append(tree, nginxSource(inside, string(src)))
		if strings.HasPrefix(inside, "conf.d/") {
			includes += fmt.Sprintf("    include %s;\n", inside)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(tree, func(s lint.Source) bool { return s.Path == "/etc/nginx/nginx.conf" }) {
		tree = append(tree, nginxSource("nginx.conf", "events {\n}\nhttp {\n"+includes+"}\n"))
	}
	return tree
}
