package drill

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// cluster reads a cluster of a topology: nodes of one platform, and what else the
// cluster has.
func cluster(t testing.TB, platform string, nodes int, fence, body string) (*topology.Topology, *topology.Cluster) {
	t.Helper()
	src := fmt.Sprintf(`
network "hb" { cidr = "10.0.0.0/24" }
dynamic "host" {
  for_each = range(1, %d)
  labels   = ["n${host.value}"]
  content {
    platform = %q
    vm_name  = "vm-${host.value}"
    interface "eth0" { address = "10.0.0.${host.value}" }
  }
}
fence_device "vc" {
  agent   = "fence_vmware_soap"
  address = "10.9.9.9"
  login   = "fencer"
  password = "hunter22"
}
fence_device "apc1" {
  agent   = "fence_apc"
  address = "10.9.9.1"
  login   = "fencer"
  password = "hunter22"
}
fence_device "apc2" {
  agent   = "fence_apc"
  address = "10.9.9.2"
  login   = "fencer"
  password = "hunter22"
}
cluster "c" {
  heartbeat = network.hb
  dynamic "node" {
    for_each = range(1, %d)
    labels   = ["n${node.value}"]
    content {
      host = host["n${node.value}"]
      %s
    }
  }
  %s
}
`, nodes+1, platform, nodes+1, fence, body)
	top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(src)}, topology.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return top, top.Clusters[0]
}

const (
	oneFence  = `fence "vm" { device = fence_device.vc }`
	twoLevels = oneFence + "\n" + `fence "power" {
  device = fence_device.apc1
  port   = "1"
}
fence "power" {
  device = fence_device.apc2
  port   = "1"
}`
)

func TestTimingOf(t *testing.T) {
	for _, tc := range []struct {
		name, platform string
		nodes          int
		body           string
		want           string // token, consensus, post_fail_delay, post_join_delay, pause, quorum disk
	}{
		{"cman 2", "rhel5", 3, "", "10 4.8 0 20 5 0"},
		{"cman 2, article's delay", "rhel5", 3, `fence_daemon { post_join_delay = "3s" }`, "10 4.8 0 3 5 0"},
		{"cman 3, three nodes", "rhel6", 3, "", "10 12 0 20 3 0"},
		{"cman 3, two nodes", "rhel6", 2, "", "10 2 0 20 3 0"},
		{"cman 3, two nodes and a short token", "rhel6", 2, `totem { token = "500ms" }`, "0.5 0.2 0 20 3 0"},
		{"cman 3, totem given", "rhel6", 3, "totem {\ntoken = \"21s\"\nconsensus = \"25s\"\n}", "21 25 0 20 3 0"},
		{"cman 2, post_fail_delay", "rhel5", 3, `fence_daemon { post_fail_delay = "30s" }`, "10 4.8 30 20 5 0"},
		{"cman 3, quorum disk", "rhel6", 2, "totem { token = \"21s\" }\nquorum_disk {\nlabel = \"q\"\ntko = 10\n}", "21 2 0 20 3 17"},
		{"cman 3, quorum disk without tko", "rhel6", 2, "quorum_disk {\nlabel = \"q\"\ninterval = \"1s\"\n}", "10 2 0 20 3 9"},
		{"cman 3, override_time", "rhel6", 3, "fence_daemon {\noverride_time = \"8\"\n}", "10 12 0 20 8 0"},
		{"cman 3, quorum disk with its waits", "rhel6", 2, "totem { token = \"21s\" }\nquorum_disk {\nlabel = \"q\"\ntko = 7\ninterval = \"2s\"\nmaster_wait = \"2\"\nupgrade_wait = \"2\"\n}", "21 2 0 20 3 22"},
		{"corosync 2", "rhel7", 4, "", "2.3 2.76 0 0 0 0"},
		{"corosync 3", "debian12", 3, "", "3.65 4.38 0 0 0 0"},
		{"corosync 3, two nodes", "rhel9", 2, "", "3 3.6 0 0 0 0"},
		{"corosync 3, token given", "rhel9", 3, `totem { token = "10s" }`, "10.65 12.78 0 0 0 0"},
	} {
		_, c := cluster(t, tc.platform, tc.nodes, oneFence, tc.body)
		got, ok := TimingOf(c)
		var list []string
		for _, s := range []Setting{got.Token, got.Consensus, got.PostFailDelay, got.PostJoinDelay, got.RetryPause, got.QuorumDisk} {
			list = append(list, number(s.Value.Seconds()))
			if s.Value != 0 && s.Source == "" {
				t.Errorf("%s: a time without a source", tc.name)
			}
		}
		if text := strings.Join(list, " "); text != tc.want || !ok {
			t.Errorf("%s: %s, want %s", tc.name, text, tc.want)
		}
	}
}

