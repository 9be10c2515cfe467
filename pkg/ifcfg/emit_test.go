package ifcfg

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/topology"
)

var update = flag.Bool("update", false, "write the golden files anew")

// parse reads a topology that must be right.
func parse(t testing.TB, src string, vars map[string]string) *topology.Topology {
	t.Helper()
	model, diags := topology.Parse(map[string][]byte{"topology.hcl": []byte(src)}, topology.Options{Vars: vars})
	if diags.HasErrors() {
		t.Fatalf("topology: %s", diags)
	}
	return model
}

// emit compiles the files of the first host.
func emit(t testing.TB, src string, vars map[string]string) ([]*File, *ModprobeFile, hcl.Diagnostics) {
	t.Helper()
	model := parse(t, src, vars)
	files, diags := Emit(model, model.Hosts[0])
	module, more := EmitModprobe(model, model.Hosts[0])
	return files, module, append(diags, more...)
}

// ifcfgPlatforms are the platforms that have ifcfg files.
func ifcfgPlatforms() []string {
	var names []string
	for _, p := range topology.Platforms() {
		if p.Has(topology.Ifcfg) {
			names = append(names, p.ID)
		}
	}
	return names
}

// The whole output of one topology for each release, so that what differs is seen.
func TestEmitGolden(t *testing.T) {
	src, err := os.ReadFile("testdata/emit/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	platforms := ifcfgPlatforms()
	if len(platforms) == 0 {
		t.Fatal("no platform has ifcfg files")
	}
	for _, platform := range platforms {
		files, module, diags := emit(t, string(src), map[string]string{"platform": platform})
		if len(diags) > 0 {
			t.Errorf("%s: %s", platform, diags)
			continue
		}
		var got strings.Builder
		for _, f := range files {
			text, lines := f.Format()
			fmt.Fprintf(&got, "-- %s --\n%s", f.Name, text)
			checkOrigins(t, f.Name, string(text), lines)
		}
		if module != nil {
			text, lines := module.Format()
			fmt.Fprintf(&got, "-- %s --\n%s", module.Name, text)
			checkOrigins(t, module.Name, string(text), lines)
		}
		golden := filepath.Join("testdata", "emit", platform+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", platform, diff)
		}
	}
}

// checkOrigins wants an origin for every line but comments.
func checkOrigins(t *testing.T, name, text string, lines []origin.Line) {
	t.Helper()
	n := 0
	for line := range strings.Lines(text) {
		if known := lines[n].Range != (hcl.Range{}); known == strings.HasPrefix(line, "#") {
			t.Errorf("%s:%d: %q has the origin %v", name, n+1, line, lines[n].Range)
		}
		n++
	}
	if n != len(lines) {
		t.Errorf("%s: %d origins for %d lines", name, len(lines), n)
	}
}

// What is written is read again as the same assignments, without a complaint, and
// bash reads the same values.
func TestEmittedFilesAreReadByBash(t *testing.T) {
	src, err := os.ReadFile("testdata/emit/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	for _, platform := range ifcfgPlatforms() {
		files, _, _ := emit(t, string(src), map[string]string{"platform": platform})
		for _, f := range files {
			text, _ := f.Format()
			read, diags := Parse(f.Name, text)
			if len(diags) > 0 {
				t.Errorf("%s: %s", platform, diags)
			}
			want := f.Values()
			if diff := cmp.Diff(want, read.Values()); diff != "" {
				t.Errorf("%s %s: (-emitted +read)\n%s", platform, f.Name, diff)
			}
			keys := slices.Sorted(maps.Keys(want))
			for i, value := range sourceWithBash(t, []string{string(text)}, keys...)[0] {
				if value != want[keys[i]] {
					t.Errorf("%s %s: bash reads %s=%q, want %q", platform, f.Name, keys[i], value, want[keys[i]])
				}
			}
			for _, key := range keys {
				if _, ok := LookupKey(key); !ok {
					t.Errorf("%s: nobody documents %s", f.Name, key)
				}
			}
		}
	}
}

// Nothing that a description says can become an assignment or a command.
func TestEmitHostileDescription(t *testing.T) {
	for _, text := range []string{`"; rm -rf / #`, "$(reboot)", "`id`", "a\\", "é ü", `DEVICE=eth9`, `\n`} {
		src := fmt.Sprintf("host \"h\" {\n platform = \"rhel6\"\n interface \"eth0\" { description = %q }\n}", text)
		files, _, diags := emit(t, src, nil)
		if len(diags) > 0 || len(files) != 1 {
			t.Fatalf("%q: %d files, %s", text, len(files), diags)
		}
		out, _ := files[0].Format()
		f, diags := Parse("", out)
		if len(diags) > 0 || f.Text("DEVICE") != "eth0" || !strings.Contains(string(out), "# "+text+"\n") {
			t.Errorf("%q came out as\n%s%s", text, out, diags)
		}
	}
}

// Each error stands at the attribute that asked for what cannot be.
func TestEmitErrors(t *testing.T) {
	for _, tc := range []struct{ name, platform, body, at, detail string }{
		{
			"no ifcfg", "debian12", "interface \"eth0\" {}\ninterface \"eth1\" {}\nbond \"bond0\" { interfaces = [\"eth0\", \"eth1\"] }",
			`bond "bond0"`, "h runs debian12, which has no ifcfg files for a bond",
		},
		{"kernel", "rhel6", bond(`mode = "802.3ad"`, "min_links = 2"), "min_links", "from Linux 3.1 on; h runs Linux 2.6.32 (rhel6)"},
		{"alias of a platform", "centos6", bond(`mode = "802.3ad"`, "min_links = 2"), "min_links", "Linux 2.6.32 (centos6)"},
		{"value", "rhel7", bond(`mode = "balance-xor"`, `xmit_hash_policy = "vlan+srcmac"`), `"vlan+srcmac"`, "from Linux 5.12 on"},
		{"mode", "rhel6", bond(`mode = "balance-rr"`, `primary = "eth0"`), "primary", "only in active-backup, balance-tlb and balance-alb; bond0 is in mode balance-rr"},
		{"lacp", "rhel9", bond(`lacp_rate = "fast"`), "lacp_rate", "only in 802.3ad"},
		{"both monitors", "rhel6", bond(`miimon = "100ms"`, `arp_interval = "1s"`, `arp_ip_target = ["10.0.0.1"]`), "arp_interval", "exclude each other"},
		{"arp in 802.3ad", "rhel6", bond(`mode = "802.3ad"`, `arp_interval = "1s"`, `arp_ip_target = ["10.0.0.1"]`), "arp_interval", "only in balance-rr, active-backup, balance-xor and broadcast"},
		{"no target", "rhel6", bond(`arp_interval = "1s"`), "arp_interval", "does nothing without arp_ip_target"},
		{"no interval", "rhel6", bond(`arp_ip_target = ["10.0.0.1"]`), "arp_ip_target", "does nothing without arp_interval"},
		{"IPv6 target", "rhel6", bond(`arp_interval = "1s"`, `arp_ip_target = ["2001:db8::1"]`), `"2001:db8::1"`, "takes IPv4 addresses"},
		{"17 targets", "rhel6", bond(`arp_interval = "1s"`, `arp_ip_target = [for i in range(1, 18) : "10.0.0.${i}"]`), "[for i in range(1, 18)", "16 addresses at the most"},
		{"validate", "rhel6", bond(`arp_validate = "all"`), "arp_validate", "does nothing without arp_interval"},
		{"old validate", "rhel6", bond(`mode = "balance-xor"`, `arp_interval = "1s"`, `arp_ip_target = ["10.0.0.1"]`, `arp_validate = "all"`), "arp_validate", "only in active-backup"},
		{"delay", "rhel6", bond(`miimon = "0s"`, `updelay = "200ms"`), "updelay", "does nothing without miimon"},
		{"weeks", "rhel6", bond(`miimon = "1000h"`), `"1000h"`, "does not take miimon=3600000000"},
		{"reselect", "rhel6", bond(`primary_reselect = "failure"`), "primary_reselect", "without primary"},
		{"slave dhcp", "rhel6", "interface \"eth0\" { bootproto = \"dhcp\" }\ninterface \"eth1\" {}\nbond \"bond0\" { interfaces = [\"eth0\", \"eth1\"] }", "bootproto", "belongs to the bond"},
		{"alias device", "rhel6", `interface "eth0:1" {}`, `"eth0:1"`, "secondary_addresses of eth0"},
		{"vlan hwaddr", "rhel6", "interface \"eth0\" {}\ninterface \"eth0.7\" { hwaddr = \"00:15:17:6e:aa:01\" }", "hwaddr", "belongs to eth0"},
		{"secondary alone", "rhel6", `interface "eth0" { secondary_addresses = ["10.0.0.1/24"] }`, "secondary_addresses", "no address"},
		{"three resolvers", "rhel6", `interface "eth0" { dns = ["10.0.0.1", "10.0.0.2", "10.0.0.3"] }`, `"10.0.0.3"`, "no more"},
		{"DHCP route", "rhel6", "interface \"eth0\" {\n bootproto = \"dhcp\"\n default_route = false\n}", "default_route", "take the router that a lease names"},
		{"IPv6 router alone", "rhel6", `interface "eth0" { gateway = "2001:db8::1" }`, `"2001:db8::1"`, "needs an ipv6_address"},
		{"label", "rhel5", "interface \"abcdefghijklmn\" {\n address = \"10.0.0.1/24\"\n secondary_addresses = [\"10.0.0.2/24\"]\n}", `"10.0.0.2/24"`, "longer than the 15 characters"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			src := "host \"h\" {\n platform = \"" + tc.platform + "\"\n" + tc.body + "\n}\n"
			files, _, diags := emit(t, src, nil)
			if len(files) > 0 {
				t.Error("there are files in spite of the error")
			}
			if len(diags) != 1 {
				t.Fatalf("%d diagnostics, want one: %s", len(diags), diags)
			}
			d := diags[0]
			if got := src[d.Subject.Start.Byte:d.Subject.End.Byte]; !strings.HasPrefix(got, tc.at) {
				t.Errorf("the error stands at %q, want %q", got, tc.at)
			}
			if !strings.Contains(d.Detail, tc.detail) {
				t.Errorf("the error says %q, want %q in it", d.Detail, tc.detail)
			}
		})
	}
}

