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
	Nginx: func(p *lint.Pass, f *nginx.File) {
		said := make(map[string]bool) // each name is worth saying once
		for d := range f.All() {
			name := d.Name.Text
			if name == "" || said[name] || len(nginx.Lookup(name)) > 0 {
				continue
			}
			said[name] = true
			if nginxForeign(name) || nginx.Suggest(name) == "" {
				p.Report(d.Name.Range, "%s is of none of nginx's own modules", name)
			}
		}
	},
}
