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
	Host: everyParameter(func(p *lint.Pass, param *parameter) {
		if param.scope&apache.OfBalancer == 0 || !strings.EqualFold(param.Key, "lbmethod") || !literal(*param.Word) {
			return
		}
		m, known := apache.LookupLBMethod(param.Value)
		name := nearest(param.Value, slices.Values([]string{"byrequests", "bytraffic", "bybusyness", "heartbeat"}))
		for _, use := range param.uses {
			switch {
			case !known && name != "":
				use.reportFix(p, use.ValueRange(), lint.Replace(use.ValueRange(), name), "%s is no lbmethod; did you mean %s?", param.Value, name)
			case known && p.Platform != nil && !m.Since.In(httpdVersion(p)):
				use.report(p, use.ValueRange(), "%s is an httpd %s method; %s has httpd %s", m.Name, m.Since, p.Platform.Title, httpdVersion(p))
			}
		}
	}),
}
