package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

// recorded names the releases whose verdicts the files daemon.txt hold.
const recorded = "../../../testdata/rules/daemons.txt"

// unaccepted are fixtures without a fault that the daemon here refuses, with why.
var unaccepted = map[string]string{
	"apache-alias-address/good/lb1":            "it listens on an address of its own",
	"apache-directive-release/good.conf":       "of httpd 2.2, which has LockFile",
	"apache-directive-unknown/good.conf":       "Passenger is not loaded",
	"apache-parameter-unknown/fixed.conf":      "only the typing mistake has a fix; a parameter in the wrong place remains",
	"nginx-listen-http2/fixed.conf":            "of nginx 1.25.1, which has http2 as a directive",
	"nginx-listen-http2/good.conf":             "of nginx 1.25.1, which has http2 as a directive",
	"nginx-proxy-pass-uri-in-regex/fixed.conf": "only the URI \"/\" has a fix; /old remains",
	"nginx-unknown-directive/fixed.conf":       "the module of more_set_headers is not loaded",
	"nginx-unknown-directive/good.conf":        "the module of more_set_headers is not loaded",
	"nginx-upstream-undefined/fixed.conf":      "everbalence2 is near no upstream, and no host either",
}

// Each fixture for nginx and Apache is loaded by the daemon, and daemon.txt holds
// what the daemon said: a rule is worth most where it says nothing. Fixtures
// without a fault are accepted.
func TestDaemonVerdicts(t *testing.T) {
	releases := daemonReleases(t)
	compareFile(t, recorded, "nginx "+releases["nginx"]+"\napache2 "+releases["apache"]+"\n")
	n := 0
	for _, rule := range All() {
		kind, _, _ := strings.Cut(rule.ID, "-")
		if kind != "nginx" && kind != "apache" {
			continue
		}
		n++
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(fixtures, rule.ID)
			var b strings.Builder
			for _, name := range []string{"bad", "good", "fixed"} {
				for _, set := range daemonSets(t, dir, name) {
					accepted, verdict := set.verdict(t)
					fmt.Fprintf(&b, "%s: %s\n", set.name, verdict)
					if reason := unaccepted[rule.ID+"/"+set.name]; name != "bad" && accepted == (reason != "") {
						t.Errorf("%s: %s; reason to refuse it: %q", set.name, verdict, reason)
					}
				}
			}
			compareFile(t, filepath.Join(dir, "daemon.txt"), b.String())
		})
	}
	if n < 100 {
		t.Errorf("only %d rules", n)
	}
}

// daemonSet is what one daemon reads of a fixture.
type daemonSet struct {
	name  string // as daemon.txt has it
	kind  lint.Kind
	files []lint.Source
}

// daemonSets returns what the daemons read of a fixture: one file, or the files
// of each host.
func daemonSets(t *testing.T, dir, name string) []*daemonSet {
	t.Helper()
	if found, _ := filepath.Glob(filepath.Join(dir, name+"*")); len(found) == 0 {
		return nil
	}
	sets := make(map[string]*daemonSet)
	var names []string
	for _, f := range sources(t, dir, name) {
		kind, key := f.Kind, f.Name
		if f.Path != "" {
			key = name + "/" + f.Host
			switch {
			case strings.Contains(f.Path, "/nginx/"):
				kind, key = lint.KindNginx, key+" nginx"
			case strings.Contains(f.Path, "/httpd/"), strings.Contains(f.Path, "/apache2/"):
				kind, key = lint.KindApache, key+" apache"
			}
		}
		if kind != lint.KindNginx && kind != lint.KindApache || strings.HasSuffix(f.Name, ".hcl") {
			continue
		}
		if sets[key] == nil {
			sets[key] = &daemonSet{name: strings.Fields(key)[0], kind: kind}
			names = append(names, key)
		}
		sets[key].files = append(sets[key].files, f)
	}
	slices.Sort(names)
	var list []*daemonSet
	for _, key := range names {
		list = append(list, sets[key])
	}
	return list
}

// verdict asks the daemon, and puts its answer in a line.
func (d *daemonSet) verdict(t *testing.T) (accepted bool, line string) {
	t.Helper()
	says, command := nginxSays, "nginx -t"
	if d.kind == lint.KindApache {
		says, command = apacheSays, "apache2 -t"
	}
	accepted, said := says(t, d.files)
	line = command + " refuses it"
	if accepted {
		line = command + " accepts it"
	}
	if len(said) > 0 {
		line += ": " + strings.Join(said, "; ")
	}
	return accepted, line
}

// daemonReleases are the releases of the daemons here. What a release of another
// line says is another matter than what is recorded.
func daemonReleases(t *testing.T) map[string]string {
	t.Helper()
	old, _ := os.ReadFile(recorded)
	releases := make(map[string]string)
	for name, args := range map[string][]string{"nginx": {daemon(t, "nginx"), "-v"}, "apache": {daemon(t, "apache2"), "-v"}} {
		_, out := newStage(t).run(os.Environ(), args...)
		m := regexp.MustCompile(`(?:nginx|Apache)/((\d+\.\d+)\.\d+)`).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("%s -v says %q", args[0], out)
		}
		if !*update && !strings.Contains(string(old), " "+m[2]+".") {
			t.Skipf("the verdicts are those of other releases than %s %s", name, m[1])
		}
		releases[name] = m[1]
	}
	return releases
}
