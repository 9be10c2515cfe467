package findings

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
	"github.com/everlinux/hagen/pkg/lint"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Three rules that look for nothing: the tests say what they found.
var (
	brokenRule = &lint.Rule{ID: "nginx-broken", Severity: lint.Error, Doc: "A title\n\nWhy it bites,\nand when.\n\nWhat to do.\n\nSource: a manual."}
	slowRule   = &lint.Rule{ID: "nginx-slow", Severity: lint.Warning, Doc: "Slow\n\nIt is slow."}
	oddRule    = &lint.Rule{ID: "apache-odd", Severity: lint.Info, Doc: "Odd <&> \"quoted\"\n\nIt is `odd`."}
)

// The names and texts of the example are those that formats stumble over.
const (
	oddName  = "conf d/50%, a:b#é.conf"
	markName = "mark.conf"
	hclName  = "estate/t.hcl"
	genName  = "lb-01/etc/nginx/nginx.conf"
	ownName  = "/srv/estate/own.conf"
)

func exampleFiles() map[string][]byte {
	return map[string][]byte{
		oddName:  []byte("# ünï\ncode\r\ne\u0301\U0001f600 worker_processes 1;\npasswd=\"hunter22\" x; # \x1b[31m\n"),
		markName: []byte("\ufeffuser www;\n"),
		hclName:  []byte("host \"lb-01\" {\n  platform = \"x\"\n}\n"),
		genName:  []byte("worker_processes 1;\n"),
		ownName:  []byte("one two\nthree\n"),
	}
}

// at is the range of a text in a file of the example.
func at(file, text string) hcl.Range {
	src := exampleFiles()[file]
	i := bytes.Index(src, []byte(text))
	if i < 0 {
		panic(text + " is not in " + file)
	}
	return source.NewLines(src).Range(file, i, i+len(text))
}

// example is a run with every sort of finding.
func example() Run {
	hclColumns := at(oddName, "worker_processes")
	hclColumns.Start.Column, hclColumns.End.Column = 4, 20 // HCL takes e and its accent for one
	secret := at(oddName, `"hunter22"`)
	two := lint.Finding{Rule: slowRule, Message: "both", Range: at(genName, "worker_processes"), Origin: at(hclName, "lb-01")}
	again := two
	again.Range.Filename = "lb-02/etc/nginx/nginx.conf"
	platform := at(hclName, `"x"`)
	gone := at(hclName, "host")
	return Run{
		Findings: []lint.Finding{
			{Rule: brokenRule, Message: "100% <broken>, \"said\" the daemon: ]]> & such", Range: hclColumns,
				Related: []lint.Related{{Message: "first here", Range: at(markName, "user")}},
				Fix:     &lint.Fix{Edits: []lint.Edit{{Range: at(oddName, "1;"), Text: "auto;\n\t\"é\""}, {Range: at(oddName, "# ünï"), Text: ""}}}},
			{Rule: slowRule, Message: "spans lines", Range: at(oddName, "code\r\ne")},
			{Rule: oddRule, Message: "the password hunter22 is \"hunter22\"\x1b[2J", Range: at(oddName, "x;"),
				Fix: lint.Replace(secret, `"hunter22!"`)},
			{Rule: oddRule, Message: "after the mark", Range: at(markName, "www")},
			two, again,
			{Rule: oddRule, Message: "inside of the working directory", Range: at(ownName, "three")},
			lint.Unread("gone.conf", "cannot be read: no such file or directory"),
		},
		Diagnostics: hcl.Diagnostics{
			{Severity: hcl.DiagError, Summary: "Unknown platform", Detail: "There is no \"x\".\nThere are others.", Subject: &platform},
			{Severity: hcl.DiagError, Summary: "Unknown platform", Detail: "There is no \"x\".\nThere are others.", Subject: &platform},
			{Severity: hcl.DiagWarning, Summary: "Old word", Detail: "host is old.", Subject: &gone},
		},
		Files:     exampleFiles(),
		Looked:    []string{oddName, markName, hclName, ownName, "clean.conf"},
		Generated: []string{genName, "lb-02/etc/nginx/nginx.conf"},
		Rules:     []*lint.Rule{brokenRule, slowRule, oddRule}, FailLevel: lint.Warning,
		Root: "/srv/estate", Version: "v1.2.3",
	}
}

