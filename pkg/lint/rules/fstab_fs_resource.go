package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/fstab"
	"github.com/everlinux/hagen/pkg/lint"
)

var fstabFsResource = &lint.Rule{
	ID:       "fstab-fs-resource",
	Severity: lint.Error,
	Doc: `A file system of a service that the host mounts by itself

rgmanager mounts the file system of an fs resource on the one node that has the service. A node that mounts it at boot
besides writes to it beside the other: ext3, ext4 and xfs are not made for two, and are destroyed.

Take the line out. One with the option noauto is not mounted at boot, and is not reported; two names of one device, such
as a label and a path, are not known to be one.

Source: fstab(5), "noauto"; the metadata of rgmanager's fs.sh.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		byDevice := make(map[string]*clusterconf.Element)
		for _, f := range h.ClusterConf {
			for e := range f.All() {
				if device := e.Value("device"); e.Name.Text == "fs" && device != "" && !lint.IsKeptCopy(f.Name) {
					byDevice[fstab.DeviceKey(device)] = e
				}
			}
		}
		for _, f := range h.Fstab {
			for entry := range f.All() {
				e := byDevice[fstab.DeviceKey(entry.Device.Text)]
				if _, noauto := entry.Option("noauto"); e == nil || noauto {
					continue
				}
				p.ReportFinding(lint.Finding{
					Message: fmt.Sprintf("the host mounts %s at boot, and rgmanager mounts it as %q", entry.Device.Text, e.Value("name")),
					Range:   entry.Device.Range, Related: []lint.Related{{Message: "the resource", Range: placeOf(e, "device")}},
				})
			}
		}
	},
}
