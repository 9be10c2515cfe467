package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheLbmethodUnknown = &lint.Rule{
	ID:       "apache-lbmethod-unknown",
	Severity: lint.Error,
	Doc: `A method of balancing that httpd does not know

lbmethod= takes byrequests, bytraffic, bybusyness (2.2.10 and newer) or heartbeat (2.4). httpd does not start with another
one (unknown lbmethod), unless a module of somebody else has it.

Correct the name.

Source: mod_proxy_balancer's documentation of lbmethod; seen on httpd 2.4.`,
	Host: everyParameter(func(p *lint.Pass, d *configured, params []apache.KeyValue, scope apache.Scope) {
		if scope&apache.OfBalancer == 0 {
			return
		}
		for _, kv := range params {
			if !strings.EqualFold(kv.Key, "lbmethod") || !literal(kv.Word) {
				continue
			}
			m, known := apache.LookupLBMethod(kv.Value)
			switch {
			case !known:
				if name := nearest(kv.Value, slices.Values([]string{"byrequests", "bytraffic", "bybusyness", "heartbeat"})); name != "" {
					d.reportFix(p, kv.ValueRange(), lint.Replace(kv.ValueRange(), name), "%s is no lbmethod; did you mean %s?", kv.Value, name)
				}
			case p.Platform != nil && !m.Since.In(httpdVersion(p)):
				d.report(p, kv.ValueRange(), "%s is an httpd %s method; %s has httpd %s", m.Name, m.Since, p.Platform.Title, httpdVersion(p))
			}
		}
	}),
}
