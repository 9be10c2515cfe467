package rules

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRedirectArguments = &lint.Rule{
	ID:       "apache-redirect-arguments",
	Severity: lint.Error,
	Doc: `A redirection that httpd cannot make

Redirect takes a status before the path, "permanent", "temp", "seeother", "gone" or a number. Behind the path a status from
300 to 399 wants the URL to redirect to, one with a scheme or a path that begins with "/"; every other status wants none.
httpd does not start otherwise.

Write the whole URL, or leave it out.

Source: mod_alias's source (add_redirect_internal); seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (status int, ok bool) {
			status, ok = redirectStatus[name]
			return status, ok
		},
		func(p *lint.Pass, d *configured, status int) {
			if n := len(d.Args); n == 0 || n > 3 || !evident(d) || d.blank {
				return
			}
			reportRedirect(p, d, status)
		},
	),
}

// redirectStatus is the status of each directive that redirects, where it names none.
var redirectStatus = map[string]int{"Redirect": 302, "RedirectMatch": 302, "RedirectTemp": 302, "RedirectPermanent": 301}

// redirectWords are the statuses that have a name.
var redirectWords = map[string]int{"permanent": 301, "temp": 302, "seeother": 303, "gone": 410}

// redirectURL is what Redirect takes for a URL.
var redirectURL = regexp.MustCompile(`(?s)^(?:/|[A-Za-z0-9+.-]+:)`)

func reportRedirect(p *lint.Pass, d *configured, status int) {
	args := d.Args
	if named, ok := namedStatus(args[0].Text); ok {
		status, args = named, args[1:]
	} else if len(args) == 3 {
		d.report(p, args[0].Range(), "%q is no status: permanent, temp, seeother, gone or a number", args[0].Text)
		return
	}
	redirects := 300 <= status && status <= 399
	switch {
	case len(args) < 2: // without a path, in a section that has one
		if redirects && outsideOfPaths(d) {
			d.report(p, d.Header(), "%s has no URL to redirect to", d.name)
		}
	case !redirects:
		d.report(p, args[1].Range(), "%s takes no URL with status %d", d.name, status)
	case d.name != "RedirectMatch" && !redirectURL.MatchString(args[1].Text):
		d.report(p, args[1].Range(), `%s takes a URL, or a path that begins with "/", not %q`, d.name, args[1].Text)
	}
}

// namedStatus is the status that a word is; of a number with something behind it
// httpd reads the number.
func namedStatus(text string) (status int, ok bool) {
	if status, ok = redirectWords[strings.ToLower(text)]; ok {
		return status, true
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	status, err := strconv.Atoi(text[:digits])
	return status, err == nil
}

// outsideOfPaths tells whether a directive surely stands outside of the sections
// that give it a path: in the main server or straight in a virtual host.
func outsideOfPaths(d *configured) bool {
	if d.section == nil {
		return d.scope.configuration.main
	}
	return d.section.name == "VirtualHost"
}
