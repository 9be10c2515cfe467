package rules

import "github.com/everlinux/hagen/pkg/lint"

func clusterRules() []*lint.Rule {
	return []*lint.Rule{
		clusterCleanStart,
		clusterFenceAgent,
		clusterFenceBackupSame,
		clusterFenceDefaultCredentials,
		clusterFenceDeviceDuplicate,
		clusterFenceDeviceUndefined,
		clusterFenceDeviceUnused,
		clusterFenceDevicesAlike,
		clusterFenceManual,
		clusterFenceParameter,
		clusterFencePassword,
		clusterFenceSingleMethod,
		clusterKeyfile,
		clusterMulticastAddress,
		clusterMulticastInNode,
		clusterMulticastInterface,
		clusterMulticastMac,
		clusterMulticastReserved,
		clusterMulticastScope,
		clusterMulticastTtl,
		clusterMulticastUnused,
		clusterNodeNoFence,
		clusterPostFailDelay,
		clusterPostJoinDelay,
		clusterSchema,
		clusterSchemaTolerated,
		clusterSkipUndefined,
		clusterTransportBroadcast,
	}
}
