package shell

import (
	"os/exec"
	"strings"
	"testing"
)

// A shell reads back what was quoted.
func TestQuote(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh here")
	}
	words := []string{"", "plain", "/dev/mapper/vg-lv", "two words", "it's", "$HOME `id` $(id) \\ \" ! * ? [a] {b} ~ # & | ; < >", "a\nb\t", "=x", "~root", "höst", "\x80"}
	var script strings.Builder
	for _, w := range words {
		script.WriteString("printf '%s\\0' " + Quote(w) + "\n")
	}
	out, err := exec.CommandContext(t.Context(), sh, "-c", script.String()).Output()
	if want := strings.Join(words, "\x00") + "\x00"; err != nil || string(out) != want {
		t.Errorf("%q, %v; want %q", out, err, want)
	}
	if got := Quote("a\x00b"); got != "ab" {
		t.Errorf("%q", got)
	}
}
