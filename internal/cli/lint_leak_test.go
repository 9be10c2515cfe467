package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/pkg/lint"
)

// password finds passwords that are written out.
var password = regexp.MustCompile(`(?i)(\bpass(?:wd|word|phrase)?["']?\s*[=:]\s*["'])[^"'\s]+(["'])`)

// unguessed stands for a password: it is in no rule's text.
const unguessed = "q7Zk93xW"

// What the files of the rules' fixtures have for passwords is in no format of what
// is found in them.
func TestFixturesDoNotLeak(t *testing.T) {
	const fixtures = "../../testdata/rules"
	rules, err := os.ReadDir(fixtures)
	if err != nil || len(rules) == 0 {
		t.Fatal(err)
	}
	seen := 0
	for _, rule := range rules {
		files, secret := fixtureFiles(t, filepath.Join(fixtures, rule.Name()))
		if !secret {
			continue
		}
		seen++
		for _, text := range everyFormat(t, files) {
			for line := range strings.Lines(text) {
				if strings.Contains(line, unguessed) {
					t.Errorf("%s: %s", rule.Name(), line)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no fixture has a password")
	}
}

// fixtureFiles are the files of a rule's bad fixture, with passwords that nobody
// guesses; secret tells whether there are any.
func fixtureFiles(t testing.TB, dir string) (files map[string][]byte, secret bool) {
	t.Helper()
	files = make(map[string][]byte)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		if err != nil || d.IsDir() || !strings.HasPrefix(rel, "bad") {
			return err
		}
		src, err := os.ReadFile(name)
		if filepath.Ext(rel) == ".xml" {
			rel = "cluster.conf"
		}
		secret = secret || password.Match(src)
		files[filepath.ToSlash(rel)] = password.ReplaceAll(src, []byte("${1}"+unguessed+"${2}"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, secret
}

func everyFormat(t *testing.T, files map[string][]byte) []string {
	t.Helper()
	result, diags := hagen.Lint(files, hagen.LintOptions{})
	r := findings.New(findings.Run{
		Findings: result.Findings, Diagnostics: diags, Files: result.Files, Secrets: result.Secrets, FailLevel: lint.Warning,
	})
	var texts []string
	for _, format := range findings.Formats() {
		var b strings.Builder
		if err := findings.Write(&b, r, format, findings.Look{}); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, b.String())
	}
	return texts
}
