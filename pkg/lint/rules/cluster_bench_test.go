package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// BenchmarkHosts lints hosts with two bonds, a VLAN and a hosts file each, all
// together: the time per host is to stay what it is.
func BenchmarkHosts(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var files []lint.Source
			for i := range n {
				files = append(files, bondedHost(fmt.Sprintf("app-%05d", i), i)...)
			}
			benchmarkRun(b, files, n, "host")
		})
	}
}

// BenchmarkCluster lints clusters whose nodes all have the file, bonds and hosts.
func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{16, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			conf, names := clusterOf(n)
			var files []lint.Source
			for i := range n {
				host := fmt.Sprintf("node-%03d", i)
				files = append(files, bondedHost(host, i)...)
				files = append(files,
					lint.Source{Name: host + "/etc/cluster/cluster.conf", Host: host, Path: "/etc/cluster/cluster.conf", Src: conf},
					lint.Source{Name: host + "/etc/hosts", Host: host, Path: "/etc/hosts", Src: names})
			}
			benchmarkRun(b, files, n, "node")
		})
	}
}

func benchmarkRun(b *testing.B, files []lint.Source, n int, unit string) {
	e := lint.NewEstate(nil, topology.LookupPlatform("rhel6"), files)
	if diags := e.Diagnostics(); diags.HasErrors() {
		b.Fatal(diags)
	}
	rules := All()
	b.ReportAllocs()
	for b.Loop() {
		lint.Run(e, rules)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/"+unit)
}

// bondedHost returns the network files of a host: each has addresses of its own.
func bondedHost(host string, i int) []lint.Source {
	var files []lint.Source
	add := func(device, text string) {
		path := "/etc/sysconfig/network-scripts/ifcfg-" + device
		files = append(files, lint.Source{Name: host + path, Host: host, Path: path, Src: []byte(text)})
	}
	for bond := range 2 {
		for slave := range 2 {
			card := fmt.Sprintf("eth%d", 2*bond+slave)
			add(card, fmt.Sprintf("DEVICE=%s\nHWADDR=00:1B:%02X:%02X:%02X:%02X\nONBOOT=yes\nBOOTPROTO=none\nMASTER=bond%d\nSLAVE=yes\nUSERCTL=no\nNM_CONTROLLED=no\n",
				card, i>>16, i>>8&255, i&255, 2*bond+slave, bond))
		}
		add(fmt.Sprintf("bond%d", bond), fmt.Sprintf("DEVICE=bond%d\nONBOOT=yes\nBOOTPROTO=none\nIPADDR=10.%d.%d.%d\nPREFIX=16\nUSERCTL=no\nNM_CONTROLLED=no\nBONDING_OPTS=\"mode=active-backup miimon=100\"\n",
			bond, 20+bond, i/250, i%250+1))
	}
	add("bond0.40", fmt.Sprintf("DEVICE=bond0.40\nVLAN=yes\nONBOOT=yes\nBOOTPROTO=none\nIPADDR=10.40.%d.%d\nPREFIX=16\nNM_CONTROLLED=no\n", i/250, i%250+1))
	files = append(files,
		lint.Source{Name: host + "/etc/modprobe.d/bonding.conf", Host: host, Path: "/etc/modprobe.d/bonding.conf", Src: []byte("alias bond0 bonding\nalias bond1 bonding\n")},
		lint.Source{Name: host + "/etc/hosts", Host: host, Path: "/etc/hosts", Src: []byte("127.0.0.1 localhost\n" + fmt.Sprintf("10.20.%d.%d %s\n", i/250, i%250+1, host))})
	return files
}

// clusterOf returns the cluster.conf and the hosts file of a cluster.
func clusterOf(nodes int) (conf, names []byte) {
	var b, h strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<cluster name=\"bench\" config_version=\"1\">\n<cman keyfile=\"/etc/cluster/key\"/>\n<clusternodes>\n")
	h.WriteString("127.0.0.1 localhost\n")
	for i := range nodes {
		fmt.Fprintf(&b, "<clusternode name=\"node-%03d\" nodeid=\"%d\"><fence><method name=\"ipmi\"><device name=\"ipmi-%03d\"/></method><method name=\"pdu\"><device name=\"pdu\" port=\"%d\"/></method></fence></clusternode>\n", i, i+1, i, i+1)
		fmt.Fprintf(&h, "10.21.%d.%d node-%03d\n", i/250, i%250+1, i)
	}
	b.WriteString("</clusternodes>\n<fencedevices>\n<fencedevice name=\"pdu\" agent=\"fence_apc\" ipaddr=\"10.9.0.1\" login=\"fence\" passwd_script=\"/etc/cluster/pdu\"/>\n")
	for i := range nodes {
		fmt.Fprintf(&b, "<fencedevice name=\"ipmi-%03d\" agent=\"fence_ipmilan\" ipaddr=\"10.9.1.%d\" login=\"fence\" passwd_script=\"/etc/cluster/ipmi\" lanplus=\"1\"/>\n", i, i+1)
	}
	b.WriteString("</fencedevices>\n<rm>\n<resources>\n")
	for i := range nodes {
		fmt.Fprintf(&b, "<ip address=\"10.20.200.%d\"/>\n", i+1)
	}
	b.WriteString("</resources>\n")
	for i := range nodes {
		fmt.Fprintf(&b, "<service name=\"s%d\" recovery=\"relocate\"><ip ref=\"10.20.200.%d\"/></service>\n", i, i+1)
	}
	b.WriteString("</rm>\n</cluster>\n")
	return []byte(b.String()), []byte(h.String())
}
