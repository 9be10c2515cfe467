package rules

import (
	"path"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxForeignDirective = &lint.Rule{
	ID:       "nginx-foreign-directive",
	Severity: lint.Info,
	Doc: `A directive of a module that is not nginx's own

nginx starts with it only where the module is built in or loaded, and refuses the whole configuration elsewhere.

See that load_module names the module on every host that gets the file. Where the configuration loads modules that are not
nginx's own, and in a fragment, which cannot load any, this is silent.

Source: nginx's directive index.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range pl.names { // each is worth saying once
			if name == "" || len(nginx.Lookup(name)) > 0 || !nginxForeign(name) && nginx.Suggest(name) != "" {
				continue
			}
			for _, d := range pl.byName[name] {
				if c := d.config.outer(); c.events && !c.modules {
					p.Report(d.Name.Range(), "%s is of none of nginx's own modules, and no other is loaded", name)
					break
				}
			}
		}
	},
}

// nginxOwnModule tells whether a file that load_module names is built from nginx's
// own source.
func nginxOwnModule(file string) bool {
	switch path.Base(file) {
	case "ngx_http_geoip_module.so", "ngx_http_image_filter_module.so", "ngx_http_perl_module.so", "ngx_http_xslt_filter_module.so",
		"ngx_mail_module.so", "ngx_stream_geoip_module.so", "ngx_stream_module.so":
		return true
	}
	return false
}
