package rules

import (
	"maps"
	"slices"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSlaveKeysDiffer = &lint.Rule{
	ID:       "ifcfg-slave-keys-differ",
	Severity: lint.Info,
	Doc: `A key that only one slave of a bond has

The slaves of a bond are to be interchangeable: what one file has and the other does not is often left over from an
earlier use of the card.

Give the slaves the same keys.

Source: seen in the files of a bonded server; Linux Ethernet Bonding Driver HOWTO, "3.2 Configuration with
Initscripts Support" (files that differ in the device alone).`,
	Host: checkSlaveKeys,
}

func checkSlaveKeys(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	for _, master := range slices.Sorted(maps.Keys(all.byMaster)) {
		slaves := all.byMaster[master]
		count := make(map[string]int)
		for _, slave := range slaves {
			for key := range slave.file.Values() {
				count[key]++
			}
			for key := range meantKeys(slave.file) {
				count[key]++
			}
		}
		for _, slave := range slaves {
			last := lastAssignments(slave.file)
			for d := range slave.file.All() {
				if last[d] && count[d.Name.Text] < len(slaves) {
					p.Report(d.Range(), "%s is in the file of %s and not in those of all slaves of %s", d.Name.Text, slave.name, master)
				}
			}
		}
	}
}

// meantKeys are the keys that a file was meant to set, and that a blank in their
// value made an assignment for a command.
func meantKeys(f *ifcfg.File) map[string]bool {
	keys, values := make(map[string]bool), f.Values()
	for d := range f.All() {
		for _, env := range d.Env {
			if _, set := values[env.Name.Text]; !set {
				keys[env.Name.Text] = true
			}
		}
	}
	return keys
}
