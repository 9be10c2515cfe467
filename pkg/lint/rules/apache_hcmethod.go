package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheHcmethod = &lint.Rule{
	ID:       "apache-hcmethod",
	Severity: lint.Error,
	Doc: `A health check method that httpd does not know

hcmethod= takes None, TCP, OPTIONS, HEAD, GET and CPING, from 2.4.55 on OPTIONS11, HEAD11 and GET11 too; httpd does not
start with another (Unknown method).

Correct it.

Source: mod_proxy_hcheck's documentation; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for m := range c.members() {
			for _, kv := range m.Params {
				if !strings.EqualFold(kv.Key, "hcmethod") || !literal(*kv.Word) {
					continue
				}
				switch strings.ToUpper(kv.Value) {
				case "NONE", "TCP", "OPTIONS", "HEAD", "GET", "CPING", "PROVIDER":
				case "OPTIONS11", "HEAD11", "GET11":
					if p.Platform != nil && !apache.FeatureHC11.In(httpdVersion(p)) {
						m.at.report(p, kv.ValueRange(), "%s is an httpd %s method; %s has httpd %s", kv.Value, apache.FeatureHC11.Since(), p.Platform.Title, httpdVersion(p))
					}
				default:
					m.at.report(p, kv.ValueRange(), "%s is no hcmethod: None, TCP, OPTIONS, HEAD, GET, CPING, OPTIONS11, HEAD11 or GET11", kv.Value)
				}
			}
		}
	}),
}
