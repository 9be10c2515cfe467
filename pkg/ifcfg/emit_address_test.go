package ifcfg

import (
	"strings"
	"testing"
)

// What each release reads of addresses that go beyond one IPv4 address.
func TestEmitAddresses(t *testing.T) {
	const (
		six = `interface "eth0" {
  address             = "10.0.0.1/24"
  secondary_addresses = ["2001:db8::2/64", "10.0.0.2/24", "2001:db8::3/64"]
  ipv6_address        = "2001:db8::1/64"
  gateway             = "2001:db8::ff"
}`
		dhcp = `interface "eth0" {
  bootproto           = "dhcp"
  secondary_addresses = ["10.0.0.2/24"]
}`
		noRoute = `interface "eth0" {
  bootproto     = "dhcp"
  default_route = false
}`
	)
	for _, tc := range []struct{ platform, body, want string }{
		{"rhel6", six, `IPADDR=10.0.0.1
PREFIX=24
IPADDR1=10.0.0.2
PREFIX1=24
IPV6INIT=yes
IPV6_AUTOCONF=no
IPV6ADDR=2001:db8::1/64
IPV6ADDR_SECONDARIES="2001:db8::2/64 2001:db8::3/64"
IPV6_DEFAULTGW=2001:db8::ff
`},
		{"rhel6", dhcp, "DEVICE=eth0:1\nONPARENT=yes\nIPADDR=10.0.0.2\nPREFIX=24\n"},
		{"rhel8", dhcp, "BOOTPROTO=dhcp\nIPADDR1=10.0.0.2\nPREFIX1=24\n"},
		{"rhel8", noRoute, "BOOTPROTO=dhcp\nDEFROUTE=no\n"},
		{"rhel9", "interface \"eth0\" {\n userctl = true\n dns = [\"10.0.0.1\", \"10.0.0.2\", \"2001:db8::53\"]\n}", "USERCTL=yes\nDNS1=10.0.0.1\nDNS2=10.0.0.2\nDNS3=2001:db8::53\n"},
	} {
		files, _, diags := emit(t, "host \"h\" {\n platform = \""+tc.platform+"\"\n"+tc.body+"\n}\n", nil)
		if len(diags) > 0 {
			t.Errorf("%s: %s", tc.platform, diags)
			continue
		}
		var all strings.Builder
		for _, f := range files {
			text, _ := f.Format()
			all.Write(text)
		}
		if !strings.Contains(all.String(), tc.want) {
			t.Errorf("%s: want\n%s\nin\n%s", tc.platform, tc.want, all.String())
		}
	}
}

func TestNetmask(t *testing.T) {
	for bits, want := range map[int]string{0: "0.0.0.0", 1: "128.0.0.0", 24: "255.255.255.0", 31: "255.255.255.254", 32: "255.255.255.255"} {
		if got := netmask(bits); got != want {
			t.Errorf("netmask(%d) = %s, want %s", bits, got, want)
		}
	}
}
