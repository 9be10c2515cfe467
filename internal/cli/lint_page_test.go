package cli

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/everlinux/hagen/internal/findings"
)

// docs/lint.md has a row for each format, and speaks of no flag, hook or rule
// that is not there.
func TestLintPage(t *testing.T) {
	read := func(name string) string {
		src, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(src)
	}
	page, hooks := read("docs/lint.md"), read(".pre-commit-hooks.yaml")
	for _, format := range findings.Formats() {
		if !strings.Contains(page, "\n| `"+format+"` | ") {
			t.Errorf("%s has no row", format)
		}
	}
	flags := make(map[string]bool)
	var addFlags func(*cobra.Command)
	addFlags = func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) { flags[f.Name] = true })
		for _, c := range cmd.Commands() {
			addFlags(c)
		}
	}
	addFlags((&program{}).rootCommand())
	for _, m := range regexp.MustCompile("[` \\[]--([a-z-]+)").FindAllStringSubmatch(page, -1) {
		if !flags[m[1]] {
			t.Errorf("no command has --%s", m[1])
		}
	}
	for _, m := range regexp.MustCompile("(?:id: |`)(hagen-(?:lint|fmt|build)[a-z-]*)").FindAllStringSubmatch(page, -1) {
		if !strings.Contains(hooks, "- id: "+m[1]+"\n") {
			t.Errorf("there is no hook %s", m[1])
		}
	}
	ids := strings.Join(ruleIDs(), " ") + " "
	for _, m := range regexp.MustCompile("`(hagen-(?:syntax|unread|ignore|baseline))`").FindAllStringSubmatch(page, -1) {
		if !strings.Contains(ids, m[1]+" ") {
			t.Errorf("there is no rule %s", m[1])
		}
	}
}
