package clusterconf

import (
	"slices"
	"testing"
)

func TestTables(t *testing.T) {
	for _, r := range []Release{CMAN2, CMAN3} {
		for name, s := range schema(r) {
			for _, c := range s.Children {
				if LookupElement(r, name, c.Name) == nil {
					t.Errorf("%s: nothing is known about <%s> in <%s>", r, c.Name, name)
				}
			}
			for i, a := range s.Attributes {
				if slices.ContainsFunc(s.Attributes[:i], func(b AttributeSpec) bool { return a.Name == b.Name }) {
					t.Errorf("%s: %s has %s twice", r, name, a.Name)
				}
				if a.Default != "" && checkType(a.Type, a.Default) != "" {
					t.Errorf("%s: %s/@%s: the default %q is no %s", r, name, a.Name, a.Default, a.Type)
				}
			}
		}
	}
	for name, a := range agents() {
		if a.Kind == "" && a.releases != nil {
			t.Errorf("%s has no kind", name)
		}
		for _, r := range []Release{CMAN2, CMAN3} {
			rel := a.release(r)
			for _, p := range []string{rel.address, rel.cut, rel.action} {
				if p != "" && a.Parameter(p) == nil {
					t.Errorf("%s in %s: %q is not among its parameters", name, r, p)
				}
			}
		}
	}
}

func TestLookupElement(t *testing.T) {
	for _, tc := range []struct {
		release         Release
		parent, element string
		attribute       string
		known           bool
		presence        Presence
	}{
		{CMAN2, "", "cluster", "alias", true, Optional},
		{CMAN3, "", "cluster", "alias", false, 0},
		{CMAN2, "cman", "multicast", "interface", true, Tolerated},
		{CMAN2, "clusternode", "multicast", "interface", true, Optional},
		{CMAN3, "cman", "multicast", "interface", false, 0},
		{CMAN3, "cman", "multicast", "ttl", true, Optional},
		{CMAN2, "clusternodes", "clusternode", "nodeid", true, Optional},
		{CMAN3, "clusternodes", "clusternode", "nodeid", true, Required},
		{CMAN3, "fs", "script", "file", true, Definition},
		{CMAN3, "cluster", "quorumd", "master_wait", false, 0},
		{CMAN2, "cluster", "quorumd", "master_wait", true, Optional},
	} {
		a := LookupElement(tc.release, tc.parent, tc.element).Attribute(tc.attribute)
		if (a != nil) != tc.known || a != nil && a.Presence != tc.presence {
			t.Errorf("%s: %s/%s@%s is %+v", tc.release, tc.parent, tc.element, tc.attribute, a)
		}
	}
	// Resources hold resources, to any depth.
	for _, r := range []Release{CMAN2, CMAN3} {
		if LookupElement(r, "service", "clusterfs").Child("script") == nil {
			t.Errorf("%s: a script cannot stand in a clusterfs", r)
		}
	}
}

func TestLookupAgent(t *testing.T) {
	apc := LookupAgent("fence_apc")
	if p := apc.Parameter("plug"); p == nil || p.Old != "port" || p.Obsolete {
		t.Errorf("plug of fence_apc is %+v", p)
	}
	if p := apc.Parameter("port"); p == nil || p.New != "plug" || !p.Obsolete {
		t.Errorf("port of fence_apc is %+v", p)
	}
	for new, old := range map[string]string{"ip": "ipaddr", "username": "login", "ssh": "secure", "switch": "switch"} {
		if got := apc.OldName(new); got != old {
			t.Errorf("the old name of %s is %s, want %s", new, got, old)
		}
	}
	if apc.Parameter("lanplus") != nil {
		t.Error("fence_apc has lanplus")
	}
	if soap := LookupAgent("fence_vmware_soap"); soap.Since(CMAN2) != "5.7" || soap.Shipping(CMAN3) != Shipped || soap.Kind != VMAgent {
		t.Errorf("fence_vmware_soap is %+v", soap.releases)
	}
	if LookupAgent("fence_aws").Shipping(CMAN3) != NotShipped || LookupAgent("fence_nothing") != nil {
		t.Error("agents of later times")
	}
	if names := AgentNames(CMAN2); !slices.Contains(names, "fence_manual") || slices.Contains(AgentNames(CMAN3), "fence_manual") {
		t.Error("fence_manual is of RHEL 5 alone")
	}
}

func TestClusterID(t *testing.T) {
	// "build" is a cluster whose `cman_tool status` says "Cluster Id: 3240".
	for name, want := range map[string]uint16{"build": 3240, "Cluster_GFS": 51251, "": 0, "a-name-longer-than-sixteen": 36428} {
		if got := ClusterID(name); got != want {
			t.Errorf("ClusterID(%q) is %d, want %d", name, got, want)
		}
	}
	id := ClusterID("Cluster_GFS")
	for _, tc := range []struct{ got, want string }{
		{MulticastAddress(id, false).String(), "239.192.200.251"},
		{AltMulticastAddress(id, false).String(), "239.192.200.252"},
		{MulticastAddress(id, true).String(), "ff15::c833"},
		{MulticastAddress(510, false).String(), "239.192.1.0"}, // the remainder by 255, not the low byte
	} {
		if tc.got != tc.want {
			t.Errorf("%s, want %s", tc.got, tc.want)
		}
	}
}
