package rules

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
)

// A misspelt name is one fault, and so one finding: what it means is not called
// unused as well. What is far from every name given is.
func TestMisspeltNames(t *testing.T) {
	for _, tc := range []struct {
		name string
		kind lint.Kind
		text string
		want []string
	}{
		{"an upstream", lint.KindNginx, `events {}
http {
    upstream everbalance { server 10.0.0.7:8080; }
    upstream reports { server 10.0.0.8:8080; }
    server { location / { proxy_pass http://everblance; } }
}
`, []string{"4 nginx-upstream-unused", "5 nginx-upstream-undefined"}},
		{"a balancer", lint.KindApache, `ServerRoot /etc/httpd
Listen 80
<Proxy balancer://everbalance>
    BalancerMember http://10.0.0.7:8080
</Proxy>
<Proxy balancer://reports>
    BalancerMember http://10.0.0.8:8080
</Proxy>
ProxyPass / balancer://everblance/
`, []string{"6 apache-balancer-unused", "9 apache-balancer-undefined"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rules := []*lint.Rule{apacheBalancerUndefined, apacheBalancerUnused, nginxUpstreamUndefined, nginxUpstreamUnused}
			var got []string
			for _, f := range lint.Run(lint.NewEstate(nil, nil, []lint.Source{{Name: "httpd.conf", Kind: tc.kind, Src: []byte(tc.text)}}), rules) {
				got = append(got, fmt.Sprintf("%d %s", f.Range.Start.Line, f.Rule.ID))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
