package fstab

import "strings"

// DeviceKey returns the same text for the names of one device, as far as the names
// say: that of /dev/vg/lv is /dev/mapper/vg-lv, where a hyphen of a name is written
// twice; any other name stands for itself.
// Source: lvm(8).
func DeviceKey(device string) string {
	path, ok := strings.CutPrefix(device, "/dev/")
	group, volume, isVolume := strings.Cut(path, "/")
	if !ok || !isVolume || strings.Contains(volume, "/") || group == "mapper" || group == "disk" {
		return device
	}
	double := func(name string) string { return strings.ReplaceAll(name, "-", "--") }
	return "/dev/mapper/" + double(group) + "-" + double(volume)
}
