package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheMemberTrailingSlash = &lint.Rule{
	ID:       "apache-member-trailing-slash",
	Severity: lint.Error,
	Doc: `A member's URL that ends in a slash

httpd joins the member's URL and the path of the request, which begins with a slash itself: the back end is asked for
"//a/b" where the client asked for "/a/b". Many applications answer 404, route it elsewhere, or miss their own access rules.

End the member's URL before the slash.

Source: seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for m := range c.members() {
			if !m.isURL || !strings.HasSuffix(m.url.path, "/") || m.url.oneSlash(m.url.path+"/") {
				continue
			}
			var fix *lint.Fix
			if raw := m.URL.Raw(); m.URL.Quote == 0 && strings.HasSuffix(raw, "/") {
				fix = lint.Replace(m.URL.Range(), strings.TrimRight(raw, "/"))
			}
			m.at.reportFix(p, m.URL.Range(), fix, "a request for /a is passed on as %s/a", m.url.path)
		}
	}),
}