// bond is a host's body with one bond over two cards.
func bond(attributes ...string) string {
	return "interface \"eth0\" {}\ninterface \"eth1\" {}\nbond \"bond0\" {\n interfaces = [\"eth0\", \"eth1\"]\n " +
		strings.Join(attributes, "\n ") + "\n}"
}

// BONDING_OPTS of what each release takes.
func TestEmitBondingOpts(t *testing.T) {
	for _, tc := range []struct{ platform, want, body string }{
		{"rhel5", "mode=active-backup miimon=100", bond()},
		{"rhel5", "mode=balance-rr miimon=0", bond(`mode = "balance-rr"`, `miimon = "0s"`)},
		{
			"rhel5", "mode=active-backup arp_interval=1500 arp_ip_target=10.0.0.1,10.0.0.2 arp_validate=all",
			bond(`arp_interval = "1500ms"`, `arp_ip_target = ["10.0.0.1", "10.0.0.2"]`, `arp_validate = "all"`),
		},
		{"rhel5", "mode=active-backup miimon=0 arp_interval=1000 arp_ip_target=10.0.0.1", bond(`miimon = "0s"`, `arp_interval = "1s"`, `arp_ip_target = ["10.0.0.1"]`)},
		{
			"rhel6", "mode=active-backup miimon=100 updelay=200 downdelay=200 use_carrier=0 fail_over_mac=active num_grat_arp=3 num_unsol_na=3 resend_igmp=2 all_slaves_active=1 primary=eth1 primary_reselect=failure",
			bond(`primary = "eth1"`, `primary_reselect = "failure"`, `updelay = "200ms"`, `downdelay = "200ms"`, `use_carrier = false`, `fail_over_mac = "active"`,
				`num_grat_arp = 3`, `num_unsol_na = 3`, `resend_igmp = 2`, `all_slaves_active = true`),
		},
		{
			"rhel7", "mode=802.3ad miimon=100 lacp_rate=slow ad_select=bandwidth min_links=1 xmit_hash_policy=encap3+4",
			bond(`mode = "802.3ad"`, `lacp_rate = "slow"`, `ad_select = "bandwidth"`, `min_links = 1`, `xmit_hash_policy = "encap3+4"`),
		},
		{"rhel9", "mode=balance-rr miimon=100 packets_per_slave=4", bond(`mode = "balance-rr"`, "packets_per_slave = 4")},
		{"rhel9", "mode=balance-tlb miimon=100 lp_interval=2 tlb_dynamic_lb=0", bond(`mode = "balance-tlb"`, "lp_interval = 2", "tlb_dynamic_lb = false")},
	} {
		files, _, diags := emit(t, "host \"h\" {\n platform = \""+tc.platform+"\"\n"+tc.body+"\n}\n", nil)
		if len(diags) > 0 {
			t.Errorf("%s: %s", tc.want, diags)
			continue
		}
		b := files[len(files)-1].Bond()
		if b == nil || b.BondingOpts.Text != tc.want {
			t.Errorf("BONDING_OPTS=%q, want %q", b.BondingOpts.Text, tc.want)
		}
		for _, o := range b.Options {
			if p, ok := LookupParameter(o.Name); !ok || o.Name != "primary" && !p.Accepts(o.Value) {
				t.Errorf("%s=%s is none of the driver's", o.Name, o.Value)
			}
		}
	}
}

