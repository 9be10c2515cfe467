package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxForeignDirective = &lint.Rule{
	ID:       "nginx-foreign-directive",
	Severity: lint.Info,
	Doc: `A directive of a module that is not nginx's own

nginx starts with it only where the module is built in or loaded, and refuses the whole configuration elsewhere.

See that load_module names the module on every host that gets the file.

Source: nginx's directive index.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names { // each is worth saying once
			if name != "" && len(nginx.Lookup(name)) == 0 && (nginxForeign(name) || nginx.Suggest(name) == "") {
				p.Report(pl.byName[name][0].Name.Range(), "%s is of none of nginx's own modules", name)
			}
		}
	},
}
