package rules

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// The files of the article on bonds, on the release that it was written for: what
// the rules say of them, of every severity.
func TestBondArticle(t *testing.T) {
	const dir = "../../../testdata/articles/bonded"
	var files []lint.Source
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		name := filepath.ToSlash(rel)
		files = append(files, lint.Source{Name: name, Host: "bonded", Path: "/" + name, Src: src})
		return err
	})
	if err != nil || len(files) != 4 {
		t.Fatalf("%d files of the article: %v", len(files), err)
	}
	e := lint.NewEstate(nil, topology.LookupPlatform("rhel5"), files)
	if diags := e.Diagnostics(); len(diags) != 2 {
		t.Errorf("the parser reports the two commands that the typographic quotes make: %v", diags)
	}
	var got []string
	for _, f := range lint.Run(e, All()) {
		got = append(got, filepath.Base(f.Range.Filename)+": "+f.Rule.Severity.String()+": "+f.Rule.ID)
	}
	want := []string{
		"modprobe.conf: info: modprobe-bond-options-module",
		"modprobe.conf: info: modprobe-bond-max-bonds-default",
		"modprobe.conf: info: ifcfg-bond-mode-number",
		"ifcfg-bond0: info: ifcfg-key-deprecated",
		"ifcfg-eth0: error: ifcfg-typographic-quotes",
		"ifcfg-eth0: info: ifcfg-slave-keys-differ",
		"ifcfg-eth0: info: ifcfg-value-empty",
		"ifcfg-eth0: info: ifcfg-key-unknown",
		"ifcfg-eth0: info: ifcfg-slave-keys-differ",
		"ifcfg-eth0: info: ifcfg-value-empty",
		"ifcfg-eth1: error: ifcfg-hwaddr-duplicate", // the same placeholder twice
		"ifcfg-eth1: error: ifcfg-typographic-quotes",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// The article's text cables each card to a switch of its own, in balance-rr: the
// estate that describes it says so, and nothing else does.
func TestBondArticleSwitches(t *testing.T) {
	const file = "../../../examples/everlinux/topology.hcl"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	topo, diags := topology.Parse(map[string][]byte{"topology.hcl": src}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	findings := lint.Run(lint.NewEstate(topo, nil, nil), []*lint.Rule{topologyBondIndependentSwitches})
	if len(findings) != 1 {
		t.Fatalf("got %s", render(findings))
	}
	const want = "bond0 of app-01 is in mode balance-rr, and its slaves are cabled to sw-a and sw-b, which are no stack"
	if got := findings[0].Message; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
