package rules

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxHTTPSplitting = &lint.Rule{
	ID:       "nginx-http-splitting",
	Severity: lint.Warning,
	Doc: `A decoded path in a header field

$uri and $document_uri are decoded: %0d%0a in the path becomes a line break, and the client writes header fields of its
own into the answer or into the request to the back end. So is the path that a location's expression sees: a group such as
([^/]*) takes line breaks with it, (.*) does not.

Write $request_uri, which stays as the client sent it; in a group leave blanks out: ([^/\s]*).

Source: nginx's documentation of the variables $uri and $request_uri; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		expressions := make(map[string]*syntax.Regexp)
		for d := range pl.named("return", "add_header", "proxy_set_header", "proxy_pass") {
			if !slices.ContainsFunc(d.Args, func(w nginx.Word) bool { return strings.Contains(w.Text, "$") }) {
				continue
			}
			location := d.inner("location")
			if modifier, _ := nginxModifier(location); modifier == "=" || d.Name.Text == "return" && (len(d.Args) < 2 || !strings.HasPrefix(d.Arg(0), "30")) {
				continue // the path is known, or there is no field
			}
			for i := range d.Args {
				w := &d.Args[i]
				if m := nginxDecoded.FindString(w.Text); m != "" {
					p.Report(w.Range(), "%s is decoded, and may hold line breaks", m)
				} else if group := nginxSplittingGroup(expressions, location, w.Text); group != "" {
					p.Report(w.Range(), "$%s is of a decoded path, and its group takes line breaks", group)
				}
			}
		}
	},
}

// nginxDecoded finds the variables that hold the decoded path.
var nginxDecoded = regexp.MustCompile(`\$(?:uri\b|document_uri\b|\{uri\}|\{document_uri\})`)

// nginxModifier is [nginx.SplitLocation] for a location that may be nil.
func nginxModifier(location *nginxNode) (modifier, path string) {
	if location == nil {
		return "", ""
	}
	return nginx.SplitLocation(location.Directive)
}

// nginxGroupVariable finds variables that may be groups.
var nginxGroupVariable = regexp.MustCompile(`\$\{?(\w+)`)

// nginxSplittingGroup returns a group of the location's expression that takes line
// breaks and is a variable in a text; "" where there is none. expressions are those
// that were read already.
func nginxSplittingGroup(expressions map[string]*syntax.Regexp, location *nginxNode, text string) string {
	modifier, expression := nginxModifier(location)
	if modifier != "~" && modifier != "~*" || !strings.Contains(text, "$") || location.has("internal") {
		return "" // no client asks for an internal location
	}
	re, seen := expressions[expression]
	if !seen {
		re, _ = syntax.Parse(expression, syntax.Perl)
		expressions[expression] = re
	}
	if re == nil {
		return "" // one that only PCRE knows
	}
	for _, m := range nginxGroupVariable.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[1])
		if err == nil && (location.has("rewrite") || location.has("if")) {
			continue // whose groups these may be
		}
		if group := findGroup(re, m[1], n); group != nil && takesLineFeed(group) {
			return m[1]
		}
	}
	return ""
}

// findGroup returns the group of that name, or that number where it is not 0.
func findGroup(re *syntax.Regexp, name string, n int) *syntax.Regexp {
	if re.Op == syntax.OpCapture && (re.Name == name || n > 0 && re.Cap == n) {
		return re.Sub[0]
	}
	for _, sub := range re.Sub {
		if group := findGroup(sub, name, n); group != nil {
			return group
		}
	}
	return nil
}

// takesLineFeed tells whether a part of an expression matches a text with a line
// feed in it.
func takesLineFeed(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar:
		return true
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i] <= '\n' && '\n' <= re.Rune[i+1] {
				return true
			}
		}
	}
	return slices.ContainsFunc(re.Sub, takesLineFeed)
}