func written(t *testing.T, r *Report, format string) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, r, format, Look{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each format of the example, and of a run that found nothing.
func TestGolden(t *testing.T) {
	for _, format := range Formats() {
		for name, run := range map[string]Run{"example": example(), "nothing": {Looked: []string{"clean.conf"}, FailLevel: lint.Warning}} {
			file := filepath.Join("testdata", "golden", name+"."+format)
			got := written(t, New(run), format)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s -want +got:\n%s", file, diff)
			}
		}
	}
}

// No form of a report has a secret in it, nor bytes that steer a terminal.
func TestNothingLeaks(t *testing.T) {
	r := New(example())
	for _, format := range Formats() {
		if text := written(t, r, format); strings.Contains(text, "hunter22") || strings.Contains(text, "\x1b") {
			t.Errorf("%s: %s", format, text)
		}
	}
	// A fingerprint that is made of a secret tells which of a list of guesses it is.
	guess := example()
	guess.Files[oddName] = bytes.ReplaceAll(guess.Files[oddName], []byte("hunter22"), []byte("letmein1"))
	for i, f := range New(guess).Findings {
		if f.Fingerprint != r.Findings[i].Fingerprint {
			t.Errorf("%s has another fingerprint with another secret", f.Rule.ID)
		}
	}
}

// Positions are those that other programs count.
func TestPositions(t *testing.T) {
	want := map[string]hcl.Pos{
		"nginx-broken": {Line: 3, Column: 5, Byte: 22}, // e, its accent, the face and a space are four code points
		"apache-odd":   {Line: 1, Column: 6, Byte: 8},  // the mark is no character, and three bytes
	}
	for _, f := range New(example()).Findings {
		if pos, ok := want[f.Rule.ID]; ok && (f.Rule != oddRule || f.At.Filename == markName) && f.At.Start != pos {
			t.Errorf("%s starts at %+v, want %+v", f.Rule.ID, f.At.Start, pos)
		}
	}
}

// fingerprintOf is the fingerprint of a finding on the line that begins with a word.
func fingerprintsOf(text, word string, n int) []string {
	run := Run{Files: map[string][]byte{"f": []byte(text)}}
	lines := source.NewLines([]byte(text))
	for i := 0; len(run.Findings) < n; i++ {
		i += strings.Index(text[i:], word)
		run.Findings = append(run.Findings, lint.Finding{Rule: slowRule, Message: "m", Range: lines.Range("f", i, i+len(word))})
	}
	var list []string
	for _, f := range New(run).Findings {
		list = append(list, f.Fingerprint)
	}
	return list
}

func TestFingerprints(t *testing.T) {
	base := fingerprintsOf("a\nlisten 80;\nb\n", "listen", 1)[0]
	for text, same := range map[string]bool{
		"listen 80;":                   true,
		"# moved\n\n\t listen   80;\r": true,
		"listen 81;":                   false,
		"listen 80; # why":             false,
	} {
		if got := fingerprintsOf(text, "listen", 1)[0]; (got == base) != same {
			t.Errorf("%q: same is %v, want %v", text, got == base, same)
		}
	}
	twice := fingerprintsOf("listen 80;\nlisten 80;\n", "listen", 2)
	if twice[0] != base || twice[1] == base {
		t.Errorf("equal lines: %v, the first should be %s", twice, base)
	}
	if again := fingerprintsOf("listen 80;\nx\nlisten 80;\n", "listen", 2); !cmp.Equal(again, twice) {
		t.Errorf("%v and %v", again, twice)
	}
}
