package rules

import (
	"flag"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

var treeMutations = flag.Int("apache-mutations", 60, "change the clean configurations of Apache that often")

// Where httpd refuses a clean configuration in which one file was cut, or had words
// or lines of it changed, the rules are not silent, but for what the table of
// reasons holds.
func TestApacheMutations(t *testing.T) {
	judge := newApacheJudge(t)
	all := sources(t, "../../../testdata/clean", "apache")
	var trees [][]lint.Source
	for _, host := range []string{"web1", "web2"} {
		tree := slices.DeleteFunc(slices.Clone(all), func(f lint.Source) bool { return f.Host != host })
		if len(tree) < 15 {
			t.Fatalf("%s has only %d files", host, len(tree))
		}
		trees = append(trees, tree)
	}
	random := rand.New(rand.NewPCG(*seed, 25))
	tally := newApacheTally()
	for i := range *treeMutations {
		tree := trees[i%len(trees)]
		judge.stage.stageFiles(tree, withoutBuiltIn)
		tally.add(judge.compareTree(tree, random))
	}
	tally.report(t, judge)
}

// compareTree changes one file of a host, and asks httpd and the rules about all.
func (j *apacheJudge) compareTree(tree []lint.Source, random *rand.Rand) apacheCase {
	files := slices.Clone(tree)
	f := &files[random.IntN(len(files))]
	for path.Ext(f.Path) != ".conf" && random.IntN(4) > 0 { // one that loads a module is chosen seldom
		f = &files[random.IntN(len(files))]
	}
	was := *f
	f.Src = []byte(apacheChange(random, string(f.Src)))
	defer j.stage.stageFiles([]lint.Source{was}, withoutBuiltIn)
	j.stage.stageFiles([]lint.Source{*f}, withoutBuiltIn)
	env := j.stage.apacheEnvironment(tree)
	accepted, out := j.ask(env, j.stage.apacheMain(files))
	errors, warned := j.lint(files)
	return j.verdict("# "+f.Path+"\n"+string(f.Src), accepted, out, errors, warned)
}

// apacheChange cuts a text at some byte, or changes words or lines of it.
func apacheChange(r *rand.Rand, text string) string {
	if r.IntN(4) == 0 {
		return text[:r.IntN(len(text)+1)]
	}
	const mark = "LoadModule mark\n" // behind which apacheMutate begins
	return strings.TrimPrefix(apacheMutate(r, mark+text), mark)
}
