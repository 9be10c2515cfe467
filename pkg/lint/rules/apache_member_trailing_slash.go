package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Apache: func(p *lint.Pass, f *apache.File) {
		for m := range members(p, f) {
			u, ok := splitURL(m.URL.Text)
			if !ok || len(u.path) == 0 || u.path[len(u.path)-1] != '/' {
				continue
			}
			var fix *lint.Fix
			if raw := m.URL.Raw(); m.URL.Quote == 0 && strings.HasSuffix(raw, "/") {
				fix = lint.Replace(m.URL.Range, strings.TrimRight(raw, "/"))
			}
			p.ReportFix(m.URL.Range, fix, "a request for /a is passed on as %s/a", u.path)
		}
	},
}
