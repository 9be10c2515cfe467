package pcre

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestFaultAgainstPCRE asks PCRE, by way of grep, about every fault that is found
// in random expressions.
func TestFaultAgainstPCRE(t *testing.T) {
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
		fault := Fault(pattern)
		if fault == "" {
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

func FuzzFault(f *testing.F) {
	for _, seed := range []string{`^/(.*)$`, `[[:x:]`, `\Q`, `(?#`, `a{1,`, `[\`, `(?<a`, `(?'`, `(?P<1>`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if n, known := Groups(pattern); known && n > strings.Count(pattern, "(") {
			t.Errorf("%q: %d groups", pattern, n)
		}
		Fault(pattern)
	})
}
