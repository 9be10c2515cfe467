package hagen

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
)

func TestGroups(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		one   bool
		want  map[string][]string
	}{
		{"one topology has all", []string{"site/t.hcl", "a/etc/hosts", "/srv/etc/hosts"}, false,
			map[string][]string{"": {"/srv/etc/hosts", "a/etc/hosts", "site/t.hcl"}}},
		{"two files of a folder are one", []string{"site/t.hcl", "site/u.hcl"}, false, map[string][]string{"": {"site/t.hcl", "site/u.hcl"}}},
		{"the nearest folder counts", []string{"t.hcl", "a/t.hcl", "a/b/etc/hosts", "c/etc/hosts", "../etc/hosts", "/etc/hosts"}, false,
			map[string][]string{".": {"c/etc/hosts", "t.hcl"}, "a": {"a/b/etc/hosts", "a/t.hcl"}, "": {"../etc/hosts", "/etc/hosts"}}},
		{"absolute", []string{"/t.hcl", "/srv/t.hcl", "/srv/x/etc/hosts", "/etc/hosts"}, false,
			map[string][]string{"/": {"/etc/hosts", "/t.hcl"}, "/srv": {"/srv/t.hcl", "/srv/x/etc/hosts"}}},
		{"said to be one", []string{"a/t.hcl", "b/t.hcl"}, true, map[string][]string{"": {"a/t.hcl", "b/t.hcl"}}},
		{"a kind that was given counts", []string{"a/t.hcl", "b/t.txt"}, false, map[string][]string{"a": {"a/t.hcl"}, "b": {"b/t.txt"}}},
		{"nothing", nil, false, map[string][]string{"": nil}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := make(map[string][]byte)
			for _, name := range c.files {
				files[name] = nil
			}
			got := make(map[string][]string)
			for _, g := range groups(files, LintOptions{OneTopology: c.one, Kinds: map[string]lint.Kind{"b/t.txt": lint.KindTopology}}) {
				got[g.folder] = slices.Sorted(maps.Keys(g.files))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What is a secret in one topology is not shown beside the other either.
func TestLintHidesTheSecretsOfAllTopologies(t *testing.T) {
	topology := func(secret string) []byte {
		return []byte("variable \"v\" {\n  sensitive = true\n  default = \"" + secret + "\"\n}\n")
	}
	r, _ := Lint(map[string][]byte{"a/t.hcl": topology("first-one"), "b/t.hcl": topology("second-one")}, LintOptions{})
	if got := r.Secrets.Mask("first-one second-one"); got != "(sensitive value) (sensitive value)" {
		t.Error(got)
	}
}
