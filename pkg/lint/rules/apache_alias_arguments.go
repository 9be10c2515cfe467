package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheAliasArguments = &lint.Rule{
	ID:       "apache-alias-arguments",
	Severity: lint.Error,
	Doc: `A path that the section around a directive gives, or one that nothing gives

In a <Location> the section's path is the one that Alias, ScriptAlias, CacheEnable and CacheDisable are for, and they take no
other; outside of one they name it. httpd does not start otherwise.

Leave the path out in the section, or write it in front.

Source: mod_alias's and mod_cache's documentation; seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (pathUsage, bool) {
			usage, ok := pathUsages[name]
			return usage, ok
		},
		func(p *lint.Pass, d *configured, usage pathUsage) {
			switch n := len(d.Args); {
			case !evident(d):
			case outsideOfPaths(d) && n == usage.inside && usage.inside < usage.outside:
				d.report(p, d.Header(), "%s takes %s outside of a section that gives it its path", d.name, usage.says)
			case d.section != nil && d.section.name != "VirtualHost" && usage.refusedInside && n == usage.outside:
				d.report(p, d.Header(), "%s takes no path in <%s>, which gives it one", d.name, d.section.name)
			case n == 1 && d.name == "CacheDisable" && outsideOfPaths(d) == strings.EqualFold(d.Arg(0), "on"):
				reportCacheDisable(p, d)
			}
		},
	),
}

// reportCacheDisable reports On where there is no path, and a path where there is one.
func reportCacheDisable(p *lint.Pass, d *configured) {
	if outsideOfPaths(d) {
		d.report(p, d.Header(), "CacheDisable On stands in a section with a path; here it takes one")
	} else if d.section != nil {
		d.report(p, d.Header(), "CacheDisable takes On in <%s>, which gives it its path", d.section.name)
	}
}

// pathUsage is how many arguments a directive takes in a section that gives it a
// path, and elsewhere.
type pathUsage struct {
	inside, outside int
	refusedInside   bool // those of elsewhere are refused in such a section
	says            string
}

var pathUsages = map[string]pathUsage{
	"Alias":       {1, 2, true, "a path and a file"},
	"ScriptAlias": {1, 2, true, "a path and a file"},
	"CacheEnable": {1, 2, false, "a provider and a path"}, "CacheDisable": {1, 1, false, "a path"},
}
