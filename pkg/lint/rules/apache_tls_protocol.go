package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheTlsProtocol = &lint.Rule{
	ID:       "apache-tls-protocol",
	Severity: lint.Warning,
	Doc: `Old TLS is allowed

SSL 3, TLS 1.0 and TLS 1.1 have known weaknesses and are forbidden by RFC 7568 and RFC 8996; "all" has TLS 1.0 and 1.1 in it.
(Releases with OpenSSL 1.1.1 or newer take them out of "all" by their policy.)

Write "SSLProtocol -all +TLSv1.2 +TLSv1.3" (TLSv1.3 from httpd 2.4.36 on).

Source: RFC 8996; mod_ssl's documentation of SSLProtocol.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for _, d := range c.named("SSLProtocol") {
			old := oldProtocols(p, d)
			if len(old) == 0 {
				continue
			}
			var fix *lint.Fix
			if p.Platform != nil && apache.FeatureTLS12.In(httpdVersion(p)) {
				text := "-all +TLSv1.2"
				if apache.FeatureTLS13.In(httpdVersion(p)) {
					text += " +TLSv1.3"
				}
				fix = lint.Replace(hcl.RangeBetween(d.Args[0].Range(), d.Args[len(d.Args)-1].Range()), text)
			}
			d.reportFix(p, d.Header(), fix, "%s allowed", strings.Join(old, ", "))
		}
	}),
}

// oldProtocols are the titles of the old versions that an SSLProtocol allows.
func oldProtocols(p *lint.Pass, d *configured) (titles []string) {
	enabled := make(map[string]bool)
	for _, arg := range d.Args {
		name := strings.ToLower(strings.TrimLeft(arg.Text, "+-"))
		names := []string{name}
		if name == "all" {
			names = nil
			if minus := strings.HasPrefix(arg.Text, "-"); minus || p.Platform != nil && !apache.FeatureTLS13.In(httpdVersion(p)) {
				names = []string{"sslv2", "sslv3", "tlsv1", "tlsv1.1"}
			}
		}
		if !strings.ContainsAny(arg.Text[:min(1, len(arg.Text))], "+-") {
			clear(enabled)
		}
		for _, n := range names {
			enabled[n] = !strings.HasPrefix(arg.Text, "-")
		}
	}
	for _, version := range []struct{ name, title string }{{"sslv2", "SSL 2"}, {"sslv3", "SSL 3"}, {"tlsv1", "TLS 1.0"}, {"tlsv1.1", "TLS 1.1"}} {
		if enabled[version.name] {
			titles = append(titles, version.title)
		}
	}
	return titles
}
