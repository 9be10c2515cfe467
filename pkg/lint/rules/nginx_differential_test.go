package rules

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/nginx"
)

var (
	differential = flag.Int("differential", 400, "compare what nginx and the rules say of that many configurations")
	seed         = flag.Uint64("seed", 1, "where the configurations of -differential begin")
)

// The rules and nginx agree on configurations that are wrong here and there: what
// nginx accepts is no error, and what it refuses is reported, but for what the
// table of excuses holds. A disagreement is shown in as few lines as it takes.
func TestNginxDifferential(t *testing.T) {
	judge := newNginxJudge(t)
	random := rand.New(rand.NewPCG(*seed, 22))
	texts := nginxSeeds(t)
	specs := nginxSnippetSpecs()
	tally := newNginxTally()
	for i := range *differential {
		tally.add(judge.compare(nginxText(random, i, texts, specs)))
	}
	tally.report(t, judge)
}

// nginxText is the i-th configuration: a fixture that is changed, a directive with
// arguments like those of its documentation, blocks in blocks, an expression.
func nginxText(random *rand.Rand, i int, texts []string, specs []nginx.DirectiveSpec) string {
	switch i % 8 {
	case 0, 1, 2:
		return nginxMutate(random, texts[random.IntN(len(texts))])
	case 3, 4, 5:
		return nginxSnippet(random, specs[random.IntN(len(specs))])
	case 6:
		return nginxGrammar(random)
	}
	return nginxFramed("location", fmt.Sprintf("rewrite \"%s\" /x;", strings.ReplaceAll(nginxExpressionText(random), `\`, `\\`)))
}

// nginxTally counts what comparisons end in.
type nginxTally struct {
	count   map[nginxVerdict]int
	excused map[string]int       // by reason
	first   map[string]nginxCase // of each class of disagreement
	shown   map[string]int
}

func newNginxTally() *nginxTally {
	return &nginxTally{make(map[nginxVerdict]int), make(map[string]int), make(map[string]nginxCase), make(map[string]int)}
}

func (y *nginxTally) add(c nginxCase) {
	y.count[c.verdict]++
	switch c.verdict {
	case nginxListed:
		y.excused[c.excuse()]++
	case nginxSilent, nginxAlarm:
		class := nginxClass(c)
		if y.shown[class]++; y.shown[class] == 1 {
			y.first[class] = c
		}
	}
}

// report shows the counts, and fails for each class of disagreement.
func (y *nginxTally) report(t *testing.T, judge *nginxJudge) {
	t.Logf("%d accepted and %d refused by both, %d excused", y.count[nginxAccepted], y.count[nginxRefused], y.count[nginxListed])
	for _, reason := range byCount(y.excused) {
		t.Logf("%4d excused: %s", y.excused[reason], reason)
	}
	for _, class := range byCount(y.shown) {
		c := y.first[class]
		if judge != nil {
			c = judge.minimise(c)
		}
		t.Errorf("%d times %s\n%s\nnginx: %s\nhagen: %s", y.shown[class], class, c.text, c.said, c.found)
	}
	if y.count[nginxAccepted] == 0 || y.count[nginxRefused] == 0 {
		t.Errorf("nothing is compared: %v", y.count)
	}
}

// byCount returns the keys of what is counted, the most frequent first.
func byCount(count map[string]int) []string {
	return slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
}
