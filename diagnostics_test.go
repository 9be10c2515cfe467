package hagen

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

func TestMerge(t *testing.T) {
	at := &hcl.Range{Filename: "t.hcl", Start: hcl.Pos{Line: 3}}
	var hosts []*topology.Host
	var diags []hcl.Diagnostics
	for i := range 9 {
		h := &topology.Host{}
		h.Name = fmt.Sprintf("node-%d", i)
		hosts = append(hosts, h)
		diags = append(diags, hcl.Diagnostics{
			{Severity: hcl.DiagError, Summary: "Lacks it", Detail: h.Name + " has none.", Subject: at},
			{Severity: hcl.DiagError, Summary: "Cluster", Detail: "The cluster is wrong.", Subject: at},
			{Severity: hcl.DiagError, Summary: "Elsewhere", Detail: h.Name + " has none.", Subject: &hcl.Range{Start: hcl.Pos{Line: i % 7}}},
		})
	}
	var got []string
	for _, d := range merge(hosts, diags) {
		got = append(got, d.Summary+": "+d.Detail)
	}
	want := []string{
		"Lacks it: node-0 has none. The same holds for node-1, node-2, node-3, node-4, node-5 and 3 more hosts.",
		"Cluster: The cluster is wrong.",
		"Elsewhere: node-0 has none. The same holds for node-7.",
		"Elsewhere: node-1 has none. The same holds for node-8.",
		"Elsewhere: node-2 has none.",
		"Elsewhere: node-3 has none.",
		"Elsewhere: node-4 has none.",
		"Elsewhere: node-5 has none.",
		"Elsewhere: node-6 has none.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
