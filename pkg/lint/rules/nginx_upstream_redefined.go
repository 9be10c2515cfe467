package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxUpstreamRedefined = &lint.Rule{
	ID:       "nginx-upstream-redefined",
	Severity: lint.Error,
	Doc: `Two upstreams of one name

nginx does not start with a second upstream of a name, in whichever included file it stands.

Give the groups different names, or make them one.

Source: Seen on nginx 1.22: "duplicate upstream".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := newNginxPlaces(h)
		first := make(map[string]nginx.Upstream)
		for u := range pl.allUpstreams() {
			if u.Name.Text == "" {
				continue
			}
			name := strings.ToLower(u.Name.Text)
			before, twice := first[name]
			if !twice {
				first[name] = u
				continue
			}
			p.ReportFinding(lint.Finding{
				Range: u.Name.Range, Message: fmt.Sprintf("the upstream %q is there already", u.Name.Text),
				Related: []lint.Related{{Message: "the first", Range: before.Name.Range}},
			})
		}
	},
}
