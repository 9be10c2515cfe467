package rules

import (
	"strings"
	"sync"

	"github.com/agext/levenshtein"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgKeyUnknown = &lint.Rule{
	ID:       "ifcfg-key-unknown",
	Severity: lint.Info,
	Doc: `A key that nothing reads

Neither the network scripts nor NetworkManager know it: what it was to bring about does not happen. IPV6PREFIX is a
frequent one: the length belongs into IPV6ADDR. The keys of a device that another package brings up, such as one of Open
vSwitch or of rp-pppoe, are that package's, and are not looked at.

Mend the spelling, or remove it.

Source: initscripts' sysconfig.txt; nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		if otherScript(f) {
			return
		}
		set := f.Values()
		for d := range f.All() {
			if _, known := ifcfg.LookupKey(d.Name.Text); d.Kind == ifcfg.Assignment && !d.Export && !known && !strings.Contains(f.Name, "-range") {
				p.ReportFix(d.Range(), meantKey(set, d), "neither initscripts nor NetworkManager reads %s", d.Name.Text)
			}
		}
	},
}

// otherScript tells whether the device is one that a script of another package brings
// up: ifup runs ifup-DEVICETYPE where that is there. Source: ifup of initscripts.
func otherScript(f *ifcfg.File) bool {
	if kind := f.Text("TYPE"); strings.HasPrefix(kind, "OVS") || kind == "xDSL" { // rp-pppoe's
		return true
	}
	switch f.Text("DEVICETYPE") {
	case "", "eth", "ppp", "ippp", "isdn", "wireless", "sit", "tunnel", "ipsec", "bnep", "ctc", "iucv", "plip", "plusb", "Team", "TeamPort":
		return false
	}
	return true
}

// meantKey is the fix of a key that is misspelt: in small letters, or one letter away
// from a key that is not set already.
func meantKey(set map[string]string, d *ifcfg.Directive) *lint.Fix {
	name := strings.ToUpper(d.Name.Text)
	if len(name) < 6 {
		return nil // too short to tell
	}
	near := suggest.Nearest(name, keyNames())
	if _, known := ifcfg.LookupKey(name); known {
		near = name
	}
	if _, taken := set[near]; near == "" || taken || levenshtein.Distance(name, near, nil) > 1 {
		return nil
	}
	return lint.Replace(d.Name.Range, near)
}

// keyNames are the names of all documented keys.
var keyNames = sync.OnceValue(func() []string {
	var names []string
	for _, key := range ifcfg.Keys() {
		names = append(names, key.Name)
	}
	return names
})
