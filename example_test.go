package hagen_test

import (
	"fmt"
	"path"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// A topology of one host with an alias for its address: one file.
func ExampleBuild() {
	result, diags := hagen.Build(map[string][]byte{"topology.hcl": []byte(`
host "app-01" {
  platform = "rhel6"
  interface "eth0" { address = "192.0.2.10/24" }
}
`)}, hagen.Options{})
	if diags.HasErrors() {
		fmt.Println(diags)
		return
	}
	for _, o := range result.Outputs {
		fmt.Printf("%s:%s (%04o)\n", o.Host, o.Path, o.Mode)
	}
	// Output:
	// app-01:/etc/sysconfig/network-scripts/ifcfg-eth0 (0644)
}

// What the platform of a host cannot do is an error at the attribute that asks
// for it, and no file is built.
func ExampleBuild_diagnostics() {
	result, diags := hagen.Build(map[string][]byte{"topology.hcl": []byte(`
host "app-01" { platform = "rhel4" }
`)}, hagen.Options{})
	for _, d := range diags {
		fmt.Printf("%s: %s\n", d.Subject, d.Summary)
	}
	fmt.Println(len(result.Outputs), "files")
	// Output:
	// topology.hcl:2,28-35: Invalid platform
	// 0 files
}

// Values of variables come from the caller; the library looks into no environment.
func ExampleOptions() {
	files := map[string][]byte{"topology.hcl": []byte(`
variable "address" { type = string }

host "app-01" {
  platform = "rhel6"
  interface "eth0" { address = "${var.address}/24" }
}
`)}
	result, _ := hagen.Build(files, hagen.Options{
		Variables: topology.Options{Vars: map[string]string{"address": "192.0.2.10"}},
	})
	fmt.Println(result.Topology.Hosts[0].Interfaces[0].Address.Value)
	// Output:
	// 192.0.2.10/24
}

// Files of one host are looked at together: the slaves of a bond and the bond.
func ExampleLint() {
	result, diags := hagen.Lint(map[string][]byte{
		"node-01/etc/sysconfig/network-scripts/ifcfg-bond0": []byte("DEVICE=bond0\nONBOOT=yes\nBONDING_OPTS=\"mode=1\"\n"),
		"node-01/etc/sysconfig/network-scripts/ifcfg-eth0":  []byte("DEVICE=eth0\nONBOOT=yes\nMASTER=bond0\nSLAVE=yes\n"),
		"node-01/etc/sysconfig/network-scripts/ifcfg-eth1":  []byte("DEVICE=eth1\nONBOOT=yes\nMASTER=bond0\nSLAVE=yes\n"),
	}, hagen.LintOptions{})
	if diags.HasErrors() {
		fmt.Println(diags)
		return
	}
	for _, f := range result.Findings {
		if f.Rule.Severity >= lint.Error {
			fmt.Printf("%s:%d: %s\n[%s]\n", path.Base(f.Range.Filename), f.Range.Start.Line, f.Message, f.Rule.ID)
		}
	}
	// Output:
	// ifcfg-bond0:3: nothing sets miimon or arp_interval: bond0 does not look at its links
	// [ifcfg-bond-no-monitor]
}
