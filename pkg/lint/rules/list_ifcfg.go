package rules

import "github.com/everlinux/hagen/pkg/lint"

func ifcfgRules() []*lint.Rule {
	return []*lint.Rule{
		ifcfgBackupCopy,
		ifcfgBondARPMode,
		ifcfgBondARPNoTarget,
		ifcfgBondARPTarget,
		ifcfgBondARPTargetOwn,
		ifcfgBondARPValidateNoARP,
		ifcfgBondDelayMultiple,
		ifcfgBondDelayNoMiimon,
		ifcfgBondHWAddr,
		ifcfgBondMiimonOnly,
		ifcfgBondModeNumber,
		ifcfgBondModeUnknown,
		ifcfgBondNoMonitor,
		ifcfgBondParameterMode,
		ifcfgBondParameterPartner,
		ifcfgBondParameterPlace,
		ifcfgBondParameterRelease,
		ifcfgBondParameterUnknown,
		ifcfgBondParameterValue,
		ifcfgBondPrimaryNotSlave,
		ifcfgBondSlaveCount,
		ifcfgBondTwoMonitors,
		ifcfgDeviceDuplicate,
		ifcfgDeviceFileName,
		ifcfgHWAddr,
		ifcfgHWAddrDuplicate,
		ifcfgHWAddrMACAddr,
		ifcfgSlaveAddress,
		ifcfgSlaveIncomplete,
		ifcfgSlaveKeysDiffer,
		ifcfgSlaveMTU,
		ifcfgSlaveNoBond,
		ifcfgSlaveSpeed,
	}
}
