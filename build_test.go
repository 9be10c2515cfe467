package hagen

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

const everlinux = "examples/everlinux/topology.hcl"

func sources(t testing.TB, name string) map[string][]byte {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{name: src}
}

// previous is what the hosts have after a build.
func previous(r *Result) map[string][]byte {
	files := make(map[string][]byte)
	for _, o := range r.Outputs {
		files[o.Host+o.Path] = o.Content
	}
	return files
}

func build(t testing.TB, files map[string][]byte, o Options) *Result {
	t.Helper()
	r, diags := Build(files, o)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return r
}

func TestBuildIsDeterministic(t *testing.T) {
	topologies, err := filepath.Glob("testdata/build/*/topology.hcl")
	if err != nil || len(topologies) == 0 {
		t.Fatalf("no topologies: %v", err)
	}
	for _, name := range append(topologies, everlinux) {
		files := sources(t, name)
		first := build(t, files, Options{})
		if len(first.Outputs) == 0 {
			t.Fatalf("%s: no outputs", name)
		}
		for range 100 {
			again := build(t, files, Options{})
			if !slices.EqualFunc(first.Outputs, again.Outputs, func(a, b Output) bool {
				return a.Host == b.Host && a.Path == b.Path && a.Mode == b.Mode && bytes.Equal(a.Content, b.Content) && slices.Equal(a.Lines, b.Lines)
			}) {
				t.Fatalf("%s: %s", name, cmp.Diff(first.Outputs, again.Outputs))
			}
		}
	}
}

func TestOutputs(t *testing.T) {
	r := build(t, sources(t, everlinux), Options{Variables: topology.Options{Vars: map[string]string{"vcenter_password": "hunter22"}}})
	secrets := 0
	for i, o := range r.Outputs {
		name := o.Host + o.Path
		if i > 0 && name <= r.Outputs[i-1].Host+r.Outputs[i-1].Path {
			t.Errorf("%s is out of order", name)
		}
		if lines := strings.Count(string(o.Content), "\n"); lines != len(o.Lines) {
			t.Errorf("%s: %d origins for %d lines", name, len(o.Lines), lines)
		}
		plain := fs.FileMode(0o644)
		if strings.HasSuffix(o.Path, ".sh") {
			plain = 0o755
		}
		want := plain
		if strings.Contains(string(o.Content), "hunter22") {
			want = 0o640
			secrets++
			for n, line := range strings.Split(string(o.Content), "\n") {
				if strings.Contains(line, "hunter22") && !o.Lines[n].Sensitive {
					t.Errorf("%s:%d holds a secret and is not sensitive", name, n+1)
				}
			}
		}
		if o.Mode != want || o.Sensitive != (want != plain) {
			t.Errorf("%s: mode %04o, sensitive %v", name, o.Mode, o.Sensitive)
		}
	}
	if secrets != 3 {
		t.Errorf("%d files hold the password, want one for each node", secrets)
	}
}

func clusterVersions(r *Result) map[string]string {
	versions := make(map[string]string)
	for _, o := range r.Outputs {
		if ok, _ := path.Match(PreviousFiles, o.Host+o.Path); ok {
			_, rest, _ := strings.Cut(string(o.Content), `config_version="`)
			versions[o.Host], _, _ = strings.Cut(rest, `"`)
		}
	}
	return versions
}

