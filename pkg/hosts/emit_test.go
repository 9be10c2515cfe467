package hosts

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

var update = flag.Bool("update", false, "write the golden files anew")

func parse(t testing.TB, src string) *topology.Topology {
	t.Helper()
	model, diags := topology.Parse(map[string][]byte{"topology.hcl": []byte(src)}, topology.Options{})
	if diags.HasErrors() {
		t.Fatalf("topology: %s", diags)
	}
	return model
}

func example(t testing.TB) *topology.Topology {
	t.Helper()
	src, err := os.ReadFile("testdata/emit/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(src))
}

// Every node gets the same bytes, and a host outside the cluster none.
func TestEmitGolden(t *testing.T) {
	model := example(t)
	golden := filepath.Join("testdata", "emit", "hosts.golden")
	for _, h := range model.Hosts {
		files, diags := Emit(model, h)
		if len(diags) > 0 {
			t.Fatalf("%s: %s", h.Name, diags)
		}
		if model.NodeOn(h) == nil {
			if files != nil {
				t.Errorf("%s is no node and has a file", h.Name)
			}
			continue
		}
		text, lines := files[0].Format()
		for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			if known := lines[i].Range != (hcl.Range{}); known != strings.HasPrefix(line, "10.") {
				t.Errorf("%q has the origin %v", line, lines[i].Range)
			}
		}
		if *update {
			if err := os.WriteFile(golden, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(text)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", h.Name, diff)
		}
		if files[0].Name != "/etc/hosts" {
			t.Errorf("the file is named %s", files[0].Name)
		}
	}
}

// What is written is read as written: one address for each name, and no node on
// the loopback.
func TestEmittedFileIsRead(t *testing.T) {
	model := example(t)
	files, _ := Emit(model, model.Hosts[0])
	text, _ := files[0].Format()
	f, diags := Parse("hosts", text)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for e := range f.All() {
		for _, n := range e.Names {
			if found := f.Lookup(n.Text); len(found) != 1 {
				t.Errorf("%s has %d addresses", n.Text, len(found))
			}
		}
	}
	for _, n := range model.Clusters[0].Nodes {
		found := f.Lookup(n.Name)
		if len(found) != 1 {
			t.Fatalf("%s has %d addresses", n.Name, len(found))
		}
		if addr, _ := found[0].Addr(); addr != n.HeartbeatAddress || addr.IsLoopback() {
			t.Errorf("%s leads to %s, want %s", n.Name, addr, n.HeartbeatAddress)
		}
	}
}

// glibc's resolver finds the same addresses and names, in a mount namespace where
// the file is /etc/hosts.
func TestEmittedFileIsReadByGlibc(t *testing.T) {
	for _, tool := range []string{"unshare", "getent", "mount"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	model := example(t)
	files, _ := Emit(model, model.Hosts[0])
	text, _ := files[0].Format()
	file := filepath.Join(t.TempDir(), "hosts")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := exec.CommandContext(ctx, "unshare", "--user", "--map-root-user", "--mount", "true").Run(); err != nil {
		t.Skipf("namespaces of its own are not allowed here: %v", err)
	}
	script := `mount --bind "$0" /etc/hosts && for name in "$@"; do getent --service=files hosts "$name" || echo "$name: nothing"; done`
	var arguments, want []string
	for _, e := range files[0].Entries {
		names := make([]string, len(e.Names))
		for i, n := range e.Names {
			names[i] = n.Text
		}
		for _, n := range append(names, e.Address.Text) {
			arguments = append(arguments, n)
			want = append(want, e.Address.Text+" "+strings.Join(names, " "))
		}
	}
	cmd := exec.CommandContext(ctx, "unshare", append([]string{"--user", "--map-root-user", "--mount", "sh", "-c", script, file}, arguments...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got []string
	for line := range strings.Lines(string(out)) {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what glibc finds for %v (-want +got)\n%s", arguments, diff)
	}
}

// cluster is a topology of two nodes whose hosts have these bodies.
func cluster(first, second, node string) string {
	return fmt.Sprintf(`network "hb" { cidr = "10.0.0.0/24" }
network "service" { cidr = "10.0.1.0/24" }
network "ring1" { cidr = "10.0.2.0/24" }
network "six" { cidr = "2001:db8::/64" }
host "a" {
  platform = "rhel6"
  interface "eth0" { address = "10.0.0.1" }
  %s
}
host "b" {
  platform = "rhel6"
  interface "eth0" { address = "10.0.0.2" }
  %s
}
cluster "c" {
  heartbeat = network.hb
  node "a" {
    host = host.a
    %s
  }
  node "b" { host = host.b }
}
`, first, second, node)
}

func TestEmitErrors(t *testing.T) {
	for _, tc := range []struct{ name, src, at, detail string }{
		{"two interfaces in one network", cluster("interface \"eth1\" { address = \"10.0.1.1\" }\n interface \"eth2\" { address = \"10.0.1.2\" }", "", ""), `"10.0.1.2"`, "a-service would be a name of 10.0.1.1 and of 10.0.1.2"},
		{"a node's name elsewhere", cluster("", "interface \"eth1\" {\n address = \"10.0.1.1\"\n names = [\"x\", \"A\"]\n }", ""), `"A"`, "A would be a name of 10.0.0.1 and of 10.0.1.1"},
		{"localhost", cluster("interface \"eth1\" {\n address = \"10.0.1.1\"\n names = [\"localhost\"]\n }", "", ""), `"localhost"`, "of 127.0.0.1 and of 10.0.1.1"},
		{"names of nothing", cluster("interface \"eth1\" {\n bootproto = \"dhcp\"\n names = [\"x\"]\n }", "", ""), "names", "no address that could have them"},
		{"altname", cluster("", "", `altname "a-alt" {}`), `"a-alt"`, "No interface has the name"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			model := parse(t, tc.src)
			files, diags := Emit(model, model.Hosts[0])
			if files != nil || len(diags) != 1 {
				t.Fatalf("%d files, %d diagnostics: %s", len(files), len(diags), diags)
			}
			d := diags[0]
			if got := tc.src[d.Subject.Start.Byte:d.Subject.End.Byte]; !strings.HasPrefix(got, tc.at) {
				t.Errorf("the error stands at %q, want %q", got, tc.at)
			}
			if !strings.Contains(d.Detail, tc.detail) {
				t.Errorf("the error says %q, want %q in it", d.Detail, tc.detail)
			}
		})
	}
}

func TestEmitSecondRingAndIPv6(t *testing.T) {
	src := cluster("interface \"eth1\" {\n address = \"10.0.2.1\"\n names = [\"a-alt\"]\n }\n interface \"eth2\" { ipv6_address = \"2001:db8::1\" }", "", `altname "a-alt" {}`)
	model := parse(t, src)
	files, diags := Emit(model, model.Hosts[1])
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	text, _ := files[0].Format()
	for _, want := range []string{"10.0.2.1\ta-alt\n", "2001:db8::1\ta-six\n"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// An address that is a secret marks its line.
func TestEmitSecret(t *testing.T) {
	src := "variable \"ip\" {\n type = string\n default = \"10.0.1.77\"\n sensitive = true\n}\n" +
		cluster("interface \"eth1\" {\n address = var.ip\n names = [\"s\"]\n}", "", "")
	model := parse(t, src)
	files, diags := Emit(model, model.Hosts[0])
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	text, lines := files[0].Format()
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if lines[i].Sensitive != strings.HasPrefix(line, "10.0.1.77") {
			t.Errorf("%q: sensitive %v", line, lines[i].Sensitive)
		}
	}
}

// Each node's file names every node: the work per line is what must not grow.
func BenchmarkEmit(b *testing.B) {
	for _, nodes := range []int{16, 160, 1600} {
		b.Run(fmt.Sprintf("nodes-%d", nodes), func(b *testing.B) {
			var src strings.Builder
			src.WriteString("network \"hb\" { cidr = \"10.0.0.0/16\" }\n")
			for i := range nodes {
				fmt.Fprintf(&src, "host \"h%d\" {\n platform = \"rhel6\"\n interface \"eth0\" { address = \"10.0.%d.%d\" }\n}\n", i, i/250, 1+i%250)
			}
			src.WriteString("cluster \"c\" {\n heartbeat = network.hb\n")
			for i := range nodes {
				fmt.Fprintf(&src, "node \"h%d\" { host = host.h%d }\n", i, i)
			}
			src.WriteString("}\n")
			model := parse(b, src.String())
			for b.Loop() {
				files, _ := Emit(model, model.Hosts[0])
				files[0].Format()
			}
		})
	}
}
