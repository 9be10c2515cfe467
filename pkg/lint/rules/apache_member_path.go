package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberPath = &lint.Rule{
	ID:       "apache-member-path",
	Severity: lint.Info,
	Doc: `A member's URL with a path

The path is put before that of every request, and not taken off again on the way back: redirects and cookies of the back
end speak of a path that the client did not ask for, unless ProxyPassReverse and ProxyPassReverseCookiePath map it.

Write the path in ProxyPass, "ProxyPass / balancer://app/shop/", so that it stands in one place.

(With fcgi://, scgi:// and uwsgi:// it is where the program's files are.)

Source: seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for m := range c.members() {
			if m.isURL && !m.url.runsPrograms() && strings.Trim(m.url.path, "/") != "" {
				m.at.report(p, m.URL.Range(), "every request to this member gets %s put before its path", strings.TrimRight(m.url.path, "/"))
			}
		}
	}),
}
