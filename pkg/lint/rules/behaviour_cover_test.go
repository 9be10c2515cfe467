package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each rule for nginx and Apache is about what the daemon refuses or warns of,
// as daemon.txt records, or is shown at work.
func TestBehavioursCoverTheRules(t *testing.T) {
	for _, rule := range All() {
		kind, _, _ := strings.Cut(rule.ID, "-")
		if kind != "nginx" && kind != "apache" {
			continue
		}
		list := nginxBehaviours
		if kind == "apache" {
			list = apacheBehaviours
		}
		shown := slices.ContainsFunc(list, func(c *behaviour) bool { return c.rule == rule.ID })
		recorded, err := os.ReadFile(filepath.Join(fixtures, rule.ID, "daemon.txt"))
		if err != nil {
			t.Errorf("%v: go test -update writes it", err)
		}
		speaks := slices.ContainsFunc(strings.Split(string(recorded), "\n"), func(line string) bool {
			return strings.HasPrefix(line, "bad") && (strings.Contains(line, " refuses it") || strings.Contains(line, " accepts it: "))
		})
		if !shown && !speaks {
			t.Errorf("%s: no behaviour shows what it claims; add one to %sBehaviours", rule.ID, kind)
		}
	}
}
