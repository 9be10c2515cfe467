package rules

import (
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxHostSpoofing = &lint.Rule{
	ID:       "nginx-host-spoofing",
	Severity: lint.Warning,
	Doc: `The client chooses the Host that the back end sees

An argument, a cookie or a header field other than Host says what the client likes, without the checks that nginx makes
on Host: the back end then builds links, and picks its site, by it.

Send $host, or a fixed name.

Source: nginx's documentation of the variables $host, $arg_name, $cookie_name and $http_name.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("proxy_set_header") {
			if !strings.EqualFold(d.Arg(0), "host") {
				continue
			}
			if m := nginxClientVariable.FindString(d.Arg(1)); m != "" && m != "$http_host" {
				var fix *lint.Fix
				if m == d.Arg(1) {
					fix = lint.Replace(d.Args[1].Range(), "$host")
				}
				p.ReportFix(d.Args[1].Range(), fix, "the Host for the back end is %s, which the client writes freely", m)
			}
		}
	},
}

// nginxClientVariable finds variables whose whole value a client may choose.
var nginxClientVariable = regexp.MustCompile(`\$\{?(?:arg|cookie|http)_\w+`)
