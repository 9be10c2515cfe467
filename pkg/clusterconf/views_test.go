package clusterconf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestViews(t *testing.T) {
	files := fixtures(t)
	f, _ := Parse("cluster.conf", files["two-node-qdisk.conf"])
	var got []string
	for _, n := range f.ClusterNodes() {
		got = append(got, n.Name.Value.Text+" "+n.NodeID.Value.Text)
		if n.Votes != nil {
			t.Error("a node has votes")
		}
		for _, m := range n.Methods {
			for _, d := range m.Devices {
				got = append(got, m.Name.Value.Text+": "+d.Name.Value.Text+" "+d.Element.Value("action"))
			}
		}
		for _, d := range n.Unfence {
			got = append(got, "unfence: "+d.Name.Value.Text)
		}
	}
	for _, d := range f.FenceDevices() {
		got = append(got, d.Name.Value.Text+" "+d.Agent.Value.Text+" "+d.Element.Value("passwd"))
	}
	want := []string{
		"mail-a.example.net 1", "pdu: pdu_left off", "pdu: pdu_right off", "pdu: pdu_left on", "pdu: pdu_right on",
		"mail-b.example.net 2", "ipmi: bmc_b ", "unfence: lun",
		`pdu_left fence_apc it's <"secret">`, "pdu_right fence_apc ", "bmc_b fence_ipmilan ABC", "lun fence_scsi ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if a := f.FenceDevices()[0].Element.Attr("passwd"); !a.Value.Sensitive || f.Section("cman").Attr("keyfile").Value.Sensitive {
		t.Error("passwd is a secret, keyfile is none")
	}
	if f.Section("totem").Value("consensus") != "23000" || f.Section("dlm") != nil {
		t.Error("sections")
	}
}

func TestViewsOfServices(t *testing.T) {
	f, _ := Parse("cluster.conf", fixtures(t)["services.conf"])
	var got []string
	for _, d := range f.FailoverDomains() {
		got = append(got, fmt.Sprintf("domain %s %d", d.Name.Value.Text, len(d.Members)))
	}
	for _, r := range f.Resources() {
		got = append(got, "resource "+r.Kind+" "+r.Key.Value.Text)
	}
	for _, s := range f.Services() {
		got = append(got, "service "+s.Name.Value.Text)
		for r := range s.Resources() {
			if r.Ref != nil {
				got = append(got, r.Kind+" ref "+r.Ref.Value.Text)
			} else {
				got = append(got, r.Kind+" "+r.Key.Value.Text)
			}
		}
	}
	want := []string{
		"domain front 2",
		"resource ip 10.1.2.40/24", "resource fs www", "resource script shopd", "resource nfsexport export",
		"service web", "ip ref 10.1.2.40/24", "fs ref www", "nfsexport ref export", "nfsclient lan", "script ref shopd",
		"service batch", "script cron-ha",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMulticasts(t *testing.T) {
	f, _ := Parse("cluster.conf", fixtures(t)["gfs-on-esx.conf"])
	var got []string
	for _, m := range f.Multicasts() {
		got = append(got, m.Element.Path()+" "+m.Addr.Value.Text+" "+m.Interface.Value.Text)
	}
	if len(got) != 4 || got[0] != "cluster/cman/multicast 224.0.0.1 eth1" {
		t.Error(got)
	}
}

func TestComments(t *testing.T) {
	f, _ := Parse("cluster.conf", []byte("<!--1--><!--2-->\n<a><!--3--><b/><!--4--> <c><!--5--></c><!--6--></a><!--7-->"))
	var got []string
	for c, next := range f.Comments() {
		name := ""
		if next != nil {
			name = next.Name.Text
		}
		got = append(got, c.Text+name)
	}
	if diff := cmp.Diff([]string{"1a", "2a", "3b", "4c", "5", "6", "7"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
