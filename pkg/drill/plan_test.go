package drill

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

var update = flag.Bool("update", false, "rewrite what the tests compare outputs with")

// golden compares a text with a file.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s differs, %v; run go test -update and look at the difference", name, err)
	}
}

// plans are plans of clusters of several kinds.
func plans(t *testing.T) map[string]*Plan {
	t.Helper()
	example, err := os.ReadFile("../../examples/everlinux/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	top, diags := topology.Parse(map[string][]byte{"t.hcl": example}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	list := make(map[string]*Plan)
	add := func(name string, top *topology.Topology, c *topology.Cluster, measured map[string]Span) {
		p, ok := NewPlan(top, c, measured)
		if !ok {
			t.Fatal(name)
		}
		list[name] = p
	}
	add("article", top, top.Clusters[0], map[string]Span{"vcenter": {13 * time.Second, 68 * time.Second}})
	two, c := cluster(t, "rhel6", 2, twoLevels, "")
	add("two-node", two, c, nil)
	disk, c := cluster(t, "rhel6", 2, oneFence, "totem { token = \"21s\" }\nquorum_disk {\nlabel = \"q\"\ntko = 10\n}")
	add("quorum-disk", disk, c, nil)
	modern, c := cluster(t, "debian12", 4, oneFence, "")
	add("pacemaker", modern, c, nil)
	switched, c := switchedCluster(t)
	add("switches", switched, c, nil)
	bare, c := cluster(t, "rhel5", 3, "", "")
	add("no-fencing", bare, c, nil)
	single, c := cluster(t, "rhel6", 1, oneFence, "")
	add("one-node", single, c, nil)
	return list
}

// switchedCluster is a cluster whose nodes have two cards each, bonded or not.
func switchedCluster(t *testing.T) (*topology.Topology, *topology.Cluster) {
	t.Helper()
	const src = `
network "hb" { cidr = "10.0.0.0/24" }
switch "sw-a" {}
switch "sw-b" {}
dynamic "host" {
  for_each = ["n1", "n2"]
  labels   = [host.value]
  content {
    platform = "rhel6"
    interface "eth0" { switch = switch.sw-a }
    interface "eth1" { switch = switch.sw-b }
    bond "bond0" {
      interfaces = ["eth0", "eth1"]
      mode       = "active-backup"
      miimon     = "100ms"
      downdelay  = "200ms"
      address    = "10.0.0.${host.key + 1}"
    }
  }
}
host "n3" {
  platform = "rhel6"
  interface "eth0" {
    switch  = switch.sw-b
    address = "10.0.0.3"
  }
}
cluster "c" {
  heartbeat = network.hb
  node "n1" { host = host.n1 }
  node "n2" { host = host.n2 }
  node "n3" { host = host.n3 }
}
`
	top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(src)}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return top, top.Clusters[0]
}

func TestPlanGolden(t *testing.T) {
	for name, p := range plans(t) {
		var text, data bytes.Buffer
		if err := p.WriteMarkdown(&text); err != nil {
			t.Fatal(err)
		}
		if err := p.WriteJSON(&data); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(text.String()+data.String(), "hunter22") {
			t.Errorf("%s: a password in the plan", name)
		}
		if name == "article" || name == "two-node" || name == "switches" {
			golden(t, "plan/"+name+".md", text.Bytes())
		}
		if name == "quorum-disk" {
			golden(t, "plan/"+name+".json", data.Bytes())
		}
	}
}

