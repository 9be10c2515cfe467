package cli

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/findings"
	"github.com/everlinux/hagen/pkg/lint"
)

// fixable are names of files, one of each format whose files --fix mends.
var fixable = []string{
	"h/etc/nginx/nginx.conf", "h/etc/httpd/conf/httpd.conf", "h/etc/cluster/cluster.conf",
	"h/etc/sysconfig/network-scripts/ifcfg-bond0", "h/etc/modprobe.d/bonding.conf", "h/etc/hosts", "t.hcl",
}

// What fixes leave is fixed: they find nothing more to do there, and it can be read
// where it could be before.
func FuzzFix(f *testing.F) {
	for name, src := range mended(f) {
		for i, other := range fixable {
			if lint.KindOf(name, src) == lint.KindOf(other, nil) {
				f.Add(uint8(i), src)
			}
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, src []byte) {
		name := fixable[int(which)%len(fixable)]
		rounds := 0
		look := func(files map[string][]byte) *lookedAt {
			rounds++
			result, diags := hagen.Lint(files, hagen.LintOptions{})
			return &lookedAt{
				report: findings.New(findings.Run{Findings: result.Findings, Diagnostics: diags, Files: result.Files, Secrets: result.Secrets}),
				errors: len(diags.Errs()),
			}
		}
		before := map[string][]byte{name: src}
		errors := look(before).errors
		rounds = 0
		once, looked := fixAll(before, look)
		if looked.errors > errors {
			t.Fatalf("%d errors became %d:\n%q\n%q", errors, looked.errors, src, once[name])
		}
		if rounds > maxRounds {
			t.Fatalf("not done after %d rounds:\n%q\n%q", maxRounds, src, once[name])
		}
		twice, _ := fixAll(once, look)
		if !bytes.Equal(once[name], twice[name]) {
			t.Fatalf("fixed once:\n%q\ntwice:\n%q", once[name], twice[name])
		}
	})
}

// mended are the fixtures of rules that have a fix, by name.
func mended(f *testing.F) map[string][]byte {
	const fixtures = "../../testdata/rules"
	dirs, err := filepath.Glob(fixtures + "/*")
	if err != nil || len(dirs) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	all := make(map[string][]byte)
	for _, dir := range dirs {
		files, _ := fixtureFiles(f, dir)
		for name, src := range files {
			all[filepath.Base(dir)+"/"+name] = src
		}
	}
	return all
}
