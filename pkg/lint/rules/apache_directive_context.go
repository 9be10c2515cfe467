package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheDirectiveContext = &lint.Rule{
	ID:       "apache-directive-context",
	Severity: lint.Error,
	Doc: `A directive where httpd does not allow it

Each directive has its places: the server, virtual hosts, the sections of folders and locations. httpd does not start
with one in a place that is not its own: "not allowed here", "not allowed in <VirtualHost> context".

Move it to where it belongs.

Source: the context of the directive in httpd's documentation; the places are those that httpd 2.4 enforces.`,
	Host: everyUsage(
		func(u apache.Usage) bool { return u.Refused|u.Beyond != 0 },
		func(p *lint.Pass, d *configured, u apache.Usage) {
			if standsIn(d)&u.Refused != 0 {
				where := "outside of all sections"
				if d.section != nil {
					where = "in <" + d.section.name + ">"
				}
				d.report(p, d.Header(), "%s is not allowed %s", d.name, where)
				return
			}
			for s := d.section; s != nil && u.Beyond != 0; s = s.section {
				if s.place&u.Beyond != 0 {
					d.report(p, d.Header(), "%s is not allowed in <%s>", d.name, s.name)
					return
				}
			}
		},
	),
}

// standsIn is where a directive stands, zero where it is not known. What is outside
// of all sections of a part of a configuration may be included inside of one, or be
// an .htaccess file.
func standsIn(d *configured) apache.Place {
	if d.section != nil {
		return d.section.place
	}
	if d.scope.configuration.main {
		return apache.PlaceServer
	}
	return 0
}
