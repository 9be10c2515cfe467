package rules

import (
	"fmt"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxypassHides = &lint.Rule{
	ID:       "apache-proxypass-hides",
	Severity: lint.Warning,
	Doc: `An Alias, a Redirect or an error page that ProxyPass takes

ProxyPass is asked before Alias, ScriptAlias and Redirect, wherever they stand in the file: where its path covers theirs, the
back end is asked, and they have no effect. The page of an ErrorDocument is asked for in the same way: that for 502, 503 or
504 of the very back end that does not answer, so that the client sees httpd's own text.

Exclude the path before: "ProxyPass /static !".

Source: httpd's documentation of ProxyPass, "!"; of ErrorDocument; seen on httpd 2.4.`,
	Host: everyScope(func(p *lint.Pass, s *httpdScope) {
		if len(s.passes) == 0 || s.opaque {
			return
		}
		for _, d := range s.directives() {
			path := d.ownPath()
			if d.section != s.vhost || path == "" {
				continue
			}
			pass := s.firstPass(path)
			if pass == nil || pass.Excluded() || !together(d, pass.at) || d.name == "ErrorDocument" && pass.Path.Text != "/" && len(s.passes) > 1 ||
				s.vhost == nil && d.Header().Filename != pass.at.Header().Filename {
				continue
			}
			if s.rewritesPaths() {
				return
			}
			var fix *lint.Fix
			if !pass.placed && path != pass.Path.Text && !strings.ContainsAny(path, " \t\"'\\") {
				fix = lineBefore(pass.at.Directive, "ProxyPass "+path+" !")
			}
			d.reportFinding(p, lint.Finding{
				Message: fmt.Sprintf("%s is the back end's by ProxyPass %s of %s: this %s has no effect", path, pass.Path.Text, lineOf(pass.at.Header(), d.Header()), d.name),
				Range:   d.Header(), Fix: fix, Related: []lint.Related{{Message: "the ProxyPass that takes it", Range: pass.at.Header()}},
			})
		}
	}),
}

// ownPath is the path of requests that a directive is for, "" where it has none.
func (d *configured) ownPath() string {
	i := 0
	switch d.name {
	case "Alias", "ScriptAlias", "RedirectPermanent", "RedirectTemp":
		if len(d.Args) != 2 {
			return ""
		}
	case "Redirect":
		if len(d.Args) > 1 && !strings.HasPrefix(d.Arg(0), "/") {
			i = 1 // behind the status
		}
	case "ErrorDocument":
		if d.Arg(0) != "502" && d.Arg(0) != "503" && d.Arg(0) != "504" {
			return ""
		}
		i = 1
	default:
		return ""
	}
	if i >= len(d.Args) || !literal(d.Args[i]) || !strings.HasPrefix(d.Arg(i), "/") {
		return ""
	}
	return d.Arg(i)
}

// rewritesPaths tells whether a RewriteRule of the scope, which is asked before
// ProxyPass, may make a file of a path.
func (s *httpdScope) rewritesPaths() bool {
	for _, d := range s.directives() {
		if d.name == "RewriteRule" && d.Arg(1) != "-" && !strings.Contains(d.Arg(1), "://") {
			return true
		}
	}
	return false
}
