package rules

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var update = flag.Bool("update", false, "write want.txt and the fixed files anew")

const fixtures = "../../../testdata/rules"

// Each rule has a folder of fixtures:
//
//	bad.conf    a file that the rule finds something in (bad/ where it takes several: <host>/etc/…)
//	good.conf   one in which no rule finds anything (good/ likewise)
//	want.txt    what the rule says of bad
//	fixed.conf  bad after the rule's fixes (fixed/ likewise): what remains had no fix
//	bad.hcl     where the rule looks at a topology
//	platform    the release that the files are of, where the rule depends on it
//	daemon.txt  what nginx or httpd itself says of them (TestDaemonVerdicts)
func TestFixtures(t *testing.T) {
	for _, rule := range All() {
		t.Run(rule.ID, func(t *testing.T) {
			dir := filepath.Join(fixtures, rule.ID)
			platform := fixturePlatform(t, dir)
			bad := sources(t, dir, "bad")
			findings := lint.Run(estate(t, platform, bad), []*lint.Rule{rule})
			if len(findings) == 0 {
				t.Error("the rule finds nothing in its bad fixture")
			}
			compareFile(t, filepath.Join(dir, "want.txt"), render(findings))

			fixable := slices.ContainsFunc(findings, func(f lint.Finding) bool { return f.Fix != nil })
			if fixable {
				checkFixed(t, rule, platform, dir, bad, findings)
			}

			for _, f := range lint.Run(estate(t, platform, sources(t, dir, "good")), All()) {
				t.Errorf("good: %s", render([]lint.Finding{f}))
			}
		})
	}
}

// checkFixed applies the fixes until nothing is left to fix. What remains of the
// rule's findings are those that had no fix; no other rule has a warning for the
// fixed file, nor a word that it had not for the bad one.
func checkFixed(t *testing.T, rule *lint.Rule, platform *topology.Platform, dir string, files []lint.Source, findings []lint.Finding) {
	t.Helper()
	hasFix := func(f lint.Finding) bool { return f.Fix != nil }
	unfixable := len(slices.DeleteFunc(slices.Clone(findings), hasFix))
	before := countByRule(lint.Run(estate(t, platform, files), All()))
	for round := 0; slices.ContainsFunc(findings, hasFix); round++ {
		if round == 10 {
			t.Fatal("the fixes never end")
		}
		for i := range files {
			files[i].Src, _ = lint.ApplyFixes(files[i].Name, files[i].Src, findings)
		}
		findings = lint.Run(estate(t, platform, files), []*lint.Rule{rule})
	}
	for _, f := range files {
		compareFile(t, filepath.Join(dir, strings.Replace(f.Name, "bad", "fixed", 1)), string(f.Src))
	}
	if len(findings) > unfixable {
		t.Errorf("%d findings had no fix, and %d remain:\n%s", unfixable, len(findings), render(findings))
	}
	after := lint.Run(estate(t, platform, files), All())
	count := countByRule(after)
	for _, f := range after {
		if f.Rule != rule && (f.Rule.Severity >= lint.Warning || count[f.Rule] > before[f.Rule]) {
			t.Errorf("fixed: %s: %s", f.Rule.ID, render([]lint.Finding{f}))
		}
	}
}

func countByRule(findings []lint.Finding) map[*lint.Rule]int {
	count := make(map[*lint.Rule]int)
	for _, f := range findings {
		count[f.Rule]++
	}
	return count
}

func estate(t *testing.T, platform *topology.Platform, files []lint.Source) *lint.Estate {
	t.Helper()
	var topo *topology.Topology
	var configs []lint.Source
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".hcl") {
			configs = append(configs, f)
			continue
		}
		var diags hcl.Diagnostics
		if topo, diags = topology.Parse(map[string][]byte{f.Name: f.Src}, topology.Options{}); diags.HasErrors() {
			t.Fatal(diags)
		}
	}
	e := lint.NewEstate(topo, platform, configs)
	if len(e.Unknown) > 0 {
		t.Fatalf("the kind of %s cannot be told", e.Unknown[0].Name)
	}
	for _, f := range configs {
		if f.Path != "" { // of a tree, of which a fixture is all
			e.AddFolder(f.Host, path.Dir(f.Path), nil)
		}
	}
	return e
}

func fixturePlatform(t *testing.T, dir string) *topology.Platform {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "platform"))
	if err != nil {
		return nil
	}
	p := topology.LookupPlatform(strings.TrimSpace(string(text)))
	if p == nil {
		t.Fatalf("unknown platform %q", text)
	}
	return p
}

// sources reads a fixture: one file, or a folder of hosts.
func sources(t *testing.T, dir, name string) []lint.Source {
	t.Helper()
	var list []lint.Source
	files, _ := filepath.Glob(filepath.Join(dir, name+".*"))
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, lint.Source{Name: filepath.Base(file), Kind: kindOf(filepath.Base(dir)), Src: src})
	}
	folder := filepath.Join(dir, name)
	_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(folder, path)
		rel = strings.ReplaceAll(rel, "%3A", ":") // which no file of a module can have in its name
		host, onHost, _ := strings.Cut(filepath.ToSlash(rel), "/")
		list = append(list, lint.Source{Name: name + "/" + filepath.ToSlash(rel), Host: host, Path: "/" + onHost, Src: src})
		return nil
	})
	if len(list) == 0 {
		t.Fatalf("%s has no %s fixture", dir, name)
	}
	return list
}

// kindOf tells the kind of a single fixture from the rule's id.
func kindOf(id string) lint.Kind {
	for prefix, kind := range map[string]lint.Kind{
		"apache-": lint.KindApache, "nginx-": lint.KindNginx, "cluster-": lint.KindClusterConf,
		"ifcfg-": lint.KindIfcfg, "modprobe-": lint.KindModprobe, "hosts-": lint.KindHosts, "fstab-": lint.KindFstab,
	} {
		if strings.HasPrefix(id, prefix) {
			return kind
		}
	}
	return ""
}

func render(findings []lint.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s:%d:%d-%d: %s: %s\n", f.Range.Filename, f.Range.Start.Line, f.Range.Start.Column, f.Range.End.Column, f.Rule.Severity, f.Message)
	}
	return b.String()
}

func compareFile(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// A rule is one file, one line in All and its fixtures.
func TestRulesAreComplete(t *testing.T) {
	id := regexp.MustCompile(`^(apache|nginx|cluster|ifcfg|modprobe|hosts|fstab|topology|estate)-[a-z0-9-]+$`)
	listed := make(map[string]bool)
	var before string
	for _, r := range All() {
		if r.ID <= before {
			t.Errorf("%s stands after %s: All is sorted", r.ID, before)
		}
		before = r.ID
		listed[r.ID] = true
		if !id.MatchString(r.ID) || r.Severity == 0 {
			t.Errorf("%s: the id or the severity is wrong", r.ID)
		}
		if title := r.Title(); title == "" || strings.HasSuffix(title, ".") || !strings.Contains(r.Doc, "Source: ") || strings.Count(r.Doc, "\n\n") < 3 {
			t.Errorf("%s: Doc is a title, why, what to do, and Source: …", r.ID)
		}
		if _, err := os.Stat(strings.ReplaceAll(r.ID, "-", "_") + ".go"); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
	folders, err := os.ReadDir(fixtures)
	if err != nil || len(folders) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, f := range folders {
		if f.IsDir() && !listed[f.Name()] {
			t.Errorf("%s has fixtures and is not in All", f.Name())
		}
	}
}
