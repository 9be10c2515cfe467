package clusterconf

import (
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/topology"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// parseTopology reads a topology of one file that has no errors.
func parseTopology(t testing.TB, src string) *topology.Topology {
	t.Helper()
	top, diags := topology.Parse(map[string][]byte{"topology.hcl": []byte(src)}, topology.Options{})
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			t.Fatalf("%s: %s; %s", d.Subject, d.Summary, d.Detail)
		}
	}
	return top
}

// Every case is a topology beside the file that it compiles to.
func TestEmitGolden(t *testing.T) {
	cases, _ := filepath.Glob("testdata/emit/*.hcl")
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".hcl"), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			top := parseTopology(t, string(src))
			got, lines := emitAll(t, top)
			golden := strings.TrimSuffix(path, ".hcl") + ".conf"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			checkEmitted(t, top, got)
			if len(lines) != strings.Count(string(got), "\n") {
				t.Errorf("%d origins for %d lines", len(lines), strings.Count(string(got), "\n"))
			}
			for i, line := range lines[1:] {
				if line.Range.Filename == "" {
					t.Errorf("line %d has no origin", i+2)
				}
			}
		})
	}
}

// emitAll compiles the file of every host and asserts that it is the same on all.
func emitAll(t *testing.T, top *topology.Topology) (src []byte, lines []origin.Line) {
	t.Helper()
	var count int
	for _, h := range top.Hosts {
		files, diags := Emit(top, h)
		for _, d := range diags {
			if d.Severity == hcl.DiagError {
				t.Fatalf("%s: %s: %s; %s", h.Name, d.Subject, d.Summary, d.Detail)
			}
		}
		for _, f := range files {
			if f.Name != "/etc/cluster/cluster.conf" {
				t.Errorf("the file is %s", f.Name)
			}
			got, origins := f.Format()
			if count > 0 && string(got) != string(src) {
				t.Errorf("%s has another file than the nodes before it", h.Name)
			}
			src, lines = got, origins
			count++
		}
	}
	if count == 0 {
		t.Fatal("no host has a cluster.conf")
	}
	return src, lines
}

// checkEmitted asserts that libxml2, encoding/xml and the schema's tables accept
// a generated file.
func checkEmitted(t *testing.T, top *topology.Topology, src []byte) {
	t.Helper()
	f, diags := Parse("cluster.conf", src)
	if len(diags) > 0 {
		t.Errorf("Parse: %v", diags)
	}
	checkFormat(t, f, src)
	release, _ := releaseOf(top.Clusters[0].Nodes[0].Host.Value)
	for _, d := range Validate(f, release) {
		if d.Severity == hcl.DiagError {
			t.Errorf("Validate: %s: %s; %s", d.Subject, d.Summary, d.Detail)
		}
	}
	if err := xml.Unmarshal(src, new(struct{ XMLName xml.Name })); err != nil {
		t.Errorf("encoding/xml: %v", err)
	}
	if err := xmllint(t, src); err != nil {
		t.Errorf("xmllint: %v", err)
	}
}

// estate is a topology with a cluster of n nodes; devices stands at the top, node
// in every node, cluster in the cluster.
func estate(platform string, n int, devices, node, cluster string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "network \"ring\" { cidr = \"10.0.0.0/16\" }\n%s\n", devices)
	for i := range n {
		fmt.Fprintf(&b, "host \"n%d\" {\n platform = %q\n vm_name = \"VM %d\"\n interface \"eth0\" { address = \"10.0.%d.%d/16\" }\n}\n", i+1, platform, i+1, (i+1)>>8, (i+1)&255)
	}
	b.WriteString("cluster \"lab\" {\n heartbeat = network.ring\n")
	for i := range n {
		fmt.Fprintf(&b, " node \"n%d\" {\n host = host.n%d\n %s\n }\n", i+1, i+1, node)
	}
	fmt.Fprintf(&b, "%s\n}\n", cluster)
	return b.String()
}
