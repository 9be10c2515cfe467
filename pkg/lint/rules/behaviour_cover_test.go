package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unshown are the rules whose claims no request shows, with why.
var unshown = map[string]string{
	"apache-alias-address":       "a typing mistake, which the other hosts show",
	"apache-balancer-unused":     "nothing asks for it: that is what the rule says",
	"apache-member-unknown-host": "a typing mistake, which the other hosts show",
	"apache-remoteip-missing":    "takes two hosts; what a back end sees of the client is shown by nginx-proxy-xff",
	"apache-rotatelogs-offset":   "shows when the clocks change",
	"apache-tls-chain-file":      "it works still",
}

// Each rule for nginx and Apache is about what the daemon refuses or warns of,
// as daemon.txt records, or is shown at work, or says why it is not.
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
		if reason := unshown[rule.ID]; !shown && !speaks && reason == "" {
			t.Errorf("%s: no behaviour shows what it claims; add one to %sBehaviours, or to unshown why not", rule.ID, kind)
		} else if shown && reason != "" {
			t.Errorf("%s is shown, and unshown says %q", rule.ID, reason)
		}
	}
}
