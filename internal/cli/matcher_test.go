package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// matcher is a problem matcher, as GitHub's runner reads it.
type matcher struct {
	Owner, Severity string
	Pattern         []struct {
		Regexp                                      string
		File, Line, Column, Severity, Message, Code int
	}
}

// The problem matcher takes every finding of the text format apart, and nothing
// else of it.
func TestProblemMatcher(t *testing.T) {
	src, err := os.ReadFile("../../.github/hagen-matcher.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ ProblemMatcher []matcher }
	if err := json.Unmarshal(src, &file); err != nil || len(file.ProblemMatcher) == 0 {
		t.Fatalf("%d matchers, %v", len(file.ProblemMatcher), err)
	}
	writeMatched(t)

	var text, machine, stderr strings.Builder
	args := []string{"lint", "--color", "never", ".", "gone.conf"}
	Main(args, strings.NewReader(""), &text, &stderr, nil)
	Main(append(args, "--format", "json"), strings.NewReader(""), &machine, &stderr, nil)
	var got []string
	for line := range strings.Lines(text.String()) {
		got = append(got, matched(file.ProblemMatcher, strings.TrimSuffix(line, "\n"))...)
	}
	var want struct {
		Findings []struct {
			Rule, Severity, Message, File string
			Start                         struct{ Line, Column int }
		}
	}
	if err := json.Unmarshal([]byte(machine.String()), &want); err != nil {
		t.Fatal(err)
	}
	var list []string
	severities := make(map[string]bool)
	for _, f := range want.Findings {
		severity := strings.Replace(f.Severity, "info", "notice", 1)
		severities[severity] = true
		list = append(list, fmt.Sprintf("%s %d %d %s %s %s", f.File, f.Start.Line, f.Start.Column, severity, f.Message, f.Rule))
	}
	if diff := cmp.Diff(list, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if kinds := slices.Sorted(maps.Keys(severities)); !slices.Equal(kinds, []string{"error", "notice", "warning"}) {
		t.Errorf("the example has %v", kinds)
	}
}

// writeMatched writes files with findings of each severity, and changes to their
// folder.
func writeMatched(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"h/etc/sysconfig/network-scripts/ifcfg-bond0":   "DEVICE=bond0\nONBOOT=yes\nBONDING_OPTS=\"mode=1\"\n",
		"h/etc/sysconfig/network-scripts/ifcfg-eth0:1":  "DEVICE=eth0:1\nONBOOT=yes\nUSERCTL=yes\n",
		"h/etc/nginx/nginx.conf":                        "http {\n",
		"h/etc/nginx/conf.d/with space [x]: error.conf": "proxy_pass http://a;\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// matched is what the first matcher that takes a line makes of it.
func matched(all []matcher, line string) []string {
	for _, m := range all {
		p := m.Pattern[0]
		groups := regexp.MustCompile(p.Regexp).FindStringSubmatch(line)
		if groups == nil {
			continue
		}
		severity := m.Severity
		if p.Severity > 0 {
			severity = groups[p.Severity]
		}
		return []string{strings.Join([]string{groups[p.File], groups[p.Line], groups[p.Column], severity, groups[p.Message], groups[p.Code]}, " ")}
	}
	return nil
}
