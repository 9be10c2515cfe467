package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberPing = &lint.Rule{
	ID:       "apache-member-ping",
	Severity: lint.Info,
	Doc: `ping= of an HTTP member is no health check

httpd 2.4 asks an HTTP member "100-continue" before a request that has a body, and sends every other one without a word;
httpd 2.2 pings AJP members alone. A dead member is found by the client whose request fails.

Take hcmethod= (2.4.21 and newer) for a check of its own, and leave ping= to AJP, or to applications where a failed POST
is worse than the wait.

Source: mod_proxy's documentation of ping; the source of mod_proxy_http; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for m := range c.members() {
			if !m.isURL || !m.url.http() {
				continue
			}
			for _, kv := range m.Params {
				if !strings.EqualFold(kv.Key, "ping") {
					continue
				}
				effect := "httpd 2.4 waits for it before requests that have a body alone, httpd 2.2 never"
				switch {
				case is24(p):
					effect = "httpd waits for it before requests that have a body alone"
				case is22(p):
					effect = "httpd 2.2 pings AJP members alone"
				}
				m.at.report(p, kv.Word.Range(), "%s of an %s member: %s", kv.Word.Text, m.url.scheme, effect)
			}
		}
	}),
}
