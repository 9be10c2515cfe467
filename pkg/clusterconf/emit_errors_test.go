package clusterconf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

const apc = `fence_device "pdu" {
 agent = "fence_apc"
 address = "10.1.1.1"
 login = "apc"
 password = "x"
}`

const fencePort1 = `fence "pdu" {
 device = fence_device.pdu
 port = "1"
}`

// refusals are topologies that Emit refuses or warns about: what stands at the
// diagnostic's range, and what it says.
var refusals = []struct {
	name                   string
	platform               string
	nodes                  int
	devices, node, cluster string
	want                   []string
}{
	{"platform without cman", "rhel7", 1, "", "", "", []string{
		`host.n1 | cluster.conf configures cman; n1 runs rhel7, which has none.`}},
	{"another platform without cman", "debian12", 1, "", "", "", []string{
		`host.n1 | cluster.conf configures cman; n1 runs debian12, which has none.`}},
	{"element that hagen writes", "rhel6", 1, "", "", `element "cman" { two_node = 1 }`, []string{
		`"cman" | hagen writes <cman> in <cluster> by itself: give its attributes in the block that it is made from.`}},
	{"element of the other release", "rhel5", 1, "", "", `element "clvmd" { interface = "eth1" }`, []string{
		`element "clvmd" | <clvmd> in <cluster> is of RHEL 6 (cman 3); n1 runs rhel5.`}},
	{"element of no release", "rhel6", 1, "", "", `element "clvm" {}`, []string{
		`element "clvm" | RHEL 6 (cman 3) knows no <clvm> in <cluster>. Did you mean "clvmd"?`}},
	{"alias", "rhel6", 1, "", "", `alias = "x"`, []string{
		`alias | alias of <cluster> is of RHEL 5 (cman 2); n1 runs rhel6.`}},
	{"multicast interface", "rhel6", 1, "", "", `multicast { interface = "eth1" }`, []string{
		`interface | interface of <multicast> is of RHEL 5 (cman 2); n1 runs rhel6.`}},
	{"multicast ttl and port", "rhel5", 1, "", "", "multicast {\n ttl = 2\n port = 5407\n}", []string{
		`ttl | ttl of <multicast> is of RHEL 6 (cman 3); n1 runs rhel5.`,
		`port | port of <multicast> is of RHEL 6 (cman 3); n1 runs rhel5.`}},
	{"multicast of the other family", "rhel6", 1, "", "", `multicast { address = "ff15::1" }`, []string{
		`"ff15::1" | The group is ff15::1 and the nodes' heartbeat addresses are not of its family; cman would not start.`}},
	{"sections of the other release", "rhel5", 1, "", `altname "x" {}`, "dlm { log_debug = true }\nlogging { debug = true }", []string{
		`altname "x" | <altname> in <clusternode> is of RHEL 6 (cman 3); n1 runs rhel5.`,
		`dlm | <dlm> in <cluster> is of RHEL 6 (cman 3); n1 runs rhel5.`,
		`logging | <logging> in <cluster> is of RHEL 6 (cman 3); n1 runs rhel5.`}},
	{"misspelt attributes", "rhel6", 1, "", "", "cman { transprot = \"udpu\" }\ntotem { token_retransmits = 4 }\ndlm { protocoll = \"sctp\" }", []string{
		`transprot | RHEL 6 (cman 3) knows no attribute "transprot" in <cman>. Did you mean "transport"?`,
		`token_retransmits | RHEL 6 (cman 3) knows no attribute "token_retransmits" in <totem>.`,
		`protocoll | RHEL 6 (cman 3) knows no attribute "protocoll" in <dlm>. Did you mean "protocol"?`}},
	{"values of attributes", "rhel6", 1, "", "", "cman {\n transport = \"tcp\"\n quorum_dev_poll = \"soon\"\n}", []string{
		`"tcp" | transport of <cman> is "tcp": it must be udp, udpb, udpu or rdma.`,
		`"soon" | quorum_dev_poll of <cman> is "soon": it must be a whole number that fits in 32 bits.`}},
	{"fractions", "rhel6", 1, "", "", `fence_daemon { post_join_delay = "1500ms" }`, []string{
		`"1500ms" | The value is counted in whole units of 1s.`}},
	{"two_node for three", "rhel6", 3, "", "", `cman { two_node = true }`, []string{
		`true | two_node needs two nodes with one vote each; "lab" has 3 nodes with 3 votes, and cman would not start.`}},
	{"two_node with votes", "rhel6", 2, "", "", "cman {\n two_node = true\n expected_votes = 2\n}", []string{
		`2 | With two_node the expected votes are 1, and cman would not start with 2.`}},
	{"no votes", "rhel6", 3, "", "votes = 0", "", []string{
		`0 | votes of <clusternode> is "0": it must be 1 or more.`}},
	{"quorum disk without a disk", "rhel5", 2, "", "", "quorum_disk { master_wins = true }", []string{
		`quorum_disk | qdiskd finds the disk by its label or its device; give one of them.`,
		`master_wins | master_wins of <quorumd> is of RHEL 6 (cman 3); n1 runs rhel5.`,
		`quorum_disk | The schema of RHEL 5 (cman 2) asks for a <heuristic> in <quorumd>.`}},
	{"unknown parameter", "rhel5", 1, strings.Replace(apc, "login", "lanplus = true\n login", 1), fencePort1, "", []string{
		`lanplus | fence_apc has no parameter "lanplus".`}},
	{"misspelt parameter", "rhel6", 1, apc, strings.Replace(fencePort1, "port", "powerwait = 5\n port", 1), "", []string{
		`powerwait | fence_apc has no parameter "powerwait". Did you mean "power_wait"?`}},
	{"parameter twice", "rhel6", 1, strings.Replace(apc, "login", "ip = \"10.1.1.2\"\n login", 1), fencePort1, "", []string{
		`ip | ipaddr of <fencedevice> is set already.`}},
	{"parameter in two places", "rhel6", 1, strings.Replace(apc, "login", "switch = 1\n login", 1), strings.Replace(fencePort1, "port", "switch = 2\n port", 1), "", []string{
		`switch | switch is set in fence_device "pdu" already: the agent would be given both and take the last.`}},
	{"missing parameters", "rhel6", 2, `fence_device "pdu" { agent = "fence_apc" }`, `fence "pdu" { device = fence_device.pdu }`, "", []string{
		`fence_device "pdu" | fence_apc needs the address to connect to.`}},
	{"missing password", "rhel6", 1, "fence_device \"pdu\" {\n agent = \"fence_apc\"\n address = \"10.1.1.1\"\n login = \"x\"\n}", fencePort1, "", []string{
		`fence_device "pdu" | fence_apc needs a password or a password_script.`}},
	{"missing port", "rhel6", 1, apc, `fence "pdu" { device = fence_device.pdu }`, "", []string{
		`fence "pdu" | fence_apc needs to know what to cut: set port.`}},
	{"port of an agent that takes none", "rhel6", 1, strings.Replace(apc, "fence_apc", "fence_ipmilan", 1), fencePort1, "", []string{
		`port | fence_ipmilan cuts off the one machine that it connects to.`}},
	{"address of an agent that takes none", "rhel6", 1, "fence_device \"lun\" {\n agent = \"fence_scsi\"\n address = \"10.1.1.1\"\n}", `fence "lun" { device = fence_device.lun }`, "", []string{
		`address | fence_scsi connects to no address.`}},
	{"agent that is gone", "rhel6", 1, `fence_device "hand" { agent = "fence_manual" }`, `fence "hand" { device = fence_device.hand }`, "", []string{
		`"fence_manual" | fence_manual is not part of RHEL 6 (cman 3): for testing and evaluation only.`}},
	{"agent to come", "rhel6", 1, strings.Replace(apc, "fence_apc", "fence_vmware_rest", 1), fencePort1, "", []string{
		`"fence_vmware_rest" | fence_vmware_rest is not part of RHEL 6 (cman 3): needs the REST API of vSphere 6.5, and a release from 7.5 on.`}},
	{"agent of the site's own", "rhel6", 1, strings.Replace(apc, "fence_apc", "fence_ours", 1), fencePort1, "", []string{
		`"fence_ours" | warning: "fence_ours" is none of the known fence agents.`}},
	{"agent that is no program", "rhel6", 1, strings.Replace(apc, "fence_apc", "..", 1), fencePort1, "", []string{
		`".." | ".." cannot be the name of a program, which fenced looks for in its PATH.`}},
	{"unfencing", "rhel5", 1, apc, fencePort1 + "\nunfence {\n device = fence_device.pdu\n port = 1\n}", "", []string{
		`unfence | <unfence> in <clusternode> is of RHEL 6 (cman 3); n1 runs rhel5.`}},
	{"blanks around a value", "rhel6", 1, strings.Replace(apc, `"x"`, `"x "`, 1), fencePort1, "", []string{
		`"x " | passwd is handed to fence_apc as a line "passwd=value", and the agents drop blanks at the beginning and the end of a value.`}},
	{"values that a Perl agent cannot read", "rhel5", 1, strings.Replace(strings.Replace(apc, `"x"`, `"a=b"`, 1), "fence_apc", "fence_brocade", 1), fencePort1, "", []string{
		`"a=b" | passwd is handed to fence_brocade as a line "passwd=value", and this agent loses what comes behind the first =.`}},
	{"values that ipmilan cannot read", "rhel5", 1, strings.Replace(strings.Replace(apc, `"x"`, `"a b"`, 1), "fence_apc", "fence_ipmilan", 1), `fence "pdu" { device = fence_device.pdu }`, "", []string{
		`"a b" | passwd is handed to fence_ipmilan as a line "passwd=value", and this agent loses what comes behind the first blank.`}},
	{"more than fenced has room for", "rhel5", 1, strings.Replace(apc, `"x"`, `"`+strings.Repeat("x", 455)+`"`, 1), fencePort1, "", []string{
		`"` + strings.Repeat("x", 455) + `" | The parameters of the agent take 513 bytes as fenced hands them over; fenced of RHEL 5 (cman 2) has room for 512. This is the longest.`}},
	{"method that fenced cannot find", "rhel6", 1, apc, strings.Replace(fencePort1, `"pdu"`, `"a\"b"`, 1), "", []string{
		`"a\"b" | fenced looks the method up by an XPath expression that has its name in double quotes, so that the name cannot have one.`}},
	{"method with a long name", "rhel5", 1, apc, strings.Replace(fencePort1, `"pdu"`, `"`+strings.Repeat("m", 180)+`"`, 1), "", []string{
		`"` + strings.Repeat("m", 180) + `" | The names of the node and of the method have 182 bytes together; fenced of RHEL 5 (cman 2) has room for 173.`}},
	{"nine methods", "rhel6", 1, apc, numbered(9, func(i int) string { return strings.Replace(fencePort1, `"pdu"`, fmt.Sprintf(`"%d"`, i), 1) }), "", []string{
		`fence "8" | fenced tries the first 8 methods of a node; this one would never be used.`}},
	{"five power supplies", "rhel6", 1, apc, numbered(5, func(i int) string { return strings.Replace(fencePort1, `"1"`, fmt.Sprintf(`"%d"`, i), 1) }), "", []string{
		`fence "pdu" | The method takes 10 runs of fence agents (devices that switch power run twice: off and on); fenced runs the first 8.`}},
	{"unknown resource", "rhel6", 1, "", "", "service \"s\" {\n resource \"clusterfss\" \"x\" {}\n resource \"fs\" \"y\" { mountpoint = \"/y\" }\n}", []string{
		`resource "clusterfss" "x" | RHEL 6 (cman 3) knows no <clusterfss> in <service>. Did you mean "clusterfs"?`,
		`resource "fs" "y" | <fs> needs device.`}},
	{"resource of the other release", "rhel5", 1, "", "", "service \"s\" {\n recovery = \"restart-disable\"\n resource \"named\" \"x\" {}\n resource \"ip\" \"10.0.0.9\" { sleeptime = 5 }\n}", []string{
		`"restart-disable" | recovery of <service> is "restart-disable": it must be restart, relocate or disable.`,
		`resource "named" "x" | <named> in <service> is of RHEL 6 (cman 3); n1 runs rhel5.`,
		`sleeptime | sleeptime of <ip> is of RHEL 6 (cman 3); n1 runs rhel5.`}},
}

