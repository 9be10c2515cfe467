package clusterconf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
)

// complaints are diagnostics as text: where, how bad, what.
func complaints(diags hcl.Diagnostics) []string {
	var list []string
	for _, d := range diags {
		severity := "error"
		if d.Severity == hcl.DiagWarning {
			severity = "warning"
		}
		list = append(list, fmt.Sprintf("%d:%d %s: %s", d.Subject.Start.Line, d.Subject.Start.Column, severity, d.Detail))
	}
	return list
}

// The complaints about the article's file are those of the two releases' schemas:
// jing reports the same places.
func TestValidateArticle(t *testing.T) {
	const never = "fence_vmware_vi has never been part of a release: folded into fence_vmware before a release shipped it."
	const port = `The schema of RHEL 5 (cman 2) allows the attribute "port" in <fencedevice> only beside "device".`
	const nodeMulticast = "<multicast> in <clusternode> is of RHEL 5 (cman 2); RHEL 6 (cman 3) does not know it."
	f, _ := Parse("cluster.conf", fixtures(t)["gfs-on-esx.conf"])
	for r, want := range map[Release][]string{
		CMAN2: {
			`6:16 warning: The schema of RHEL 5 (cman 2) has no attribute "interface" in <multicast>.`,
			"35:107 warning: " + port, "35:39 warning: " + never,
			"36:107 warning: " + port, "36:39 warning: " + never,
			"37:107 warning: " + port, "37:39 warning: " + never,
		},
		CMAN3: {
			`3:29 error: The attribute "alias" of <cluster> is of RHEL 5 (cman 2); RHEL 6 (cman 3) does not know it.`,
			`6:16 error: The attribute "interface" of <multicast> is of RHEL 5 (cman 2); RHEL 6 (cman 3) does not know it.`,
			"10:8 error: " + nodeMulticast, "18:8 error: " + nodeMulticast, "26:8 error: " + nodeMulticast,
			"35:39 warning: " + never, "36:39 warning: " + never, "37:39 warning: " + never,
		},
	} {
		if diff := cmp.Diff(want, complaints(Validate(f, r))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", r, diff)
		}
	}
}

