package rules

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
)

// The functions of this file are what the rules about VLANs share.

// vlanDevice is the name that ifup takes for a VLAN's. Source: ifup of initscripts.
var vlanDevice = regexp.MustCompile(`^[^:]+\.[0-9]{1,4}$`)

// isTaggedName tells whether a device has the name of a VLAN on another one.
func isTaggedName(device string) bool { return vlanDevice.MatchString(device) }

// saysVLAN tells whether a file says that its device is a VLAN, in the way of the
// network scripts or of NetworkManager.
func saysVLAN(i *ifcfg.Interface) bool {
	return ifcfg.IsTrue(i.VLAN.Text) || strings.EqualFold(i.Type.Text, "vlan")
}

// nameVLAN returns the number at the end of a VLAN's name: of bond0.30 and of vlan30
// it is 30.
func nameVLAN(device string) (id int, ok bool) {
	number, ok := strings.CutPrefix(device, "vlan")
	if isTaggedName(device) {
		number, ok = device[strings.LastIndexByte(device, '.')+1:], true
	}
	if !ok {
		return 0, false
	}
	id, err := strconv.Atoi(number)
	return id, err == nil
}

// parentName is the name of the device that carries a VLAN, "" where nothing says it.
func (d *device) parentName() string {
	if d.PhysDev.Text != "" {
		return d.PhysDev.Text
	}
	if isTaggedName(d.name) {
		return d.name[:strings.LastIndexByte(d.name, '.')]
	}
	return ""
}
