package rules

import (
	"cmp"
	"flag"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"sync"
	"testing"
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
		text := nginxSnippet(random, specs[random.IntN(len(specs))])
		if i%2 == 0 {
			text = nginxMutate(random, texts[random.IntN(len(texts))])
		}
		tally.add(judge.compare(text))
	}
	tally.report(t, judge)
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
		y.excused[nginxExcuse(c)]++
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
		c := judge.minimise(y.first[class])
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

// nginxExcused are the messages of nginx about what hagen does not judge, with the
// reason.
var nginxExcused = sync.OnceValue(func() []nginxExcusedCase {
	var list []nginxExcusedCase
	for _, e := range nginxExcuses {
		list = append(list, nginxExcusedCase{regexp.MustCompile(e.message), e.reason})
	}
	return list
})

type nginxExcusedCase struct {
	message *regexp.Regexp
	reason  string
}

var nginxExcuses = []struct{ message, reason string }{
	{`host not found in`, "which names have an address is the resolver's matter"},
	{`unknown directive`, "of a module that is not loaded here, as far as the rules know"},
	{`^\[emerg\] (open|mkdir|opendir|dlopen|chown|unlink|stat|getpwnam|getgrnam|bind)\(|cannot load|ENGINE_by_id|PEM_|SSL_|BIO_|CERT_`,
		"what stands outside of the configuration: files, users, addresses, certificates"},
	{`must be (less|equal|greater)|could not build|unsupported on this platform`, "sizes that depend on each other, and on the machine"},
}