func TestValidate(t *testing.T) {
	const head = `<cluster name="a" config_version="1"><clusternodes/>`
	for _, tc := range []struct {
		name    string
		release Release
		src     string
		want    []string
	}{
		{"nothing wrong", CMAN3, head + `<cman/></cluster>`, nil},
		{"what the agent does without", CMAN2, head + `<rm><vm name="a" path="/etc/xen"/></rm></cluster>`, []string{
			`1:58 warning: The schema of RHEL 5 (cman 2) wants the attribute "domain" in <vm>; the agent does not.`,
		}},
		{"misspelt element", CMAN3, head + `<loging/></cluster>`, []string{
			`1:54 error: RHEL 6 (cman 3) knows no <loging> in <cluster>. Did you mean "logging"?`}},
		{"misspelt attribute", CMAN3, head + `<cman twonode="1"/></cluster>`, []string{
			`1:59 error: RHEL 6 (cman 3) knows no attribute "twonode" in <cman>. Did you mean "two_node"?`}},
		{"misplaced element", CMAN3, head + `<cman><heuristic program="x"/></cman></cluster>`, []string{
			`1:60 error: <heuristic> cannot stand in <cman>; it belongs in <quorumd>.`}},
		{"what stands in an unknown element", CMAN3, head + `<x><y z="1"/></x></cluster>`, []string{
			`1:54 error: RHEL 6 (cman 3) knows no <x> in <cluster>.`}},
		{"other root", CMAN3, `<clusters/>`, []string{`1:2 error: The root of a cluster.conf is <cluster>, not <clusters>.`}},
		{"missing and twice", CMAN3, `<cluster name="a"><cman/><cman/></cluster>`, []string{
			`1:2 error: <cluster> needs the attribute "config_version".`,
			`1:27 error: <cluster> can hold one <cman>; the daemons read the first.`,
			`1:2 error: <cluster> needs <clusternodes> within it.`}},
		{"values", CMAN3, `<cluster name="a" config_version="abc"><clusternodes><clusternode name="n" nodeid="0"/></clusternodes>` +
			`<cman transport="tcp" expected_votes="3.5"/></cluster>`, []string{
			`1:34 error: config_version="abc": it must be a whole number that fits in 32 bits.`,
			`1:83 error: nodeid="0": it must be 1 or more.`,
			`1:119 error: transport="tcp": it must be udp, udpb, udpu or rdma.`,
			`1:140 error: expected_votes="3.5": it must be a whole number that fits in 32 bits.`}},
		{"names of nodes", CMAN2, `<cluster name="a" config_version="1"><clusternodes><clusternode name="10.0.0.1"/></clusternodes><cman/></cluster>`, []string{
			`1:70 error: name="10.0.0.1": it must be an XML name: letters, digits, ".", "-" and "_", beginning with a letter or "_".`}},
		{"two_node alone", CMAN2, head + `<cman two_node="1"/></cluster>`, []string{
			`1:59 warning: The schema of RHEL 5 (cman 2) allows the attribute "two_node" in <cman> only beside "expected_votes".`}},
		{"text", CMAN3, head + ` <cman>yes</cman> and </cluster>`, []string{
			`1:60 error: cluster.conf says everything in attributes: nothing reads text within <cman>.`,
			`1:70 error: cluster.conf says everything in attributes: nothing reads text within <cluster>.`}},
		{"resources", CMAN3, head + `<rm><service name="s"><fs ref="x"><fs name="y"/><script name="z" fil="/z"/></fs></service></rm></cluster>`, []string{
			`1:88 error: <fs> needs the attribute "device".`,
			`1:88 error: <fs> needs the attribute "mountpoint".`,
			`1:118 error: RHEL 6 (cman 3) knows no attribute "fil" in <script>. Did you mean "file"?`,
			`1:102 error: <script> needs the attribute "file".`}},
		{"parameters of agents", CMAN2, head + `<fencedevices><fencedevice name="d" agent="fence_apc" ipaddr="1.2.3.4" logn="x" lanplus="1"/></fencedevices></cluster>`, []string{
			`1:124 error: fence_apc has no parameter "logn". Did you mean "login"?`,
			`1:133 error: fence_apc has no parameter "lanplus".`}},
		{"parameters of other agents", CMAN3, head + `<fencedevices><fencedevice name="d" agent="fence_apc" lanplus="1" nothing="1"/></fencedevices></cluster>`, []string{
			`1:107 warning: fence_apc has no parameter "lanplus".`,
			`1:119 error: fence_apc has no parameter "nothing".`}},
		{"parameters of nodes", CMAN3, `<cluster name="a" config_version="1"><clusternodes><clusternode name="n" nodeid="1"><fence><method name="1">` +
			`<device name="d" prot="1" option="off"/><device name="own" prot="1"/></method></fence></clusternode></clusternodes>` +
			`<fencedevices><fencedevice name="d" agent="fence_apc"/><fencedevice name="own" agent="fence_ours"/></fencedevices></cluster>`, []string{
			`1:126 error: fence_apc has no parameter "prot". Did you mean "port"?`,
			`1:309 warning: "fence_ours" is none of the known fence agents.`}},
		{"agents of other releases", CMAN3, head + `<fencedevices><fencedevice name="d" agent="fence_manual"/><fencedevice name="e" agent="fence_ipmilann"/></fencedevices></cluster>`, []string{
			`1:95 warning: fence_manual is not part of RHEL 6 (cman 3): for testing and evaluation only.`,
			`1:139 warning: "fence_ipmilann" is none of the known fence agents. Did you mean "fence_ipmilan"?`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, diags := Parse("cluster.conf", []byte(tc.src))
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if diff := cmp.Diff(tc.want, complaints(Validate(f, tc.release))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNextConfigVersion(t *testing.T) {
	for _, tc := range []struct {
		name, previous, next string
		want                 int
	}{
		{"no file before", ``, `<cluster config_version="7"/>`, 7},
		{"the same", `<cluster config_version="7" name="a"/>`, `<cluster config_version="7" name="a"/>`, 7},
		{"raised before", `<cluster config_version="12" name="a"/>`, `<cluster config_version="7" name="a"/>`, 12},
		{"raised by hand", `<cluster config_version="7"/>`, `<cluster config_version="20"/>`, 20},
		{"other layout", "<!-- x -->\n<cluster\n config_version='9'\n></cluster>", `<cluster config_version="1"/>`, 9},
		{"changed", `<cluster config_version="9"><cman/></cluster>`, `<cluster config_version="7"><cman port="1"/></cluster>`, 10},
		{"changed and raised by hand", `<cluster config_version="9"><cman/></cluster>`, `<cluster config_version="70"/>`, 70},
		{"malformed", `<cluster config_version="9"><cman>`, `<cluster config_version="7"><cman/></cluster>`, 10},
		{"no version to read", `<cluster config_version="abc"/>`, `<cluster config_version="7"/>`, 7},
		{"not XML", "\x00\x01", `<cluster config_version="7"/>`, 7},
	} {
		t.Run(tc.name, func(t *testing.T) {
			next, diags := Parse("cluster.conf", []byte(tc.next))
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if got := NextConfigVersion([]byte(tc.previous), next); got != tc.want {
				t.Errorf("got %d, want %d", got, tc.want)
			}
		})
	}
}
