package hagen_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/lint"
)

// mutations is how much of each text is left out between two variants: 1 tries
// every byte and every token.
var mutations = flag.Int("mutations", 400, "try every n-th variant of each file")

// Whatever is done to a file, lint and build end with a result in which every
// error, finding and edit has its place in the files.
func TestMutations(t *testing.T) {
	var tried atomic.Int64
	for name, src := range mutable(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			base := filepath.Base(name)
			host, isHost := hostFile(name)
			if isHost {
				base = host
			}
			kind := fixtureKind(name, base, src)
			for what, variant := range variants(src, *mutations) {
				tried.Add(1)
				tryVariant(t, base, kind, what, variant)
			}
		})
	}
	t.Cleanup(func() {
		if tried.Load() < 1000 {
			t.Errorf("only %d variants", tried.Load())
		}
		t.Logf("%d variants", tried.Load())
	})
}

// mutable returns the topologies and the fixtures of all rules.
func mutable(t testing.TB) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	for _, root := range []string{"examples", "testdata/build", "testdata/rules", "testdata/clean"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			base := filepath.Base(name)
			switch {
			case err != nil || d.IsDir():
				return err
			case strings.Contains(name, "/want/"), base == "want.txt", base == "daemon.txt", base == "platform", base == "README.md":
				return nil // what is expected of others
			}
			files[filepath.ToSlash(name)], err = os.ReadFile(name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 100 {
		t.Fatalf("%d files", len(files))
	}
	return files
}

// fixtureKind is the kind of a fixture, whatever a variant of it looks like.
func fixtureKind(name, base string, src []byte) lint.Kind {
	kind := lint.KindOf(base, src)
	if kind == "" && strings.Contains(name, "/nginx-") { // directives that other programs have too
		kind = lint.KindNginx
	}
	return kind
}

// hostFile is the name of a file of a fixture as that of a host.
func hostFile(name string) (string, bool) {
	if i := strings.Index(name, "/etc/"); i >= 0 {
		return "host" + name[i:], true
	}
	return "", false
}

var word = regexp.MustCompile(`[\pL\pN_.-]+|[ \t]+|(?s).`)

// flipped are what a token is changed into, by turns.
var flipped = []string{"", "x", "-1", "99999999999999999999", `"`, "'", "{", "}", "<", ">", ";", "\\", "\x00", "\xff", "$", "${", "%{", "é", "\n", "<!--", "=", "#"}

// variants yields every step-th of the texts that come of cutting src, and of
// deleting, doubling, exchanging and changing its tokens.
func variants(src []byte, step int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for i := 0; i < len(src); i += step {
			if !yield(fmt.Sprintf("cut at %d", i), src[:i]) {
				return
			}
		}
		tokens := word.FindAllIndex(src, -1)
		for i := 0; i < len(tokens); i += max(1, step/8) {
			from, to := tokens[i][0], tokens[i][1]
			next := to
			if i+1 < len(tokens) {
				next = tokens[i+1][1]
			}
			flip := flipped[i%len(flipped)]
			for _, v := range []struct {
				what   string
				middle []byte
				rest   int
			}{
				{"without", nil, to},
				{"twice", slices.Concat(src[from:to], []byte(" "), src[from:to]), to},
				{"exchanged", slices.Concat(src[to:next], src[from:to]), next},
				{fmt.Sprintf("with %q for", flip), []byte(flip), to},
			} {
				if !yield(fmt.Sprintf("%s %q at %d", v.what, src[from:to], from), slices.Concat(src[:from], v.middle, src[v.rest:])) {
					return
				}
			}
		}
	}
}

// tryVariant lints a text as a file of a kind, and builds it where it is a topology.
func tryVariant(t *testing.T, name string, kind lint.Kind, what string, src []byte) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v", what, r)
		}
	}()
	files := map[string][]byte{name: src}
	r, diags := hagen.Lint(files, hagen.LintOptions{Kinds: map[string]lint.Kind{name: kind}})
	if kind != "" && len(r.Unknown) > 0 {
		t.Errorf("%s: nobody looked at it", what)
	}
	checkDiagnostics(t, what, diags, r.Files)
	for _, f := range r.Findings {
		checkRange(t, what+": "+f.Rule.ID, f.Range, r.Files)
		for _, related := range f.Related {
			checkRange(t, what+": "+f.Rule.ID, related.Range, r.Files)
		}
		if f.Fix != nil {
			for _, e := range f.Fix.Edits {
				checkRange(t, what+": the fix of "+f.Rule.ID, e.Range, files)
			}
		}
	}
	fixable := slices.DeleteFunc(slices.Clone(r.Findings), func(f lint.Finding) bool { return f.Fix == nil })
	if fixed, n := lint.ApplyFixes(name, src, fixable); n == 0 && !bytes.Equal(fixed, src) {
		t.Errorf("%s: no fix, and the file changed", what)
	}
	if strings.HasSuffix(name, ".hcl") {
		built, diags := hagen.Build(files, hagen.Options{})
		checkDiagnostics(t, what, diags, files)
		if diags.HasErrors() && len(built.Outputs) > 0 {
			t.Errorf("%s: outputs beside errors", what)
		}
	}
}

func checkDiagnostics(t *testing.T, what string, diags hcl.Diagnostics, files map[string][]byte) {
	t.Helper()
	for _, d := range diags {
		if d.Subject == nil || d.Summary == "" || d.Detail == "" {
			t.Errorf("%s: incomplete: %v", what, d)
			continue
		}
		if d.Summary == "Internal error" {
			t.Errorf("%s: %v", what, d)
		}
		checkRange(t, what+": "+d.Summary, *d.Subject, files)
	}
}

// checkRange looks whether a range stands in a file.
func checkRange(t *testing.T, what string, r hcl.Range, files map[string][]byte) {
	t.Helper()
	src, ok := files[r.Filename]
	lines := bytes.Count(src, []byte("\n")) + 1
	if !ok || r.Start.Byte < 0 || r.Start.Byte > r.End.Byte || r.End.Byte > len(src) || r.Start.Line < 1 || r.Start.Column < 1 || r.End.Line > lines {
		t.Errorf("%s: %#v is no place in %d bytes and %d lines (known: %v)", what, r, len(src), lines, ok)
	}
}
