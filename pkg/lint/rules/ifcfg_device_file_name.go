package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgDeviceFileName = &lint.Rule{
	ID:       "ifcfg-device-file-name",
	Severity: lint.Warning,
	Doc: `DEVICE and the name of the file disagree

ifup finds a file by its name and the device by DEVICE: "ifup eth1" of a file ifcfg-eth1 with DEVICE=eth0 configures
eth0, and ifdown takes it down. It is the usual trace of a copied file.

Rename the file to ifcfg- and the device, or mend DEVICE.

Source: initscripts' sysconfig.txt; ifup of initscripts.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		d, name := f.Lookup("DEVICE"), fileDevice(f.Name)
		if d == nil || d.Value.Expands || d.Value.Text == "" || name == "" || lint.IsKeptCopy(f.Name) {
			return
		}
		if device := d.Value.Text; device != name && !strings.HasPrefix(name, device) && f.Lookup("UUID") == nil && !strings.Contains(name, "-range") {
			p.Report(d.Range(), "DEVICE=%s in a file for %s", device, name)
		}
	},
}
