package rules

import (
	"strings"

	"github.com/everlinux/hagen/internal/pcre"
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRegex = &lint.Rule{
	ID:       "apache-regex",
	Severity: lint.Error,
	Doc: `A regular expression that PCRE refuses

httpd compiles its expressions while it reads the configuration, and does not start with one that is wrong: a parenthesis
or a bracket that nothing closes, a "*" that repeats nothing, a range from z to a.

Correct the expression; a backslash before a character makes it stand for itself.

Source: pcre2pattern(3); what is reported is what PCRE surely refuses, seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) ([]regexUse, bool) {
			use, ok := regexUses[name]
			return use, ok
		},
		func(p *lint.Pass, d *configured, use []regexUse) {
			if !d.literal || d.Block == nil && !evident(d) || len(d.scope.configuration.named("RegexDefaultOptions")) > 0 {
				return // an option may have blanks and comments passed over
			}
			for _, at := range use {
				w, ok := at(d)
				if !ok {
					continue
				}
				text := w.Text
				if strings.HasPrefix(d.name, "Rewrite") {
					text = strings.TrimPrefix(text, "!")
				}
				if fault := pcre.Fault(text); fault != "" {
					d.report(p, w.Range(), "PCRE refuses %q: %s", w.Text, fault)
				}
			}
		},
	),
}

// regexUse finds the expression among a directive's arguments.
type regexUse func(*configured) (w apache.Word, ok bool)

var regexUses = map[string][]regexUse{
	"DirectoryMatch": {regexAt(0)}, "LocationMatch": {regexAt(0)}, "FilesMatch": {regexAt(0)}, "ProxyMatch": {regexAt(0)},
	"Directory": {regexTilde}, "Location": {regexTilde}, "Files": {regexTilde},
	"AliasMatch": {regexAt(0)}, "ScriptAliasMatch": {regexAt(0)}, "BrowserMatch": {regexAt(0)}, "BrowserMatchNoCase": {regexAt(0)},
	"ProxyRemoteMatch": {regexAt(0)}, "RewriteRule": {regexAt(0)}, "SetEnvIf": {regexAt(0), regexAt(1)}, "SetEnvIfNoCase": {regexAt(0), regexAt(1)},
	"RedirectMatch": {regexRedirect}, "ProxyPassMatch": {regexPass}, "RewriteCond": {regexCondition}, "Header": {regexHeader}, "RequestHeader": {regexHeader},
}

// regexAt is the argument at an index.
func regexAt(i int) regexUse {
	return func(d *configured) (w apache.Word, ok bool) {
		if i >= len(d.Args) {
			return w, false
		}
		return d.Args[i], true
	}
}

// regexTilde is what stands behind a "~".
func regexTilde(d *configured) (w apache.Word, ok bool) {
	if len(d.Args) != 2 || d.Arg(0) != "~" {
		return w, false
	}
	return d.Args[1], true
}

// regexRedirect is the path of RedirectMatch, before which a status may stand.
func regexRedirect(d *configured) (w apache.Word, ok bool) {
	if _, status := namedStatus(d.Arg(0)); status {
		return regexAt(1)(d)
	}
	return regexAt(0)(d)
}

// regexPass is the path of ProxyPassMatch where it names one.
func regexPass(d *configured) (w apache.Word, ok bool) {
	if !outsideOfPaths(d) {
		return w, false
	}
	return regexAt(0)(d)
}

// regexCondition is the pattern of a RewriteCond that is no comparison and no test.
func regexCondition(d *configured) (w apache.Word, ok bool) {
	pattern := strings.TrimPrefix(d.Arg(1), "!")
	if pattern == "" || strings.ContainsAny(pattern[:1], "-<>=") || strings.EqualFold(d.Arg(0), "expr") {
		return w, false
	}
	return d.Args[1], true
}

// regexHeader is the pattern of an edit or an echo, if it is there.
func regexHeader(d *configured) (w apache.Word, ok bool) {
	args := d.Args
	if word := d.Arg(0); strings.EqualFold(word, "always") || strings.EqualFold(word, "onsuccess") {
		args = args[1:]
	}
	if len(args) == 0 {
		return w, false
	}
	switch action := strings.ToLower(args[0].Text); {
	case (action == "edit" || action == "edit*") && len(args) > 2:
		return args[2], true
	case action == "echo" && len(args) > 1:
		return args[1], true
	}
	return w, false
}
