package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheBalancerOnlySpare = &lint.Rule{
	ID:       "apache-balancer-only-spare",
	Severity: lint.Warning,
	Doc: `A balancer whose members are all spare or switched off

status=+H makes a member a spare one, asked where no other is left; status=+D and status=+S switch it off. Where every member
has one of them, no member is the regular one: the spare ones get every request, and where all are switched off, each is
answered by 503.

Take the status from those that shall work.

Source: mod_proxy's documentation of BalancerMember's status; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for b := range c.balancers() {
			spare, off := 0, 0
			for _, m := range b.members {
				switch status := m.status(); {
				case status['d'] || status['s']:
					off++
				case status['h']:
					spare++
				}
			}
			switch all := len(b.members); {
			case all == 0 || spare+off < all || b.opaque():
			case off == all:
				b.at.report(p, b.at.Header(), "every member of balancer %s is switched off: the answer is 503", b.name)
			default:
				b.at.report(p, b.at.Header(), "balancer %s has no member that is not spare", b.name)
			}
		}
	}),
}

// status are the letters that status= sets for a member, in lower case.
func (m *member) status() map[byte]bool {
	var set map[byte]bool
	for _, kv := range m.Params {
		if !strings.EqualFold(kv.Key, "status") {
			continue
		}
		if set == nil {
			set = make(map[byte]bool)
		}
		on := true
		for _, c := range []byte(strings.ToLower(kv.Value)) {
			switch c {
			case '+', '-':
				on = c == '+'
			default:
				set[c] = on
			}
		}
	}
	return set
}

// opaque tells whether more members may be in a balancer's section.
func (b *balancer) opaque() bool {
	for d := range b.at.effective() {
		if d.opaque {
			return true
		}
	}
	return false
}