func TestConfigVersion(t *testing.T) {
	files := sources(t, everlinux)
	all := func(version int) map[string]string {
		v := fmt.Sprint(version)
		return map[string]string{"cluster-01-node-01": v, "cluster-01-node-02": v, "cluster-01-node-03": v}
	}
	check := func(what string, r *Result, want map[string]string) {
		t.Helper()
		if diff := cmp.Diff(want, clusterVersions(r)); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	first := build(t, files, Options{})
	check("the topology's own", first, all(10))
	check("nothing changed", build(t, files, Options{Previous: previous(first)}), all(10))

	changed := Options{Previous: previous(first), Variables: topology.Options{Vars: map[string]string{"vcenter_password": "hunter22"}}}
	second := build(t, files, changed)
	check("changed", second, all(11))
	changed.Previous = previous(second)
	check("not changed again", build(t, files, changed), all(11))

	// One node is ahead of the others: all of them get past it.
	node := "cluster-01-node-02/etc/cluster/cluster.conf"
	changed.Previous[node] = []byte(strings.Replace(string(changed.Previous[node]), `"11"`, `"15"`, 1))
	check("one node is ahead", build(t, files, changed), all(15))
	changed.Previous[node] = []byte(`<cluster config_version="20"><clusternodes/></cluster>`)
	check("one node is ahead and differs", build(t, files, changed), all(21))
	changed.Previous[node] = []byte("no XML at all")
	check("one node has something else", build(t, files, changed), all(11))
}

// A mistake leaves no half-built estate, and its text shows no secret.
func TestErrors(t *testing.T) {
	src := `
variable "pw" {
  default   = "hunter22"
  sensitive = true
}
host "a" {
  platform = "rhel7"
  interface "eth0" { address = "10.0.0.1/24" }
}
host "b" {
  platform = "rhel7"
  interface "eth0" { address = "10.0.0.2/24" }
}
fence_device "f" {
  agent    = var.pw
  address  = "10.0.0.9"
  login    = "root"
  password = var.pw
}
cluster "c" {
  node "a" {
    host = host.a
    fence "m" {
      device = fence_device.f
      port   = "1"
    }
  }
  node "b" {
    host = host.b
    fence "m" {
      device = fence_device.f
      port   = "2"
    }
  }
}
`
	r, diags := Build(map[string][]byte{"t.hcl": []byte(src)}, Options{})
	if !diags.HasErrors() || r.Outputs != nil || r.Topology == nil {
		t.Errorf("%d outputs, %v", len(r.Outputs), diags)
	}
	for i, d := range diags {
		if strings.Contains(d.Error(), "hunter22") {
			t.Error(d)
		}
		for _, other := range diags[:i] {
			if cmp.Equal(d, other, cmpopts.IgnoreUnexported()) {
				t.Errorf("said twice: %v", d)
			}
		}
	}
	if r, diags := Build(nil, Options{}); diags.HasErrors() || len(r.Outputs) > 0 {
		t.Errorf("an empty estate: %v", diags)
	}
	if r, diags := Build(map[string][]byte{"t.hcl": []byte("host {")}, Options{}); !diags.HasErrors() || r.Topology == nil {
		t.Error("a syntax error went unnoticed")
	}
}

// estate is a topology of n hosts, each with an interface and a virtual host: by
// turns Apache on Red Hat's and nginx on Debian's.
func estate(n int) string {
	var src strings.Builder
	src.WriteString("network \"all\" { cidr = \"10.0.0.0/8\" }\nbalancer \"app\" {\n  member \"192.0.2.1\" { port = 80 }\n  member \"192.0.2.2\" { port = 80 }\n}\n")
	for i := range n {
		platform, server := "rhel9", "apache"
		if i%2 == 1 {
			platform, server = "debian12", "nginx"
		}
		address := fmt.Sprintf("10.%d.%d.%d", (i+1)>>16, (i+1)>>8&255, (i+1)&255) // from 10.0.0.1 on
		fmt.Fprintf(&src, `
host "h-%[1]d" {
  platform = "%[2]s"
  interface "eth0" { address = "%[3]s" }
}
virtual_host "v-%[1]d.example" {
  server = "%[4]s"
  hosts  = [host.h-%[1]d]
  listen = ["${host.h-%[1]d.interface.eth0.ip}:80"]
  location "/" { balancer = balancer.app }
}
`, i, platform, address, server)
	}
	return src.String()
}

// The metrics are per host, and the share of HCL's own parser in the whole.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("hosts=%d", n), func(b *testing.B) {
			src := []byte(estate(n))
			files := map[string][]byte{"t.hcl": src}
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				if r := build(b, files, Options{}); len(r.Outputs) < 2*n {
					b.Fatalf("%d files", len(r.Outputs))
				}
			}
			whole := float64(b.Elapsed()) / float64(b.N)
			b.ReportMetric(whole/float64(n), "ns/host")
			b.ReportMetric(100*parsing(b, src)/whole, "%HCL")
		})
	}
}

// parsing is the time in nanoseconds that HCL's parser takes for a topology.
func parsing(b *testing.B, src []byte) float64 {
	b.Helper()
	runtime.GC() // of what was there before
	start, times := time.Now(), 0
	for ; times < 5 || time.Since(start) < time.Second; times++ {
		if _, diags := hclsyntax.ParseConfig(src, "t.hcl", hcl.InitialPos); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
	return float64(time.Since(start)) / float64(times)
}

// What a rule calls an error stops a build; what it calls a warning does not.
func TestBuildRunsRules(t *testing.T) {
	rule := func(severity lint.Severity) *lint.Rule {
		return &lint.Rule{ID: "cluster-any", Severity: severity, ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
			p.Report(f.Root().Name.Range, "a cluster")
		}}
	}
	files := sources(t, "testdata/build/cluster/topology.hcl")
	warned := build(t, files, Options{Rules: []*lint.Rule{rule(lint.Warning)}})
	if len(warned.Outputs) == 0 || len(warned.Findings) == 0 {
		t.Fatalf("%d outputs, %d findings", len(warned.Outputs), len(warned.Findings))
	}
	for _, f := range warned.Findings {
		if files[f.Origin.Filename] == nil {
			t.Errorf("%s: no part of the topology caused it", f.Range)
		}
	}
	stopped := build(t, files, Options{Rules: []*lint.Rule{rule(lint.Error)}})
	if len(stopped.Outputs) > 0 || len(stopped.Findings) != len(warned.Findings) {
		t.Errorf("%d outputs, %d findings", len(stopped.Outputs), len(stopped.Findings))
	}
	if r := build(t, files, Options{Rules: []*lint.Rule{}}); len(r.Findings) > 0 {
		t.Errorf("no rules, and findings: %v", r.Findings)
	}
}
