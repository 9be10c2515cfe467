package hagen_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/internal/cost"
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// lintCost is what a look at one file keeps to, all rules and what they find
// included. The constant is for a topology's empty estate and its functions.
var lintCost = cost.Limit{PerByte: 8192, Constant: 1 << 23, Time: time.Second}

// seeds are how many files the fuzzing of a format begins with, and largestSeed how
// large they are: more cost more time than they are worth.
const (
	seeds       = 60
	largestSeed = 2000
)

// fuzzLint lints arbitrary bytes as the file of a name. It begins with fixtures of
// that kind of file.
func fuzzLint(f *testing.F, name string) {
	kind := lint.KindOf(name, nil)
	files := mutable(f)
	var fit [][]byte
	for _, file := range slices.Sorted(maps.Keys(files)) {
		base := filepath.Base(file)
		if host, ok := hostFile(file); ok {
			base = host
		}
		if src := files[file]; len(src) <= largestSeed && lint.KindOf(base, src) == kind {
			fit = append(fit, src)
		}
	}
	if len(fit) == 0 {
		f.Fatalf("no file is of the kind of %s", name)
	}
	for i := 0; i < len(fit); i += 1 + len(fit)/seeds {
		f.Add(fit[i])
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		files := map[string][]byte{name: src}
		cost.Check(t, len(src), lintCost, func() { hagen.Lint(files, hagen.LintOptions{}) })
		tryVariant(t, name, kind, "these bytes", src)
	})
}

func FuzzLintNginx(f *testing.F)    { fuzzLint(f, "host/etc/nginx/nginx.conf") }
func FuzzLintApache(f *testing.F)   { fuzzLint(f, "host/etc/httpd/conf/httpd.conf") }
func FuzzLintCluster(f *testing.F)  { fuzzLint(f, "host/etc/cluster/cluster.conf") }
func FuzzLintIfcfg(f *testing.F)    { fuzzLint(f, "host/etc/sysconfig/network-scripts/ifcfg-eth0") }
func FuzzLintModprobe(f *testing.F) { fuzzLint(f, "host/etc/modprobe.d/bonding.conf") }
func FuzzLintFstab(f *testing.F)    { fuzzLint(f, "host/etc/fstab") }
func FuzzLintHosts(f *testing.F)    { fuzzLint(f, "host/etc/hosts") }
func FuzzLintTopology(f *testing.F) { fuzzLint(f, "t.hcl") }

// Configurations as people and hagen write them cost a parser no more than 100 bytes of
// memory for each byte.
func TestParsersKeepToTheirCost(t *testing.T) {
	parsers := map[lint.Kind]func(src []byte){
		lint.KindNginx:       func(src []byte) { nginx.Parse("f", src) },
		lint.KindApache:      func(src []byte) { apache.Parse("f", src) },
		lint.KindClusterConf: func(src []byte) { clusterconf.Parse("f", src) },
		lint.KindIfcfg:       func(src []byte) { ifcfg.Parse("f", src) },
		lint.KindModprobe:    func(src []byte) { ifcfg.ParseModprobe("f", src) },
		lint.KindHosts:       func(src []byte) { hosts.Parse("f", src) },
	}
	texts := make(map[lint.Kind][]byte)
	for _, root := range []string{"testdata/build", "testdata/clean"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			host, ok := hostFile(filepath.ToSlash(name))
			if err != nil || d.IsDir() || !ok {
				return err
			}
			src, err := os.ReadFile(name)
			kind := lint.KindOf(host, src)
			texts[kind] = append(texts[kind], src...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for kind, parse := range parsers {
		src := texts[kind]
		if len(src) < 1000 {
			t.Errorf("%v: only %d bytes", kind, len(src))
		}
		cost.Check(t, len(src), cost.Written, func() { parse(src) })
		allocated, _ := cost.Of(func() { parse(src) })
		t.Logf("%v: %d bytes of memory for each of %d bytes", kind, allocated/max(len(src), 1), len(src))
	}
}
