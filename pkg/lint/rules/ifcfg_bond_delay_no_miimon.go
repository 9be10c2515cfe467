package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondDelayNoMiimon = &lint.Rule{
	ID:       "ifcfg-bond-delay-no-miimon",
	Severity: lint.Error,
	Doc: `updelay or downdelay without miimon

The delays count rounds of miimon. Without it the driver refuses them: the log has "Unable to set up delay as MII
monitoring is disabled", or updelay and downdelay in its place on newer kernels.

Set miimon, or leave the delays out.

Source: Linux Ethernet Bonding Driver HOWTO, "updelay"; bond_option_updelay_set of the driver; seen on Linux 6.1.`,
	Ifcfg:    bondingOpts(checkDelayNoMiimon),
	Modprobe: moduleOptions(checkDelayNoMiimon),
}

// checkDelayNoMiimon judges where the place decides on the monitor itself: a
// miimon may also come from elsewhere.
func checkDelayNoMiimon(p *lint.Pass, s bondSettings) {
	miimon, given := s.option("miimon")
	arp, isARP := s.inForce("arp_interval")
	if !isARP && !(given && miimon.Value == "0") || given && miimon.Value != "0" {
		return
	}
	why := "miimon=0"
	if isARP {
		why = "arp_interval=" + arp.Value + " in its place"
	}
	for i, o := range s.options {
		if (o.Name == "updelay" || o.Name == "downdelay") && o.Value != "0" {
			p.ReportFix(o.Range, s.withoutOption(i), "%s=%s counts rounds of miimon, and there is %s", o.Name, o.Value, why)
		}
	}
}
