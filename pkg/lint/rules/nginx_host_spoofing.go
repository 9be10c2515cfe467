package rules

import (
	"regexp"
	"strings"
	"sync"

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
		defined := sync.OnceValue(pl.defined)
		for d := range pl.named("proxy_set_header") {
			if !strings.EqualFold(d.Arg(0), "host") {
				continue
			}
			if m := nginxClientVariable.FindString(d.Arg(1)); m != "" && m != "$http_host" && !defined()[strings.TrimLeft(m, "${")] {
				var fix *lint.Fix
				if m == d.Arg(1) {
					fix = lint.Replace(d.Args[1].Range(), "$host")
				}
				p.ReportFix(d.Args[1].Range(), fix, "the Host for the back end is %s, which the client writes freely", m)
			}
		}
	},
}

// defined returns the names of the variables that directives define: a map may
// give a name to its own that is like one of the client's fields.
func (pl *nginxPlaces) defined() map[string]bool {
	names := make(map[string]bool)
	for argument, directives := range [][]string{{"set", "auth_request_set", "perl_set", "js_set"}, {"map", "split_clients"}} {
		for d := range pl.named(directives...) {
			names[strings.TrimPrefix(d.Arg(argument), "$")] = true
		}
	}
	for d := range pl.named("geo") {
		names[strings.TrimPrefix(d.Arg(len(d.Args)-1), "$")] = true
	}
	return names
}

// nginxClientVariable finds variables whose whole value a client may choose.
var nginxClientVariable = regexp.MustCompile(`\$\{?(?:arg|cookie|http)_\w+`)
