package runbook

import "regexp"

// partitionPattern tells a partition from its disk: sdc1, vdb2, nvme0n1p1,
// mpatha1, mpathap1.
var partitionPattern = regexp.MustCompile(`^(/dev/(?:[shv]d[a-z]{1,3}|xvd[a-z]|mapper/mpath[a-z]{1,3}))p?([0-9]{1,3})$|^(/dev/(?:nvme[0-9]+n[0-9]+|mmcblk[0-9]+|loop[0-9]+))p([0-9]{1,3})$`)

// splitPartition returns the disk of a partition and the partition's number; of
// what is no partition, the device itself and "".
func splitPartition(device string) (disk, number string) {
	m := partitionPattern.FindStringSubmatch(device)
	if m == nil {
		return device, ""
	}
	return m[1] + m[3], m[2] + m[4]
}

// isMultipath tells whether a device is one of device-mapper-multipath.
func isMultipath(device string) bool { return multipathPattern.MatchString(device) }

var multipathPattern = regexp.MustCompile(`^/dev/mapper/mpath`)