func TestPredict(t *testing.T) {
	s := func(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }
	setting := func(n float64) Setting { return Setting{s(n), "test"} }
	old := Timing{Token: setting(10), Consensus: setting(4.8), PostJoinDelay: setting(3), RetryPause: setting(5)}
	for _, tc := range []struct {
		name  string
		t     Timing
		f     Failure
		least float64
		most  float64
		terms string
	}{
		{
			"the article: three tries fail, one succeeds", old,
			Failure{Silent: true, Tries: []Span{exactly(s(32)), exactly(s(36)), exactly(s(13)), exactly(s(68))}, Failed: 3, Replay: Span{0, s(1)}},
			178.8, 179.8, "token consensus fencing pauses journal replay",
		},
		{
			"the lab: corosync 3, three nodes, an agent of 20 s", Timing{Token: setting(10.65), Consensus: setting(12)},
			Failure{Silent: true, Tries: []Span{exactly(s(20))}, Replay: Span{0, s(1)}},
			42.65, 43.65, "token consensus fencing journal replay",
		},
		{"two nodes, one try each", old, Failure{Silent: true, Tries: []Span{exactly(s(1)), exactly(s(2))}}, 17.8, 17.8, "token consensus fencing"},
		{"a node that leaves", old, Failure{}, 0, 0, ""},
		{"nobody can be fenced yet", old, Failure{Silent: true}, 14.8, 14.8, "token consensus"},
		{"a node joins at that moment", old, Failure{Silent: true, Joining: true, Tries: []Span{exactly(s(1))}}, 18.8, 19.8, "token consensus post_join_delay fencing"},
		{"a cluster starts without a node", old, Failure{Joining: true, Tries: []Span{exactly(s(1))}}, 4, 5, "post_join_delay fencing"},
		{
			"post_fail_delay", Timing{Token: setting(10), Consensus: setting(2), PostFailDelay: setting(30), RetryPause: setting(3)},
			Failure{Silent: true, Tries: []Span{exactly(s(1))}}, 43, 44, "token consensus post_fail_delay fencing",
		},
		{
			"quorum is lost for five minutes", old,
			Failure{Silent: true, Joining: true, Inquorate: s(300), Tries: []Span{exactly(s(1))}}, 318.8, 319.8, "token consensus without quorum post_join_delay fencing",
		},
		{
			"the quorum disk's master dies, in time", Timing{Token: setting(21), Consensus: setting(2), QuorumDisk: setting(17)},
			Failure{Silent: true, DiskMaster: true, Tries: []Span{exactly(s(1))}}, 24, 24, "token consensus fencing",
		},
		{
			"the quorum disk's master dies, and the token is too short", Timing{Token: setting(5), Consensus: setting(1), QuorumDisk: setting(17)},
			Failure{Silent: true, DiskMaster: true, Tries: []Span{exactly(s(1))}}, 7, 18, "token consensus quorum disk fencing",
		},
	} {
		p := Predict(tc.t, tc.f)
		var names []string
		for _, term := range p.Terms {
			names = append(names, term.Name)
		}
		if p.Least != s(tc.least) || p.Most != s(tc.most) || strings.Join(names, " ") != tc.terms {
			t.Errorf("%s: %v to %v by %v; want %v to %v by %s", tc.name, p.Least, p.Most, names, tc.least, tc.most, tc.terms)
		}
	}
}

func TestMethods(t *testing.T) {
	_, c := cluster(t, "rhel6", 3, twoLevels, "")
	methods := Methods(c.Nodes[0], nil)
	if len(methods) != 2 || len(methods[0].Runs) != 1 || len(methods[1].Runs) != 4 {
		t.Fatalf("%+v", methods)
	}
	// login 5 s, shell 3 s, power 20 s: a reboot waits for off and for on.
	if got := methods[0].Runs[0].Success; got != (Span{0, 54 * time.Second}) {
		t.Errorf("a reboot: %v", got)
	}
	// off or on alone waits once.
	if got := methods[1].Runs[0].Success; got != (Span{0, 31 * time.Second}) {
		t.Errorf("a switch: %v", got)
	}
	for _, tc := range []struct {
		broken []string
		want   Span
		ok     bool
	}{
		{nil, Span{0, 54 * time.Second}, true},
		{[]string{"vc"}, Span{0, (54 + 4*31) * time.Second}, true},
		{[]string{"vc", "apc2"}, Span{0, (54 + 2*31) * time.Second}, false},
	} {
		broken := make(map[string]bool)
		for _, name := range tc.broken {
			broken[name] = true
		}
		if got, ok := Try(methods, broken); got != tc.want || ok != tc.ok {
			t.Errorf("without %v: %v, %v; want %v, %v", tc.broken, got, ok, tc.want, tc.ok)
		}
	}
	measured := Methods(c.Nodes[0], map[string]Span{"vc": {13 * time.Second, 68 * time.Second}})
	if got, _ := Try(measured, nil); got != (Span{13 * time.Second, 68 * time.Second}) {
		t.Errorf("measured: %v", got)
	}
}

func TestTimeoutsOfTheTopology(t *testing.T) {
	_, c := cluster(t, "rhel6", 3, `fence "vm" {
  device = fence_device.vc
  delay = "5"
  power_wait = "2"
  power_timeout = "60"
}`, "")
	if got := Methods(c.Nodes[0], nil)[0].Runs[0].Success; got != (Span{9 * time.Second, (9 + 5 + 9 + 120) * time.Second}) {
		t.Errorf("%v", got)
	}
}
