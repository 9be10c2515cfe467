package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgHWAddrDuplicate = &lint.Rule{
	ID:       "ifcfg-hwaddr-duplicate",
	Severity: lint.Error,
	Doc: `One HWADDR for two cards

ifup configures the card that has the address, and leaves the other alone: it finds that its address is another than
expected. On two hosts it is the trace of a file that was copied with the address of the other's card in it.

Write for each card its own.

Source: ifup-eth of initscripts.`,
	Host:   checkHWAddrDuplicate,
	Estate: checkHWAddrHosts,
}

// checkHWAddrDuplicate counts what was meant where the value did not become one:
// the same placeholder stands in both files.
func checkHWAddrDuplicate(p *lint.Pass, h *lint.Host) {
	first := make(map[string]*device)
	for _, d := range interfacesOf(p, h).list {
		text, place := strings.ToUpper(d.HWAddr.Text), d.HWAddr.Range
		for directive := range d.file.All() {
			if len(directive.Env) == 1 && directive.Env[0].Name.Text == "HWADDR" {
				_, text, _ = strings.Cut(directive.Raw(), "=")
				place = directive.Range()
			}
		}
		other := first[text]
		switch {
		case text == "" || d.HWAddr.Expands || isVLAN(d) || d.IsBond():
		case other == nil:
			first[text] = d
		case other.name != d.name:
			p.Report(place, "%s and %s have the same HWADDR: %s", other.name, d.name, text)
		}
	}
}

// checkHWAddrHosts looks for one card on two hosts.
func checkHWAddrHosts(p *lint.Pass, e *lint.Estate) {
	type card struct{ host, name string }
	first := make(map[string]card)
	for _, h := range e.Hosts {
		all := interfacesOf(p, h)
		if !all.whole {
			continue
		}
		for _, d := range all.list {
			text := strings.ToUpper(d.HWAddr.Text)
			if !hwaddrPattern.MatchString(text) || d.HWAddr.Expands || isVLAN(d) || d.IsBond() {
				continue
			}
			other, seen := first[text]
			switch {
			case !seen:
				first[text] = card{h.Name, d.name}
			case other.host != h.Name:
				p.Report(d.HWAddr.Range, "%s of %s has the same HWADDR: %s", other.name, other.host, text)
			}
		}
	}
}