// A platform without ifcfg files gets none for interfaces that only say which
// addresses the host has.
func TestEmitInventoryOnly(t *testing.T) {
	files, module, diags := emit(t, `host "h" {
  platform = "debian12"
  interface "ens3" { address = "10.0.0.1/24" }
}`, nil)
	if len(files) > 0 || module != nil || len(diags) > 0 {
		t.Errorf("%d files, %v, %s", len(files), module, diags)
	}
}

// A secret marks its line and appears in no message.
func TestEmitSecret(t *testing.T) {
	files, _, diags := emit(t, `
variable "mac" {
  type      = string
  default   = "00:15:17:6e:aa:01"
  sensitive = true
}
host "h" {
  platform = "rhel5"
  interface "eth0" {
    hwaddr      = var.mac
    description = "card ${var.mac}"
  }
}`, nil)
	if len(diags) > 0 || len(files) != 1 {
		t.Fatalf("%d files, %s", len(files), diags)
	}
	text, lines := files[0].Format()
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if lines[i].Sensitive != strings.HasPrefix(line, "HWADDR=") {
			t.Errorf("line %q: sensitive %v", line, lines[i].Sensitive)
		}
	}
	if strings.Count(string(text), "17:6E") != 1 || strings.Contains(string(text), "card") {
		t.Errorf("the secret is where it does not belong:\n%s", text)
	}
}

// 50 builds give the same bytes.
func TestEmitDeterministic(t *testing.T) {
	src, err := os.ReadFile("testdata/emit/topology.hcl")
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for n := range 50 {
		files, _, _ := emit(t, string(src), map[string]string{"platform": "rhel6"})
		var all strings.Builder
		for _, f := range files {
			text, _ := f.Format()
			all.Write(text)
		}
		if n == 0 {
			first = all.String()
		} else if all.String() != first {
			t.Fatal("two builds differ")
		}
	}
}
