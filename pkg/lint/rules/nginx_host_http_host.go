package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxHostHTTPHost = &lint.Rule{
	ID:       "nginx-host-http-host",
	Severity: lint.Info,
	Doc: `The Host for the back end is the client's, unchecked

$http_host is the header field as it came: with no server name where the request line has another, and empty for a
client of HTTP/1.0. $host is the name that nginx itself went by, in lower case and without the port.

Send $host, unless the back end needs the port that the client used.

Source: nginx's documentation of the variable $host.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("proxy_set_header") {
			if strings.EqualFold(d.Arg(0), "host") && d.Arg(1) == "$http_host" {
				p.Report(d.Args[1].Range(), "the back end gets Host as the client wrote it, not the name that nginx went by")
			}
		}
	},
}
