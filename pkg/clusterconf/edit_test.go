package clusterconf

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
)

func TestEdit(t *testing.T) {
	const src = "<cluster name='a'  config_version='1'>\n\t<!-- kept -->\n\t<cman/>\n\t<clusternodes></clusternodes>\n</cluster>\n"
	f, _ := Parse("cluster.conf", []byte(src))
	root := f.Root()
	f.SetConfigVersion(2)
	root.Attr("name").Value.Text = `it's "<b>"`
	m := NewElement("multicast", root.Range)
	m.SetAttr("addr", "239.192.0.1")
	root.First("cman").Append(m)
	node := NewElement("clusternode", root.Range)
	node.SetAttr("name", "n1")
	fence := NewElement("fence", root.Range)
	node.Append(fence)
	fence.Append(NewElement("method", root.Range))
	root.First("clusternodes").Append(node)
	root.Append(NewElement("rm", root.Range))
	const want = "<cluster name='it&apos;s \"&lt;b>\"'  config_version='2'>\n\t<!-- kept -->\n\t<cman>\n\t\t<multicast addr=\"239.192.0.1\"/>\n\t</cman>\n" +
		"\t<clusternodes>\n\t\t<clusternode name=\"n1\">\n\t\t  <fence>\n\t\t    <method/>\n\t\t  </fence>\n\t\t</clusternode>\n\t</clusternodes>\n\t<rm/>\n</cluster>\n"
	got, lines := f.Format()
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if n := len(lines); n != 14 || lines[7].Range != root.Range {
		t.Errorf("%d origins, the new node's is %v", n, lines[7].Range)
	}
	root.RemoveAttr("name")
	if root.Attr("name") != nil || len(root.Attrs) != 1 {
		t.Error("the name is still there")
	}
	if again, diags := Parse("cluster.conf", got); len(diags) > 0 || again.Root().Value("name") != `it's "<b>"` {
		t.Error(diags)
	}
}

func TestFormatNewComments(t *testing.T) {
	f := &File{Nodes: []Node{&Comment{Text: " a -- b -"}, NewElement("a", hclRange)}}
	got, lines := f.Format()
	if want := "<!-- a - - b - -->\n<a/>\n"; string(got) != want || len(lines) != 2 || lines[1].Range != hclRange {
		t.Errorf("%q with %v, want %q", got, lines, want)
	}
	f, _ = Parse("x.conf", []byte("<!--a--><b/>"))
	f.Nodes[0].(*Comment).Text = "x--y-"
	if got, _ := f.Format(); string(got) != "<!--x- -y- --><b/>" {
		t.Errorf("%q", got)
	}
}

var hclRange = hcl.Range{Filename: "topology.hcl", Start: hcl.Pos{Line: 7, Column: 1}, End: hcl.Pos{Line: 7, Column: 2}}
