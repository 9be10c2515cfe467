package hagen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/topology"
)

const linted = `
network "web" { cidr = "192.0.2.0/24" }
host "lb-01" {
  platform = "debian12"
  interface "eth0" { address = "192.0.2.50" }
}
balancer "app" {
  member "192.0.2.53" { port = 8080 }
}
virtual_host "shop.example.net" {
  server = "nginx"
  hosts  = [host.lb-01]
  location "/" { balancer = balancer.app }
}
`

func findingsOf(r *hagen.LintResult) []string {
	var list []string
	for _, f := range r.Findings {
		list = append(list, fmt.Sprintf("%s:%d %s", f.Range.Filename, f.Range.Start.Line, f.Rule.ID))
	}
	return list
}

// A finding in a generated file is known by the line of the topology, and an
// ignore there answers it.
func TestLintTopology(t *testing.T) {
	look := &lint.Rule{ID: "nginx-upstreams", Severity: lint.Warning, Nginx: func(p *lint.Pass, f *nginx.File) {
		for d := range f.All() {
			if d.Name.Text == "upstream" {
				p.ReportFix(d.Name.Range(), lint.Replace(d.Name.Range(), "downstream"), "an upstream")
			}
		}
	}}
	options := hagen.LintOptions{Rules: []*lint.Rule{look}}
	r, diags := hagen.Lint(map[string][]byte{"t.hcl": []byte(linted)}, options)
	if len(diags) > 0 || len(r.Unknown) > 0 || len(r.Findings) != 1 {
		t.Fatal(diags, r.Unknown, findingsOf(r))
	}
	f := r.Findings[0]
	if f.Origin.Filename != "t.hcl" || f.Fix != nil || r.Files[f.Range.Filename] == nil {
		t.Errorf("finding: %+v", f)
	}
	lines := slices.Insert(strings.SplitAfter(linted, "\n"), f.Origin.Start.Line-1, "# hagen:ignore nginx-upstreams it is one\n")
	r, _ = hagen.Lint(map[string][]byte{"t.hcl": []byte(strings.Join(lines, ""))}, options)
	if len(r.Findings) > 0 {
		t.Errorf("ignored, and still there: %q", findingsOf(r))
	}
}

// The estate of the articles is looked at whole: the kind of every generated
// file can be told, and every finding there names a line of the topology.
func TestLintExample(t *testing.T) {
	src, err := os.ReadFile("examples/everlinux/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	r, diags := hagen.Lint(map[string][]byte{"t.hcl": src}, hagen.LintOptions{})
	if diags.HasErrors() || len(r.Unknown) > 0 {
		t.Fatal(diags, r.Unknown)
	}
	for _, f := range r.Findings {
		if f.Origin.Filename != "t.hcl" && f.Range.Filename != "t.hcl" {
			t.Errorf("%s: %s does not name the topology", f.Range, f.Rule.ID)
		}
	}
}

// What the good fixture of a rule about topologies is compiled to is as clean as
// the topology: no rule has a word to say of either.
func TestLintGoodTopologies(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/topology-*/good.hcl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := hagen.Lint(map[string][]byte{file: src}, hagen.LintOptions{})
		if len(diags) > 0 || len(r.Findings) > 0 {
			t.Errorf("%s: %v %q", file, diags, findingsOf(r))
		}
	}
}

// What cannot be read is never clean.
func TestLintUnreadable(t *testing.T) {
	for name, src := range map[string]string{
		"t.hcl": `host "a" {`, "u.hcl": `host "a" { platform = "none" }`, "nginx.conf": "http {", "httpd.conf": "<VirtualHost *:80>\n",
		"cluster.conf": "<cluster", "etc/hosts": "999.1.1.1 x\n",
	} {
		if _, diags := hagen.Lint(map[string][]byte{name: []byte(src)}, hagen.LintOptions{}); !diags.HasErrors() {
			t.Errorf("%s: no errors: %v", name, diags)
		}
	}
	r, _ := hagen.Lint(map[string][]byte{"notes": []byte("hello world\n")}, hagen.LintOptions{})
	if diff := cmp.Diff([]string{"notes"}, r.Unknown); diff != "" {
		t.Error(diff)
	}
	r, _ = hagen.Lint(map[string][]byte{"notes": []byte("hello;\n")}, hagen.LintOptions{Kinds: map[string]lint.Kind{"notes": lint.KindNginx}})
	if len(r.Unknown) > 0 {
		t.Error("the kind was given")
	}
}

// Rules that are told which files, hosts and releases they look at.
func TestLintHosts(t *testing.T) {
	files := map[string][]byte{
		"t.hcl":                         []byte(linted),
		"out/lb-01/etc/nginx/old.conf":  []byte("worker_processes 1;\n"),
		"a/lb-02/etc/nginx/nginx.conf":  []byte("worker_processes 1;\n"),
		"b/lb-02/etc/nginx/nginx.conf":  []byte("worker_processes 1;\n"),
		"lone/nginx.conf":               []byte("worker_processes 1;\n"),
		"/srv/files/etc/nginx/abs.conf": []byte("worker_processes 1;\n"),
	}
	var got []string
	look := &lint.Rule{ID: "estate-hosts", Severity: lint.Info, Estate: func(_ *lint.Pass, e *lint.Estate) {
		for _, h := range e.Hosts {
			got = append(got, fmt.Sprintf("%s %v %d", h.Name, h.Platform != nil, len(h.Nginx)))
		}
	}}
	built, _ := hagen.Build(map[string][]byte{"t.hcl": []byte(linted)}, hagen.Options{})
	nginx := 0
	for _, o := range built.Outputs {
		if strings.HasPrefix(o.Path, "/etc/nginx/") {
			nginx++
			files["out/"+o.Host+o.Path] = append(o.Content, "# edited\n"...)
		}
	}
	_, diags := hagen.Lint(files, hagen.LintOptions{Rules: []*lint.Rule{look}})
	want := []string{" false 1", "a/lb-02 false 1", "b/lb-02 false 1", "files false 1", fmt.Sprintf("lb-01 true %d", nginx+1)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(diags) != nginx || diags.HasErrors() {
		t.Errorf("a file that differs from what the topology says is named: %v", diags)
	}
	got = nil
	delete(files, "t.hcl")
	hagen.Lint(files, hagen.LintOptions{Rules: []*lint.Rule{look}, Platform: topology.LookupPlatform("rhel6")})
	if strings.Contains(strings.Join(got, "\n"), "false") {
		t.Errorf("the release was given: %q", got)
	}
}
