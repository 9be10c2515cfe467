package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var nginxAccessLogLocation = &lint.Rule{
	ID:       "nginx-access-log-location",
	Severity: lint.Info,
	Doc: `A location whose requests are missing from the site's log

An access_log in a location takes the place of the one around it: the requests of that location are written there
alone, and whoever reads the site's log does not see them.

Set it once for the server, or write both there.

Source: nginx's documentation of access_log.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("access_log") {
			if location := d.parent; !location.is("location") || d.Arg(0) == "off" || len(location.in("access_log")) > 1 {
				continue
			}
			p.Report(d.Name.Range(), "the requests of this location are logged to %s and nowhere else", d.Arg(0))
		}
	},
}
