package ifcfg

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// unset stands for a variable that the file does not assign.
const unset = "<unset>"

// sourceWithBash sources every text by bash, each in a process and an empty
// environment of its own, and returns what the variables are afterwards. Only
// texts that can do no harm may be given to it: no command of theirs is found.
func sourceWithBash(t *testing.T, texts []string, variables ...string) [][]string {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is not installed")
	}
	dir := t.TempDir()
	for i, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script := `for file in "$0"/*; do ( trap 'print' EXIT; . "$file" ) </dev/null 2>/dev/null; done; true`
	printer := `print() { printf '%s\0' `
	for _, v := range variables {
		printer += fmt.Sprintf(`"${%s-%s}" `, v, unset)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bash, "--norc", "--noprofile", "-c", printer+"; }; "+script, dir)
	cmd.Env = []string{"PATH=/nonexistent", "LC_ALL=C.UTF-8"}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("bash: %v", err)
	}
	fields := strings.Split(string(bytes.TrimSuffix(out, []byte{0})), "\x00")
	if len(fields) != len(texts)*len(variables) {
		t.Fatalf("bash printed %d values, want %d", len(fields), len(texts)*len(variables))
	}
	results := make([][]string, len(texts))
	for i := range texts {
		results[i] = fields[i*len(variables) : (i+1)*len(variables)]
	}
	return results
}

// pieces are what the snippets of TestValuesAreThoseOfBash are put together from:
// everything that matters to quoting, and nothing that makes a known command.
var pieces = []string{
	"A=", "B=", "A+=", "C=", "export A=", "\nB=", "\nC=", "\n", "\n", " ", " ", "\t", ";", ";\n", "#", " #", "=", "x", "y z",
	"xX1_", "é", "\"", "\"", "'", "'", "\\", "\\\"", "\\\\", "\\\n", "$", "$'", "$\"", "\\n", "\\x41", "\\101", "\\q", "\\'", "~",
	":", "!", "*", "{", "}", "[x]", "”", "\r", "\v", "&", "|", "-",
}

// Whatever a snippet of pieces means, our values are those of bash, as long as
// bash can read the file to its end.
func TestValuesAreThoseOfBash(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2009))
	var texts []string
	for range 600 {
		var b strings.Builder
		for range 1 + random.IntN(14) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	keys := []string{"A", "B", "C"}
	compared := 0
	for i, got := range sourceWithBash(t, texts, keys...) {
		f, diags := Parse("", []byte(texts[i]))
		if !readable(diags) || strings.Contains(texts[i], "${") { // which may be one that bash dies of
			continue
		}
		if strings.Contains(diagText(diags), `"export" as a command`) { // reported, and assigned all the same
			continue
		}
		values := f.Values()
		for k, key := range keys {
			want, ok := values[key]
			if !ok {
				want = unset
			}
			if expands(f, key) {
				continue
			}
			compared++
			if got[k] != want {
				t.Errorf("%q: bash sets %s to %q, we say %q", texts[i], key, got[k], want)
			}
		}
	}
	if compared < 500 {
		t.Errorf("only %d values were compared", compared)
	}
}

// readable tells whether bash reads the whole file, commands that are not found included.
func readable(diags hcl.Diagnostics) bool {
	for _, d := range diags {
		if d.Severity == hcl.DiagError && !strings.HasPrefix(d.Summary, "Command") {
			return false
		}
	}
	return true
}

func diagText(diags hcl.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.Detail)
	}
	return b.String()
}

func expands(f *File, key string) bool {
	for d := range f.All() {
		if d.Kind == Assignment && d.Name.Text == key && d.Value.Expands {
			return true
		}
	}
	return false
}

// Every text that Quote accepts comes back from bash as it was.
func TestQuoteIsReadBackByBash(t *testing.T) {
	texts := []string{
		"", "plain", "10.0.0.1/24", "two words", `"`, `'`, `\`, "$HOME", "`id`", "$(id)", "a;b", "a&b", "a|b", "#", "x #y", "~", "~root",
		"a:~", "*", "{a,b}", "!x", "=", "mode=1 miimon=100", "é ü 漢", "”smart“", `\n`, `trailing\`, "\xff\xfe", "<>", "()", "[x]",
	}
	var files []string
	for _, text := range texts {
		w, err := Quote(text)
		if err != nil {
			t.Fatalf("Quote(%q): %v", text, err)
		}
		f := &File{Directives: []*Directive{{Name: Word{Text: "A"}, Value: w}}}
		src, _ := f.Format()
		if read, diags := Parse("", src); len(diags) > 0 || read.Text("A") != text {
			t.Errorf("%q is written as %s and read as %q %s", text, src, read.Text("A"), diags)
		}
		files = append(files, string(src))
	}
	for i, got := range sourceWithBash(t, files, "A") {
		if got[0] != texts[i] {
			t.Errorf("%q is written as %s, which bash reads as %q", texts[i], files[i], got[0])
		}
	}
	for _, bad := range []string{"a\nb", "\x00", "\x1b[0m", "\r", "\x7f"} {
		if _, err := Quote(bad); err == nil {
			t.Errorf("Quote(%q) is no error", bad)
		}
	}
}
