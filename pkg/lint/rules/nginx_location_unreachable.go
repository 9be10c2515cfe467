package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxLocationUnreachable = &lint.Rule{
	ID:       "nginx-location-unreachable",
	Severity: lint.Warning,
	Doc: `A location that no request reaches

A "return" of the server answers before nginx looks for a location: a /.well-known/ beside a redirect to https gives out no
challenge, and certificates are not renewed. Of locations by regular expression the first that matches is taken, before
any prefix without "^~", so that one that matches everything is the last one used. A prefix with "^~" keeps nginx from
looking at expressions at all.

Write the redirect as "location / { return 301 …; }", put the expression that matches everything last and as a prefix, or
nest the expression in the location by prefix.

Source: nginx's documentation of location and of return; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, s := range nginxPlacesOf.Of(p, h).servers {
			nginxReportReturned(p, s)
			nginxReportHidden(p, s)
		}
	},
}

// nginxReportReturned reports the locations behind a return of their server.
func nginxReportReturned(p *lint.Pass, s nginxServer) {
	answer := s.first("return")
	pages, known := s.effectiveInside("error_page") // may lead on from the answer to a location
	if answer == nil || len(pages) > 0 || !known {
		return
	}
	for location := range s.find("location") {
		p.ReportFinding(lint.Finding{
			Range: location.Name.Range(), Message: fmt.Sprintf("no request reaches the location %s: the server answers %s before", nginxLocationText(location), answer.Arg(0)),
			Related: []lint.Related{{Message: "the answer", Range: answer.Range()}},
		})
	}
}

// nginxReportHidden reports the locations by expression that come after one that
// matches everything, or that a prefix hides.
func nginxReportHidden(p *lint.Pass, s nginxServer) {
	var everything *nginxNode
	hides := nginxHidingPrefixes(s)
	for location := range s.find("location") {
		modifier, path := nginx.SplitLocation(location.Directive)
		if modifier != "~" && modifier != "~*" {
			continue
		}
		if everything != nil {
			p.ReportFinding(lint.Finding{
				Range: location.Name.Range(), Message: fmt.Sprintf("no request reaches the location %s: %s comes before and matches everything", nginxLocationText(location), nginxLocationText(everything)),
				Related: []lint.Related{{Message: "the one that matches everything", Range: everything.Name.Range()}},
			})
			continue
		}
		if nginxMatchesAll(path) {
			everything = location
		}
		literal := nginxLiteralPrefix(path)
		for n := len(literal); n > 0 && modifier == "~"; n-- {
			if hides[literal[:n]] {
				p.Report(location.Name.Range(), "no request reaches the location %s: ^~ %s takes them", nginxLocationText(location), literal[:n])
				break
			}
		}
	}
}

// nginxHidingPrefixes are the prefixes of a server with "^~", without those that
// have a longer prefix within them, after which nginx looks at expressions again.
func nginxHidingPrefixes(s nginxServer) map[string]bool {
	hides := make(map[string]bool)
	var prefixes []string
	for location := range s.find("location") {
		modifier, path := nginx.SplitLocation(location.Directive)
		if modifier == "^~" {
			hides[path] = true
		}
		if modifier == "^~" || modifier == "" {
			prefixes = append(prefixes, path)
		}
	}
	slices.Sort(prefixes)
	prefixes = slices.Compact(prefixes)
	for i, prefix := range prefixes {
		if i+1 < len(prefixes) && strings.HasPrefix(prefixes[i+1], prefix) {
			delete(hides, prefix)
		}
	}
	return hides
}

// nginxLocationText is a location's modifier and path.
func nginxLocationText(d *nginxNode) string {
	modifier, path := nginx.SplitLocation(d.Directive)
	return strings.TrimSpace(modifier + " " + path)
}

// nginxMatchesAll tells whether an expression certainly matches every path.
func nginxMatchesAll(expression string) bool {
	switch expression {
	case "/", "^/", ".*", "^", ".", "^.*", "^/.*", "^/.*$", "^.*$", "^/(.*)", "^/(.*)$", "^(.*)$", "(.*)", "/(.*)", "/.*":
		return true
	}
	return false
}

// nginxLiteralPrefix is the text that every path begins with that an expression
// matches.
func nginxLiteralPrefix(expression string) string {
	rest, anchored := strings.CutPrefix(expression, "^")
	if !anchored || strings.Contains(rest, "|") {
		return ""
	}
	var literal []byte
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case strings.IndexByte("*?{", c) >= 0: // the character before may be absent
			return string(literal[:max(0, len(literal)-1)])
		case c == '\\' && i+1 < len(rest) && strings.IndexByte("./-_", rest[i+1]) >= 0:
			i++
			literal = append(literal, rest[i])
		case strings.IndexByte(`\.+()[]^$`, c) >= 0:
			return string(literal)
		default:
			literal = append(literal, c)
		}
	}
	return string(literal)
}
