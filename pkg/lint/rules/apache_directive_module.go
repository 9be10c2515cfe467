package rules

import (
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheDirectiveModule = &lint.Rule{
	ID:       "apache-directive-module",
	Severity: lint.Error,
	Doc: `A directive of a module that nothing loads

httpd refuses to start over a directive whose module is not there: "Invalid command, perhaps misspelled or defined by a module
not included in the server configuration". The rule looks at configurations that are known to their end and load their
modules by LoadModule.

Load the module before the directive, a2enmod on Debian, or put <IfModule> around it.

Source: the module of the directive in httpd's documentation; seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !c.ownModules() || is22(p) {
			return
		}
		reported := make(map[string]bool)
		for _, n := range c.byName {
			m, known := apache.LookupModule(n.info.Module)
			if !n.known || !known || m.Identifier == "" || m.Status == "MPM" || builtInModules[m.Identifier] || c.modules[m.Identifier] != never {
				continue
			}
			for _, d := range n.list {
				if d.verdict == always && !reported[m.Identifier] {
					reported[m.Identifier] = true
					d.report(p, d.Name.Range(), "%s is a directive of %s, which no LoadModule loads", d.name, m.Name)
				}
			}
		}
	}),
}

// builtInModules are those that some distribution builds into httpd itself.
var builtInModules = map[string]bool{
	"so_module": true, "log_config_module": true, "logio_module": true, "unixd_module": true, "version_module": true, "watchdog_module": true,
}
