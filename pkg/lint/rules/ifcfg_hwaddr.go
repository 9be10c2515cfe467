package rules

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgHWAddr = &lint.Rule{
	ID:       "ifcfg-hwaddr",
	Severity: lint.Error,
	Doc: `A HWADDR that is no address of a card

ifup compares HWADDR with the address of the card and leaves the card alone where they differ. What is not six bytes
in hexadecimal, or is a group's address, fits no card.

Write what "ip link" shows for the card.

Source: ifup-eth of initscripts ("has different MAC address than expected, ignoring"); IEEE 802 for the group bit.`,
	Ifcfg: checkHWAddr,
}

var hwaddrPattern = regexp.MustCompile(`^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$`)

// checkHWAddr leaves InfiniBand's addresses of 20 bytes alone.
func checkHWAddr(p *lint.Pass, f *ifcfg.File) {
	for _, key := range []string{"HWADDR", "MACADDR"} {
		d := f.Lookup(key)
		if d == nil || d.Value.Text == "" || d.Value.Expands || len(d.Value.Text) == 59 {
			continue
		}
		text := d.Value.Text
		octet, err := strconv.ParseUint(text[:min(2, len(text))], 16, 8)
		switch {
		case key == "MACADDR" && !strings.Contains(text, ":"): // NetworkManager's words: preserve, random
		case !hwaddrPattern.MatchString(text):
			var fix *lint.Fix
			if colons := strings.ReplaceAll(text, "-", ":"); hwaddrPattern.MatchString(colons) {
				fix = lint.Replace(d.Value.Range, colons)
			}
			p.ReportFix(d.Range(), fix, "%s=%s is not six bytes in hexadecimal with colons between them", key, text)
		case text == "00:00:00:00:00:00":
			p.Report(d.Range(), "%s=%s is no address of a card", key, text)
		case err == nil && octet&1 == 1:
			p.Report(d.Range(), "%s=%s is the address of a group", key, text)
		}
	}
}
