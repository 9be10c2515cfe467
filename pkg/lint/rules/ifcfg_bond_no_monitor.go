package rules

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBondNoMonitor = &lint.Rule{
	ID:       "ifcfg-bond-no-monitor",
	Severity: lint.Error,
	Doc: `A bond that never notices a dead link

miimon is 0 unless it is set, and so is arp_interval: with neither the driver does not look at its links, and the bond
goes on sending into a dead one. The driver says nothing in the modes balance-rr, active-backup, balance-xor and
broadcast.

Add miimon=100, or arp_interval and arp_ip_target.

Source: Linux Ethernet Bonding Driver HOWTO, "miimon" and "7. Link Monitoring"; seen on Linux 6.1.`,
	Ifcfg: bondingOpts(func(p *lint.Pass, s bondSettings) {
		if miimon, ok := s.option("miimon"); ok {
			checkMonitorOff(p, s, miimon)
		}
	}),
	Modprobe: moduleOptions(func(p *lint.Pass, s bondSettings) {
		mode, ok := s.mode()
		miimon, off := s.option("miimon")
		if _, arp := s.option("arp_interval"); off && !(ok && mode >= ifcfg.LACP) && !arp {
			checkMonitorOff(p, s, miimon)
		}
	}),
	Host: checkMonitors,
}

// checkMonitorOff reports a miimon that is 0 where no ARP monitor takes its place.
func checkMonitorOff(p *lint.Pass, s bondSettings, miimon ifcfg.Option) {
	if _, arp := s.inForce("arp_interval"); !arp && miimon.Value == "0" {
		p.ReportFix(miimon.Range, lint.Replace(miimon.ValueRange, "100"), "miimon=0 and no arp_interval: %s does not look at its links", s.name)
	}
}

// checkMonitors looks for bonds without a monitor: one that the module's options
// give counts for all of its bonds.
func checkMonitors(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	if !all.whole {
		return
	}
	for _, f := range h.Modprobe {
		for _, s := range moduleSettings(p, f) {
			_, mii := s.option("miimon")
			if _, arp := s.option("arp_interval"); mii || arp {
				return
			}
		}
	}
	for _, d := range all.bonds() {
		s := d.settings()
		mode, ok := s.mode()
		_, mii := s.option("miimon")
		_, arp := s.inForce("arp_interval")
		if mii || arp || ok && mode >= ifcfg.LACP || d.BondingOpts.Expands || byNetworkManager(p, d.Interface) {
			continue
		}
		if len(s.options) == 0 {
			p.Report(d.place(), "nothing sets miimon or arp_interval: %s does not look at its links", d.name)
			continue
		}
		var fix *lint.Fix
		if d.BondingOpts.Quote != 0 { // a blank ends a value without quotes
			last := s.options[len(s.options)-1].Range
			fix = lint.Replace(hcl.Range{Filename: last.Filename, Start: last.End, End: last.End}, " miimon=100")
		}
		p.ReportFix(s.place, fix, "nothing sets miimon or arp_interval: %s does not look at its links", d.name)
	}
}
