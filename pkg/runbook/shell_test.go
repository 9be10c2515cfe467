package runbook

import (
	"os/exec"
	"strings"
	"testing"
)

// A shell reads back each word as it was, whatever is in it.
func TestQuote(t *testing.T) {
	words := []string{"", "a", "/dev/sdb1", "-n", "a b", "'", "''", `"`, "$(touch pwned)", "`id`", "a;b", "a&b", "a|b>c", "~", "*", "\\", "a\nb", "é", "!x", "#c", "{a,b}", "A=b", "%s"}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = Quote(w)
	}
	for _, shell := range []string{"sh", "bash"} {
		if _, err := exec.LookPath(shell); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), shell, "-c", `printf '%s\0' `+strings.Join(quoted, " ")).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); strings.Join(got, "\x00") != strings.Join(words, "\x00") {
			t.Errorf("%s reads %q", shell, got)
		}
	}
}
