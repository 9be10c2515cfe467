package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var topologyRdmController = &lint.Rule{
	ID:       "topology-rdm-controller",
	Severity: lint.Error,
	Doc: `A shared disk on the controller of the system disk

The bus sharing of a controller counts for all of its disks, and the system disk cannot be shared: the controller 0 of the
machine cannot be set to physical sharing. Unit 7 of each controller is the controller itself.

Use a second controller: 1:0 and on, without 1:7.

Source: VMware vSphere 6.7, Setup for Failover Clustering and Microsoft Cluster Service, "Requirements for Clustered Disks"
("A separate virtual adapter must be used for clustered disks"); vSphere 5.1, on SCSI controllers: the first disk is at (0:0).`,
	Topology: func(p *lint.Pass, t *topology.Topology) {
		for _, vg := range t.VolumeGroups {
			for _, pv := range vg.PhysicalVolumes {
				if rdm := pv.RDM.Value; rdm != nil && vg.Cluster.Value != nil && strings.HasPrefix(rdm.SCSI.Value, "0:") {
					p.Report(rdm.SCSI.Range, "%s is at SCSI (%s), on the controller of the system disk", pv.Name, rdm.SCSI.Value)
				}
			}
		}
	},
}
