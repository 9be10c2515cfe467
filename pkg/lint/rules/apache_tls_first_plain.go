package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheTlsFirstPlain = &lint.Rule{
	ID:       "apache-tls-first-plain",
	Severity: lint.Error,
	Doc: `A TLS site behind one without TLS on the same address

Whether a connection speaks TLS is decided before a name is known: by the first virtual host of its address. Where that has
no SSLEngine, "Syntax OK", and none of the address's sites is reached by TLS.

Write SSLEngine on in the first one too, with a certificate, or give it another port.

Source: seen on httpd 2.4 (mod_ssl asks the first virtual host of the connection's address).`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !c.scopes[0].says("Listen") || c.scopes[0].says("SSLEngine") {
			return // another file may have the first one
		}
		for _, sites := range c.sitesByAddress() {
			first := sites[0]
			if first.opaque || first.vhost.verdict != always || first.says("SSLEngine", "GnuTLSEnable", "NSSEngine", "TLSEngine") {
				continue
			}
			for _, s := range sites[1:] {
				if !s.isOn("SSLEngine") {
					continue
				}
				s.vhost.reportFinding(p, lint.Finding{
					Message: fmt.Sprintf("the virtual host of %s is the first of this address and speaks no TLS, so this one does not", lineOf(first.vhost.Header(), s.vhost.Header())),
					Range:   s.vhost.Header(), Related: []lint.Related{{Message: "the first", Range: first.vhost.Header()}},
				})
				break // once for an address
			}
		}
	}),
}

// sitesByAddress are the virtual hosts of each address, in their order.
func (c *configuration) sitesByAddress() [][]*httpdScope {
	var list [][]*httpdScope
	index := make(map[string]int)
	for _, s := range c.scopes[1:] {
		for _, address := range s.addresses() {
			if !literal(address) {
				continue
			}
			i, known := index[everyAddress(address.Text)]
			if !known {
				i = len(list)
				index[everyAddress(address.Text)] = i
				list = append(list, nil)
			}
			list[i] = append(list[i], s)
		}
	}
	return list
}
