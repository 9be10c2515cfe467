package unified

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func asIs(l Line) string { return l.Text }

func TestDiff(t *testing.T) {
	for _, tc := range []struct{ name, old, new, want string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"both empty", "", "", ""},
		{"created", "", "a\nb\n", "--- old\n+++ new\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
		{"removed", "a\n", "", "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n"},
		{"no newline at the end", "a", "b\n", "--- old\n+++ new\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"},
		{
			"two hunks", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "one\n2\n3\n4\n5\n6\n7\n8\n9\nten\neleven\n",
			"--- old\n+++ new\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -7,4 +7,5 @@\n 7\n 8\n 9\n-10\n+ten\n+eleven\n",
		},
		{
			"joined", "1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n",
			"--- old\n+++ new\n@@ -1,8 +1,8 @@\n-1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Diff("old", "new", tc.old, tc.new, asIs)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestShow(t *testing.T) {
	got := Diff("old", "new", "a\nb\nc\n", "a\nB\nc\n", func(l Line) string {
		if l.Kind == ' ' {
			return l.Text
		}
		return "hidden"
	})
	if want := "--- old\n+++ new\n@@ -1,3 +1,3 @@\n a\n-hidden\n+hidden\n c\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What patch(1) makes of the old text and the diff is the new text.
func TestPatchAppliesIt(t *testing.T) {
	patch, err := exec.LookPath("patch")
	if err != nil {
		t.Skip("patch(1) is not installed: ", err)
	}
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 1, 40), func(lines []string) string {
			return strings.Join(lines, "\n") + "\n"
		})
		before, after := text.Draw(t, "old"), text.Draw(t, "new")
		diff := Diff("old", "new", before, after, asIs)
		if diff == "" {
			if before != after {
				t.Fatal("a difference is lost")
			}
			return
		}
		file := filepath.Join(dir, "file")
		if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(patch, "--silent", "--fuzz=0", file)
		cmd.Stdin = strings.NewReader(diff)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, diff)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != after {
			t.Fatalf("patched to %q, want %q", got, after)
		}
	})
}
