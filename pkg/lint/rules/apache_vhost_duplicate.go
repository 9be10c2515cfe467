package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheVhostDuplicate = &lint.Rule{
	ID:       "apache-vhost-duplicate",
	Severity: lint.Error,
	Doc: `Two virtual hosts of one name on one address

httpd takes the first that has the name. The second is never asked, and only "apachectl -S" shows it.

Give the second its own name, or make one of both.

Source: httpd's documentation, Name-based Virtual Host Support; seen on httpd 2.4.`,
	Apache: func(p *lint.Pass, f *apache.File) {
		seen := make(map[string]apache.Word)
		skip := unread(p, f)
		for v := range f.VirtualHosts() {
			name, ok := v.ServerName()
			if !ok || skip[v.Directive] || !literal(name) {
				continue
			}
			for _, address := range v.Addresses() {
				key := strings.ToLower(address.Text) + " " + serverName(name.Text)
				if first, twice := seen[key]; twice && first.Range != name.Range {
					p.ReportFinding(lint.Finding{
						Message: fmt.Sprintf("%s on %s is the virtual host of line %d already: this one is never asked", name.Text, address.Text, first.Range.Start.Line),
						Range:   name.Range, Related: []lint.Related{{Message: "the one that answers", Range: first.Range}},
					})
					break
				}
				if literal(address) {
					seen[key] = name
				}
			}
		}
	},
}
