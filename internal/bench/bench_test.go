package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/lint"
)

// What is measured must be what it is said to be: files that hagen reads and has
// little to say of, at every size.
func TestInputs(t *testing.T) {
	for _, c := range comparisons {
		t.Run(c.title, func(t *testing.T) {
			files := make(map[string][]byte)
			for _, f := range c.input(c.sizes[0]) {
				files[f.name] = f.src
			}
			r, diags := hagen.Lint(files, hagen.LintOptions{})
			if diags.HasErrors() || len(r.Unknown) > 0 {
				t.Fatal(diags, r.Unknown)
			}
			warned := 0
			for _, f := range r.Findings {
				if f.Rule.Severity > lint.Info {
					warned++
					t.Logf("%s: %s [%s]", f.Range, f.Message, f.Rule.ID)
				}
			}
			if warned > 0 {
				t.Errorf("%d findings from warnings up", warned)
			}
		})
	}
}

// The templates write what hagen writes, byte for byte.
func TestTemplateWritesTheSame(t *testing.T) {
	topology := dynamicSites(50)[0]
	r, diags := hagen.Build(map[string][]byte{topology.name: topology.src}, hagen.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	built := make(map[string]string)
	for _, o := range r.Outputs {
		if o.Path != "/etc/network/interfaces.d/hagen" {
			built[o.Host+o.Path] = string(o.Content)
		}
	}
	files, err := templateSites(50)
	if err != nil {
		t.Fatal(err)
	}
	written := make(map[string]string)
	for _, f := range files {
		written[f.name] = string(f.src)
	}
	if diff := cmp.Diff(built, written); diff != "" {
		t.Error(diff)
	}
}