// Which drills a cluster can have, and for how long it freezes.
func TestPlan(t *testing.T) {
	all := plans(t)
	for _, tc := range []struct{ plan, want string }{
		{"article", "node-reboot 0-0, node-off 27.8-87.8, node-crash 27.8-87.8, hypervisor-reboot 27.8-280.8, hypervisor-reset 27.8-280.8, heartbeat-down 27.8-87.8, storage-path 0-5, fence-device 60-220.8, cold-start 16-77, quorum-lost 3-77 until"},
		{"two-node", "node-reboot 0-0, node-off 12-71, node-crash 12-71, heartbeat-down 12-71, fence-device 12-195, cold-start 20-80"},
		{"quorum-disk", "node-reboot 0-0, node-off 23-82, node-crash 23-82, heartbeat-down 23-82, fence-device 60-199, quorum-disk 0-0, cold-start 20-80"},
		{"pacemaker", "node-reboot 0-0, node-off 9.46-68.46, node-crash 9.46-68.46, heartbeat-down 9.46-68.46, fence-device 60-182.46, quorum-lost 0-59 until"},
		{"switches", "node-reboot 0-0, node-off 0-5 until, node-crash 0-5 until, heartbeat-down 0-5 until, switch-off 0-5 until, cold-start 20-26, quorum-lost 20-26 until"},
		{"no-fencing", "node-reboot 0-0, node-off 0-5 until, node-crash 0-5 until, heartbeat-down 0-5 until, cold-start 20-26, quorum-lost 20-26 until"},
		{"one-node", ""},
	} {
		var got []string
		p := all[tc.plan]
		for _, d := range p.Drills {
			text := d.ID + " " + number(d.Prediction.Least.Seconds()) + "-" + number(d.Prediction.Most.Seconds())
			if d.Prediction.Until != "" {
				text += " until"
			}
			got = append(got, text)
			if d.Limit < d.Prediction.Most || d.Limit%(5*time.Second) != 0 || d.Pass == "" || len(d.Steps) == 0 || len(d.Restore) == 0 || d.Fails == "" {
				t.Errorf("%s: %s is not whole: %+v", tc.plan, d.ID, d)
			}
		}
		if text := strings.Join(got, ", "); text != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.plan, text, tc.want)
		}
		if len(p.Drills)+len(p.Omitted) != len(catalogue) {
			t.Errorf("%s: %d drills and %d left out of %d", tc.plan, len(p.Drills), len(p.Omitted), len(catalogue))
		}
	}
}

func TestQuorum(t *testing.T) {
	for _, tc := range []struct {
		name   string
		nodes  int
		body   string
		want   Quorum
		losing int // the fewest nodes whose loss loses quorum; 0 for none
	}{
		{"three nodes", 3, "", Quorum{3, 0, 3, 2, false}, 2},
		{"four nodes", 4, "", Quorum{4, 0, 4, 3, false}, 2},
		{"five nodes", 5, "", Quorum{5, 0, 5, 3, false}, 3},
		{"two nodes", 2, "", Quorum{2, 0, 1, 1, true}, 0},
		{"two nodes, two_node off", 2, "cman { two_node = false }", Quorum{2, 0, 2, 2, false}, 1},
		{"two nodes and a disk", 2, "quorum_disk { label = \"q\" }", Quorum{2, 1, 3, 2, false}, 0},
		{"four nodes and a disk", 4, "quorum_disk { label = \"q\" }", Quorum{4, 3, 7, 4, false}, 0},
		{"four nodes and a disk of one vote", 4, "quorum_disk {\nlabel = \"q\"\nvotes = 1\n}", Quorum{4, 1, 5, 3, false}, 3},
		{"votes that nobody has", 3, "cman { expected_votes = 5 }", Quorum{3, 0, 5, 3, false}, 1},
	} {
		_, c := cluster(t, "rhel6", tc.nodes, "", tc.body)
		q := QuorumOf(c)
		losing := 0
		for n := tc.nodes - 1; n > 0; n-- {
			if !q.Holds(tc.nodes-n, true) {
				losing = n
			}
		}
		if q != tc.want || losing != tc.losing {
			t.Errorf("%s: %+v, lost with %d; want %+v, %d", tc.name, q, losing, tc.want, tc.losing)
		}
	}
}

// Every command of every plan is one that a shell can read.
func TestPlanCommands(t *testing.T) {
	check, err := exec.LookPath("shellcheck")
	if err != nil {
		t.Skip("no shellcheck here")
	}
	commands := make(map[string]bool)
	for _, p := range plans(t) {
		add := func(steps []Step) {
			for _, s := range steps {
				if s.Command != "" {
					commands[s.Command] = true
				}
			}
		}
		add(p.Before)
		add(p.After)
		for _, d := range p.Drills {
			add(d.Steps)
			add(d.Watch)
			add(d.Restore)
		}
	}
	if len(commands) < 20 {
		t.Fatalf("%d commands", len(commands))
	}
	var script strings.Builder
	for c := range commands {
		script.WriteString("(\n" + c + "\n)\n")
	}
	cmd := exec.CommandContext(t.Context(), check, "-s", "bash", "-") // time is a word of bash
	cmd.Stdin = strings.NewReader(script.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
