package rules

import (
	"strings"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgWord = &lint.Rule{
	ID:       "ifcfg-word",
	Severity: lint.Warning,
	Doc: `A word that the key does not take

The network scripts compare words letter by letter, and what they do not know is not there: BOOTPROTO=DHCP asks no
server for an address, TYPE=bridge makes no bridge, ONBOOT=flase brings the interface up. NetworkManager refuses the
file, or takes the default.

Write one of the words that the key takes, as they are written there.

Source: initscripts' sysconfig.txt; ifup and ifup-eth of initscripts; nm-settings-ifcfg-rh(5).`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		if otherScript(f) {
			return
		}
		scripts := !byNetworkManager(p, interfaceOf(p, f))
		for d := range lastAssignments(f) {
			key, known := ifcfg.LookupKey(d.Name.Text)
			if !known || d.Value.Text == "" || d.Value.Expands {
				continue
			}
			switch key.Kind {
			case ifcfg.YesNo:
				if !ifcfg.IsTrue(d.Value.Text) && !ifcfg.IsFalse(d.Value.Text) {
					p.ReportFix(d.Value.Range, wordFix(d, []string{"yes", "no", "true", "false"}), "%s=%s is neither yes nor no", d.Name.Text, d.Value.Text)
				}
			case ifcfg.OneOf:
				checkOneOf(p, key, d, scripts)
			}
		}
	},
}

// checkOneOf reports a word that is nearly one of a key's. Others may be known to a
// script of another package.
func checkOneOf(p *lint.Pass, key ifcfg.Key, d *ifcfg.Directive, scripts bool) {
	text := d.Value.Text
	for _, word := range key.Values {
		if word == text {
			return
		}
		if strings.EqualFold(word, text) {
			if scripts && (word == "dhcp" || word == "bootp" || word == "Bridge") {
				p.ReportFix(d.Value.Range, lint.Replace(d.Value.Range, word), "%s=%s is not %s to the network scripts", d.Name.Text, text, word)
			}
			return
		}
	}
	if near := suggest.Nearest(text, key.Values); near != "" && len(text) > 3 {
		p.ReportFix(d.Value.Range, lint.Replace(d.Value.Range, near), "%s=%s is nothing that anyone knows; %s is", d.Name.Text, text, near)
	}
}

// wordFix is the fix that writes the word that was meant, nil where that cannot be told.
func wordFix(d *ifcfg.Directive, words []string) *lint.Fix {
	if near := suggest.Nearest(strings.ToLower(d.Value.Text), words); near != "" {
		return lint.Replace(d.Value.Range, near)
	}
	return nil
}
