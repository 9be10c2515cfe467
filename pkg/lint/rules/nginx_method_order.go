package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxMethodOrder = &lint.Rule{
	ID:       "nginx-method-order",
	Severity: lint.Warning,
	Doc: `A method after keepalive, or two methods

keepalive wraps the method that stands before it: one that follows takes its place, so that no connection is kept. Of
two methods only the last holds. nginx only warns: "load balancing method redefined".

Write one method, before keepalive.

Source: nginx's documentation of keepalive; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		if v, known := nginxVersion(p); known && nginx.KeepaliveDefault.In(v) {
			return // the order does not matter any more
		}
		for _, u := range nginxPlacesOf.Of(p, h).upstreams {
			var before *nginx.Directive
			for i := range u.node.inside {
				d := u.node.inside[i].Directive
				switch d.Name.Text {
				case "ip_hash", "least_conn", "hash", "random", "least_time":
					if before != nil {
						p.ReportFix(d.Name.Range(), nginxSwap(before, d), "%s takes the place of %s", d.Name.Text, before.Name.Text)
					}
					before = d
				case "keepalive":
					before = d
				}
			}
		}
	},
}

// nginxSwap is the fix that writes a method before keepalive; nil where both are methods.
func nginxSwap(keepalive, method *nginx.Directive) *lint.Fix {
	first, second := nginxLine(keepalive), nginxLine(method)
	if keepalive.Name.Text != "keepalive" || first == "" || second == "" {
		return nil
	}
	return &lint.Fix{Edits: []lint.Edit{{Range: keepalive.Range(), Text: second}, {Range: method.Range(), Text: first}}}
}
