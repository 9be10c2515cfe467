package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgSlaveSpeed = &lint.Rule{
	ID:       "ifcfg-slave-speed",
	Severity: lint.Warning,
	Doc: `Slaves of one bond that are set to different speeds

802.3ad aggregates only links of one speed and duplex: the others wait as spare. The other modes send as much over the
slow link as over the fast one, or fail over to it.

Set all slaves of the bond to the same.

Source: Linux Ethernet Bonding Driver HOWTO, "ad_select" and "mode"; IEEE 802.1AX.`,
	Host: checkSlaveSpeed,
}

func checkSlaveSpeed(p *lint.Pass, h *lint.Host) {
	all := interfacesOf(p, h)
	for _, master := range slices.Sorted(maps.Keys(all.byMaster)) {
		for _, what := range []string{"speed", "duplex"} {
			first, firstName := "", ""
			for _, slave := range all.byMaster[master] {
				d := slave.file.Lookup("ETHTOOL_OPTS")
				if d == nil || d.Value.Expands {
					continue
				}
				words := strings.Fields(d.Value.Text)
				at := slices.Index(words, what) + 1
				switch {
				case at == 0 || at == len(words):
				case first == "":
					first, firstName = words[at], slave.name
				case words[at] != first:
					p.Report(d.Range(), "%s has %s %s, %s has %s", slave.name, what, words[at], firstName, first)
				}
			}
		}
	}
}
