package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheDirectiveUnknown = &lint.Rule{
	ID:       "apache-directive-unknown",
	Severity: lint.Error,
	Doc: `A directive that no release of httpd has

httpd refuses to start: "Invalid command, perhaps misspelled or defined by a module not included in the server configuration".
In a part of a configuration the name is near one that httpd has, and stands in no <IfModule> of another module; in a whole
one that loads none but httpd's own modules, any other name is reported.

Correct the name.

Source: httpd's list of directives; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		own := c.ownModules()
		for _, n := range c.byName {
			if n.known {
				reportBrackets(p, n)
				continue
			}
			if strings.Contains(n.name, "${") {
				continue
			}
			near := ""
			if len(n.name) >= 5 {
				near = nearest(n.name, slices.Values(apache.DirectiveNames()))
			}
			if front := len(n.name) - len(near); front > 0 && strings.EqualFold(n.name[front:], near) {
				near = "" // the letters in front are a module's, as those of JkLogLevel
			}
			for _, d := range n.list {
				switch {
				case near != "" && !inForeignModule(d):
					var fix *lint.Fix
					if d.Block == nil {
						fix = lint.Replace(d.Name.Range(), near)
					}
					d.reportFix(p, d.Name.Range(), fix, "httpd has no directive %s; did you mean %s?", d.Name.Text, near)
				case own && d.verdict == always: // a module of somebody else would have it otherwise
					d.report(p, d.Name.Range(), "httpd has no directive %q", d.Name.Text)
				}
			}
		}
	}),
}

// inForeignModule tells whether a directive is read only with a module that is none
// of httpd's, whose own it may be.
func inForeignModule(d *configured) bool {
	for section := d.parent; section != nil; section = section.parent {
		if section.name != "IfModule" || strings.HasPrefix(section.Arg(0), "!") {
			continue
		}
		if _, known := apache.LookupModule(strings.TrimSuffix(section.Arg(0), ".c")); !known {
			return true
		}
	}
	return false
}

// reportBrackets reports a section without its brackets, and a directive with them.
func reportBrackets(p *lint.Pass, n *configuredName) {
	for _, d := range n.list {
		switch section := d.Block != nil; {
		case section == n.info.Section || d.verdict != always:
		case section:
			d.report(p, d.Name.Range(), "%s is a directive, and no section", n.name)
		default:
			d.report(p, d.Name.Range(), "%s is a section: <%s>", n.name, n.name)
		}
	}
}

// ownModules tells whether the configuration is known to its end, and surely runs
// with modules of httpd's own alone, each loaded by a line of it but for those
// that distributions build in.
func (c *configuration) ownModules() bool {
	if _, shared := c.modules["authz_core_module"]; !shared || !c.main || c.incomplete {
		return false
	}
	for module := range c.modules {
		if _, known := apache.LookupModule(module); !known {
			return false
		}
	}
	return true
}