func numbered(n int, f func(i int) string) string {
	var list []string
	for i := range n {
		list = append(list, f(i))
	}
	return strings.Join(list, "\n")
}

func TestEmitRefuses(t *testing.T) {
	for _, tc := range refusals {
		t.Run(tc.name, func(t *testing.T) {
			src := estate(tc.platform, tc.nodes, tc.devices, tc.node, tc.cluster)
			top := parseTopology(t, src)
			files, diags := Emit(top, top.Hosts[0])
			if diags.HasErrors() != (len(files) == 0) {
				t.Errorf("%d files with %v", len(files), diags)
			}
			if diff := cmp.Diff(tc.want, pointed(src, diags)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// pointed are diagnostics as text, each with what stands at its range.
func pointed(src string, diags hcl.Diagnostics) []string {
	var list []string
	seen := make(map[string]bool)
	for _, d := range diags {
		severity := ""
		if d.Severity == hcl.DiagWarning {
			severity = "warning: "
		}
		line := src[d.Subject.Start.Byte:d.Subject.End.Byte] + " | " + severity + d.Detail
		if !seen[line] { // the same of every node
			list = append(list, line)
		}
		seen[line] = true
	}
	return list
}

func TestEmitNames(t *testing.T) {
	for _, tc := range []struct{ platform, name, want string }{
		{"rhel5", "sixteen-letters_", ""},
		{"rhel5", "seventeen-letters", `"seventeen-letters" | "seventeen-letters" has 17 characters; RHEL 5 (cman 2) takes 16 at the most.`},
		{"rhel6", "fifteen-letters", ""},
		{"rhel6", "sixteen-letters_", `"sixteen-letters_" | "sixteen-letters_" has 16 characters; RHEL 6 (cman 3) takes 15 at the most.`},
		{"rhel6", "a.b", `"a.b" | warning: The lock table of a GFS begins with the cluster's name, and mkfs takes only letters, digits, "_" and "-" there.`},
	} {
		src := strings.Replace(estate(tc.platform, 1, "", "", ""), `"lab"`, fmt.Sprintf("%q", tc.name), 1)
		top := parseTopology(t, src)
		_, diags := Emit(top, top.Hosts[0])
		if got := strings.Join(pointed(src, diags), "\n"); got != tc.want {
			t.Errorf("%s on %s: %s\nwant %s", tc.name, tc.platform, got, tc.want)
		}
	}
	// A node's name is an XML ID in the schema of RHEL 5.
	src := strings.ReplaceAll(estate("rhel5", 1, "", "", ""), `node "n1"`, `node "1n"`)
	top := parseTopology(t, src)
	if _, diags := Emit(top, top.Hosts[0]); !strings.Contains(fmt.Sprint(pointed(src, diags)), `"1n" | name of <clusternode> is "1n": it must be an XML name`) {
		t.Errorf("a node named 1n: %v", pointed(src, diags))
	}
}

func TestEmitTwoReleases(t *testing.T) {
	src := strings.Replace(estate("rhel6", 2, "", "", ""), `"rhel6"`, `"rhel5"`, 1)
	top := parseTopology(t, src)
	_, diags := Emit(top, top.Hosts[0])
	want := []string{"host.n2 | All nodes of a cluster read the same cluster.conf, and the schemas of the releases differ: n2 runs rhel6, n1 runs rhel5."}
	if diff := cmp.Diff(want, pointed(src, diags)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A secret is marked in the tree and in the origins, and no diagnostic shows it.
func TestEmitSecrets(t *testing.T) {
	src := estate("rhel5", 1, "variable \"pw\" {\n default = \"hunter2=\"\n sensitive = true\n}\n"+strings.Replace(apc, `"x"`, "var.pw", 1), fencePort1, "")
	top := parseTopology(t, src)
	files, _ := Emit(top, top.Hosts[0])
	got, lines := files[0].Format()
	for i, line := range strings.Split(strings.TrimSuffix(string(got), "\n"), "\n") {
		if want := strings.Contains(line, "hunter2"); lines[i].Sensitive != want {
			t.Errorf("line %d is sensitive: %v\n%s", i+1, lines[i].Sensitive, line)
		}
	}
	src = strings.Replace(strings.Replace(src, "fence_apc", "fence_brocade", 1), "login = \"apc\"", "login = var.pw", 1)
	top = parseTopology(t, src)
	_, diags := Emit(top, top.Hosts[0])
	if !diags.HasErrors() || strings.Contains(fmt.Sprint(pointed("", nil), diags), "hunter2") {
		t.Errorf("a secret in %v", diags)
	}
	for _, d := range diags {
		if strings.Contains(d.Detail, "hunter2") {
			t.Errorf("a secret in %q", d.Detail)
		}
	}
}

// Every text of a topology comes back from an XML parser as it was.
func TestEmitQuotes(t *testing.T) {
	for _, text := range []string{
		`"`, `'`, `<`, `>`, `&`, `&amp;`, `]]>`, `-->`, `"/><evil x="`, `' onload='`, `&#10;`, `%s`, `a  b`, "caf\u00e9", "\u201cquoted\u201d", "\u00a0", "\U0001F512", `\`, `$x`, "a=b=c", "#x",
	} {
		src := estate("rhel6", 1, "", "", fmt.Sprintf("service \"s\" {\n resource \"script\" %s { file = \"/x\" }\n}", quoteHCL(text)))
		top := parseTopology(t, src)
		files, diags := Emit(top, top.Hosts[0])
		if diags.HasErrors() {
			t.Errorf("%q: %v", text, diags)
			continue
		}
		got, _ := files[0].Format()
		f, diags := Parse("cluster.conf", got)
		if len(diags) > 0 {
			t.Errorf("%q: %v", text, diags)
		}
		var read string
		for e := range f.All() {
			if e.Name.Text == "script" {
				read = e.Value("name")
			}
		}
		if read != text {
			t.Errorf("%q comes back as %q", text, read)
		}
		checkEmitted(t, top, got)
	}
}

func quoteHCL(s string) string {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "${", "$${", "%{", "%%{").Replace(s)
	return `"` + s + `"`
}

// A host that is not a node has no cluster.conf.
func TestEmitElsewhere(t *testing.T) {
	top := parseTopology(t, "host \"web\" {\n platform = \"debian12\"\n interface \"eth0\" { address = \"10.0.0.1/24\" }\n}\nnetwork \"a\" { cidr = \"10.0.0.0/24\" }")
	if files, diags := Emit(top, top.Hosts[0]); len(files) > 0 || len(diags) > 0 {
		t.Errorf("%v %v", files, diags)
	}
}

// What cannot be written although the topology let it pass.
func TestEmitUnwritable(t *testing.T) {
	top := parseTopology(t, estate("rhel6", 1, "", "", "cman { keyfile = \"/k\" }"))
	params := top.Clusters[0].CMAN.Params
	for _, value := range []string{"a\nb", "a\x00", "\xff", "\ufffe", "\t"} {
		params[0].Value = value
		if _, diags := Emit(top, top.Hosts[0]); !diags.HasErrors() {
			t.Errorf("%q is written", value)
		}
	}
	params[0] = topology.Param{Name: `x="1" y`, Attr: topology.Attr[string]{Value: "1", Set: true}}
	if _, diags := Emit(top, top.Hosts[0]); !diags.HasErrors() {
		t.Error("an attribute smuggles another one")
	}
}

// What to cut is said once: in the fence block, on the device, or by the host.
func TestEmitPort(t *testing.T) {
	const soap = "fence_device \"vc\" {\n agent = \"fence_vmware_soap\"\n address = \"vc\"\n login = \"x\"\n password = \"x\"\n %s\n}"
	for _, tc := range []struct{ device, fence, want string }{
		{"", "", `<device name="vc" port="VM 1"/>`},
		{"", `port = "other"`, `<device name="vc" port="other"/>`},
		{`port = "other"`, "", `<device name="vc"/>`},
		{`plug = "other"`, "", `<device name="vc"/>`},
		{"", `uuid = "5"`, `<device name="vc" uuid="5"/>`},
		{"", `plug = "other"`, `<device name="vc" port="other"/>`},
	} {
		src := estate("rhel6", 1, fmt.Sprintf(soap, tc.device), fmt.Sprintf("fence \"a\" {\n device = fence_device.vc\n %s\n}", tc.fence), "")
		top := parseTopology(t, src)
		files, diags := Emit(top, top.Hosts[0])
		if diags.HasErrors() {
			t.Errorf("%+v: %v", tc, diags)
			continue
		}
		if got, _ := files[0].Format(); !strings.Contains(string(got), tc.want) {
			t.Errorf("%+v:\n%s", tc, got)
		}
	}
	src := estate("rhel6", 1, fmt.Sprintf(soap, ""), `fence "a" { device = fence_device.vc }`, "")
	src = strings.Replace(src, `vm_name = "VM 1"`, "", 1)
	top := parseTopology(t, src)
	_, diags := Emit(top, top.Hosts[0])
	want := []string{`fence "a" | fence_vmware_soap needs the name of the virtual machine: set port here, or vm_name of the host.`}
	if diff := cmp.Diff(want, pointed(src, diags)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The votes that are worked out.
func TestEmitVotes(t *testing.T) {
	const disk = "quorum_disk {\n label = \"q\"\n %s\n heuristic \"true\" {}\n}"
	for _, tc := range []struct {
		nodes               int
		node, cluster, want string
	}{
		{1, "", "", `<cman>`},
		{2, "", "", `<cman two_node="1" expected_votes="1">`},
		{2, "votes = 2", "", `<cman>`},
		{2, "", "cman { two_node = false }", `<cman two_node="0">`},
		{2, "", "cman { two_node = true }", `<cman two_node="1" expected_votes="1">`},
		{2, "", fmt.Sprintf(disk, ""), `<cman expected_votes="3">`},
		{2, "", fmt.Sprintf(disk, "votes = 3"), `<cman expected_votes="5">`},
		{3, "", "", `<cman>`},
		{4, "", fmt.Sprintf(disk, ""), `<cman expected_votes="7">`},
		{4, "", fmt.Sprintf(disk, "") + "\ncman { expected_votes = 6 }", `<cman expected_votes="6">`},
	} {
		for _, platform := range []string{"rhel5", "rhel6"} {
			top := parseTopology(t, estate(platform, tc.nodes, "", tc.node, tc.cluster))
			files, diags := Emit(top, top.Hosts[0])
			if diags.HasErrors() {
				t.Errorf("%+v: %v", tc, diags)
				continue
			}
			if got, _ := files[0].Format(); !strings.Contains(string(got), tc.want) {
				t.Errorf("%+v on %s:\n%s", tc, platform, got)
			}
		}
	}
}

// cman works its group out from the cluster_id where there is one; without
// multicast there is no group.
func TestEmitMulticast(t *testing.T) {
	for cluster, want := range map[string]string{
		"":                                    `<multicast addr="239.192.2.214"/>`,
		"cman { cluster_id = 51251 }":         `<multicast addr="239.192.200.251"/>`,
		"multicast {}":                        `<multicast addr="239.192.2.214"/>`,
		`multicast { address = "239.1.2.3" }`: `<multicast addr="239.1.2.3"/>`,
		`cman { transport = "udpu" }`:         `<cman transport="udpu"/>`,
		"cman { broadcast = true }":           `<cman broadcast="yes"/>`,
		"cman { hash_cluster_id = true }":     `<cman hash_cluster_id="yes"/>`,
	} {
		top := parseTopology(t, estate("rhel6", 1, "", "", cluster))
		files, diags := Emit(top, top.Hosts[0])
		if diags.HasErrors() {
			t.Errorf("%s: %v", cluster, diags)
			continue
		}
		if got, _ := files[0].Format(); !strings.Contains(string(got), want) {
			t.Errorf("%s:\n%s", cluster, got)
		}
	}
}
