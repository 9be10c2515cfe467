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
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			if u.Name.Text == "" || u.Family != nginx.HTTP {
				continue
			}
			before := u.node.config.upstreams[strings.ToLower(u.Name.Text)]
			if before.node == u.node {
				continue
			}
			p.ReportFinding(lint.Finding{
				Range: u.Name.Range(), Message: fmt.Sprintf("the upstream %q is there already", u.Name.Text),
				Related: []lint.Related{{Message: "the first", Range: before.Name.Range()}},
			})
		}
	},
}
