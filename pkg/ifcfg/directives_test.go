package ifcfg

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/version"
)

func TestLookupKey(t *testing.T) {
	for name, want := range map[string]Reader{
		"DEVICE": everyone, "IPADDR": everyone, "IPADDR12": everyone, "DNS1": everyone, "NETWORK": Initscripts,
		"BONDING_MASTER": NetworkManager, "IEEE_8021X_IDENTITY": NetworkManager, "ROUTING_RULE_1": NetworkManager,
		"WVDIALSECT": Initscripts, "KEY": everyone, "BRIDGING_OPTS": everyone, "SRIOV_VF3": NetworkManager,
		"IPV6PREFIX": 0, "DEVICE1": 0, "BONDING_OPT": 0, "miimon": 0, "": 0,
	} {
		key, ok := LookupKey(name)
		if key.Readers != want || ok != (want != 0) {
			t.Errorf("%s: readers %b, %v; want %b", name, key.Readers, ok, want)
		}
	}
	keys := Keys()
	if !slices.IsSortedFunc(keys, func(a, b Key) int { return strings.Compare(a.Name, b.Name) }) || len(keys) < 200 {
		t.Errorf("%d keys, or not sorted", len(keys))
	}
	for _, k := range keys {
		if k.Readers == 0 || k.Status != Current && k.Note == "" || (k.Kind == OneOf) != (k.Values != nil) {
			t.Errorf("key %+v is incomplete", k)
		}
	}
}

func TestModes(t *testing.T) {
	for text, want := range map[string]Mode{"balance-rr": BalanceRR, "1": ActiveBackup, "802.3ad": LACP, "6": BalanceALB} {
		if m, ok := LookupMode(text); !ok || m != want {
			t.Errorf("%s is %v %v", text, m, ok)
		}
	}
	for _, text := range []string{"7", "activebackup", "", "-1", "lacp", "999"} {
		if m, ok := LookupMode(text); ok {
			t.Errorf("%q is %v", text, m)
		}
	}
	if got := modesPrimary.String(); got != "active-backup, balance-tlb and balance-alb" {
		t.Errorf("modes %q", got)
	}
	if !BalanceRR.NeedsAggregation() || ActiveBackup.NeedsAggregation() || BalanceALB.NeedsAggregation() {
		t.Error("NeedsAggregation is wrong")
	}
}

func TestParameters(t *testing.T) {
	for _, tc := range []struct {
		name, value string
		want        bool
	}{
		{"mode", "active-backup", true}, {"mode", "6", true}, {"mode", "7", false}, {"miimon", "100", true},
		{"miimon", "-5", false}, {"miimon", "0.1", false}, {"lacp_rate", "fast", true}, {"lacp_rate", "2", false},
		{"num_grat_arp", "256", false}, {"xmit_hash_policy", "layer3+4", true}, {"primary", "eth0", true}, {"primary", "", false},
	} {
		p, ok := LookupParameter(tc.name)
		if !ok || p.Accepts(tc.value) != tc.want {
			t.Errorf("%s=%s: accepted %v, want %v", tc.name, tc.value, !tc.want, tc.want)
		}
	}
	if _, ok := LookupParameter("bogus"); ok {
		t.Error("the driver has no parameter bogus")
	}
	parameters := Parameters()
	names := make(map[string]bool)
	for i, p := range parameters {
		names[p.Name] = true
		if i > 0 && parameters[i-1].Name >= p.Name {
			t.Errorf("%s is out of order", p.Name)
		}
		if p.Modes == 0 || p.Default != "" && !p.Accepts(p.Default) || p.Max < p.Min {
			t.Errorf("parameter %+v is inconsistent", p)
		}
		if n, err := strconv.Atoi(p.Default); p.Kind == Count && err == nil && n > p.Max {
			t.Errorf("%s has the default %d, more than %d", p.Name, n, p.Max)
		}
	}
	for _, p := range parameters {
		for _, other := range []string{p.Needs, p.Excludes} {
			if other != "" && !names[other] {
				t.Errorf("%s refers to %s, which is none", p.Name, other)
			}
		}
	}
}

func TestParameterKernels(t *testing.T) {
	validate, _ := LookupParameter("arp_validate")
	if !validate.In(linux2618) || validate.ModesIn(linux2632).Has(BalanceRR) || !validate.ModesIn(version.Of(6, 1, 0)).Has(BalanceRR) {
		t.Error("arp_validate is wrong about kernels")
	}
	hashALB, _ := LookupParameter("xmit_hash_policy")
	if hashALB.ModesIn(linux310).Has(BalanceALB) || !hashALB.ModesIn(linux418).Has(BalanceALB) || hashALB.Refused || !validate.Refused {
		t.Error("xmit_hash_policy or arp_validate is wrong about modes")
	}
	links, _ := LookupParameter("min_links")
	if links.In(linux2632) || !links.In(linux310) {
		t.Error("min_links is wrong about kernels")
	}
	hash, _ := LookupParameter("xmit_hash_policy")
	if hash.HasValue("vlan+srcmac", linux310) || !hash.HasValue("layer2+3", linux2618) || hash.ValueSince("encap2+3") != (version.Of(3, 13, 0)) {
		t.Error("xmit_hash_policy is wrong about kernels")
	}
	if got := linux(version.Of(5, 14, 0)) + " " + linux(linux2618); got != "5.14 2.6.18" {
		t.Errorf("kernels print as %q", got)
	}
}
