package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxLogFormatUndefined = &lint.Rule{
	ID:       "nginx-log-format-undefined",
	Severity: lint.Error,
	Doc: `A format of an access log that nothing defines

nginx does not start with an access_log whose format no log_format defines; "combined" is there without one, in http.

Define it, or correct the name.

Source: nginx's documentation of access_log; seen on nginx 1.22: "unknown log format".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		type format struct {
			config *nginxConfig
			family nginx.Family
			name   string
		}
		defined := make(map[format]bool)
		for _, d := range pl.byName["log_format"] {
			defined[format{d.config, d.family(), d.Arg(0)}] = true
		}
		for _, d := range pl.byName["access_log"] {
			name := d.Arg(1)
			family := d.family()
			switch {
			case d.Arg(0) == "off" && len(d.Args) > 1:
				p.Report(d.Args[1].Range(), "nothing stands after off")
			case len(d.Args) == 1 && d.surely() == nginx.Stream && d.Arg(0) != "off":
				p.Report(d.Args[0].Range(), "an access_log of stream names its format")
			case len(d.Args) < 2, !d.config.main, d.config.partial, !d.isKnown(), d.Arg(0) == "off", strings.Contains(name, "$"):
			case name == "combined" && family == nginx.HTTP, defined[format{d.config, family, name}]:
			default:
				p.Report(d.Args[1].Range(), "no log_format of %s defines %q", family, name)
			}
		}
	},
}
