package pcre_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/everlinux/hagen/internal/pcre"
)

func TestCheck(t *testing.T) {
	for pattern, want := range map[string]string{
		"": "", `^/(.*)$`: "", `[]a]`: "", `[^]a]`: "", `[[:alpha:]_]+`: "", `a{2}`: "", `a{,2}`: "", `a{b}`: "", `{x`: "", `\(`: "", `[(]`: "",
		`\Q(\E`: "", `\x{99999}`: "", `(?:a|b)?`: "", `(?i)a`: "", `(?#()a`: "", `a*+b*?`: "", `^*`: "", `(?x) # (`: "", `[\]]`: "", `[a-\d]`: "",
		`(a`: "missing closing parenthesis", `a)`: "unmatched closing parenthesis", `[a`: "missing terminating ] for character class",
		`*`: "quantifier does not follow a repeatable item", `a|+`: "quantifier does not follow a repeatable item", `(?`: "missing closing parenthesis",
		`(*a`: "missing closing parenthesis", `(+)`: "quantifier does not follow a repeatable item", `a\`: `\ at end of pattern`,
		`[z-a]`: "range out of order in character class", `a{3,2}`: "numbers out of order in {} quantifier", `a{70000}`: "number too big in {} quantifier",
		`[]`: "missing terminating ] for character class",
	} {
		got := ""
		if err := pcre.Check(pattern); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, not %q", pattern, got, want)
		}
	}
}

// TestCheckAgainstPCRE asks PCRE, by way of grep, about every fault that is found
// in random expressions.
func TestCheckAgainstPCRE(t *testing.T) {
	grep, err := exec.LookPath("grep")
	if err != nil || exec.Command(grep, "-P", "a", os.DevNull).Run().(*exec.ExitError).ExitCode() != 1 {
		t.Skip("there is no grep with PCRE")
	}
	pieces := strings.Split(`( ) [ ] a b z-a a-z ? * + { } 2 , | ^ $ . \ \( \[ \d \x \p \Q \E (?: (?i) (?= (?< (?P<n> (* (?# - ] [: :] [:alpha:] \] {2} {3,1} {2,3} \1 \b # ! = :`, " ")
	random := rand.New(rand.NewPCG(3, 4))
	faults := 0
	for range 3000 {
		var pattern string
		for range 1 + random.IntN(7) {
			pattern += pieces[random.IntN(len(pieces))]
		}
		fault := pcre.Check(pattern)
		if fault == nil {
			continue
		}
		faults++
		if faults > 600 {
			break
		}
		cmd := exec.Command(grep, "-P", "-e", pattern, os.DevNull)
		cmd.Env = append(os.Environ(), "LC_ALL=C")
		var out bytes.Buffer
		cmd.Stderr = &out
		var exit *exec.ExitError
		if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() < 2 {
			t.Errorf("%q: %s; PCRE takes it", pattern, fault)
		}
	}
	if faults < 300 {
		t.Errorf("only %d faults", faults)
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{`^/(.*)$`, `[[:x:]`, `\Q`, `(?#`, `a{1,`, `[\`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if err := pcre.Check(pattern); err != nil && (err.Offset < 0 || err.Offset >= len(pattern)) {
			t.Errorf("%q: offset %d", pattern, err.Offset)
		}
	})
}
