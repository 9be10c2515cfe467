package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheModuleMissing = &lint.Rule{
	ID:       "apache-module-missing",
	Severity: lint.Error,
	Doc: `A module that the configuration needs and nothing loads

httpd checks directives, not what they need to work: "Syntax OK" with mod_proxy_http missing, and every request is answered
by 500 or 503; without mod_slotmem_shm or the method of balancing, the start fails (AH01177, AH02432).

Load it: a LoadModule line, or a2enmod.

Source: seen on httpd 2.4.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		c, ok := wholeConfiguration(p, h)
		if !ok || !c.packaged {
			return
		}
		reported := make(map[string]bool)
		need := func(d configured, module, what string) {
			if c.modules[module] != never || d.verdict != always || reported[module] || p.Platform != nil && !is24(p) && strings.HasPrefix(module, "lbmethod_") {
				return
			}
			if _, httpd24 := c.modules["authz_core_module"]; !httpd24 && (module == "slotmem_shm_module" || strings.HasPrefix(module, "lbmethod_")) {
				return
			}
			reported[module] = true
			p.Report(d.Header(), "%s needs %s, which no LoadModule loads", what, module)
		}
		if c.modules["proxy_module"] == never {
			return // httpd itself refuses ProxyPass then
		}
		for _, d := range c.directives {
			switch {
			case d.Is("BalancerMember"):
				need(d, "proxy_balancer_module", "a balancer")
				need(d, "slotmem_shm_module", "a balancer")
				need(d, "lbmethod_byrequests_module", "a balancer")
				for _, arg := range d.Args {
					if key, _, assigned := strings.Cut(strings.ToLower(arg.Text), "="); assigned && strings.HasPrefix(key, "hc") {
						need(d, "proxy_hcheck_module", key+"=")
						need(d, "watchdog_module", key+"=")
					}
					needScheme(d, arg.Text, need)
				}
			case d.Is("ProxyPass"):
				for _, arg := range d.Args {
					needScheme(d, arg.Text, need)
				}
			case d.Is("ProxySet"):
				for _, arg := range d.Args {
					if method, found := strings.CutPrefix(strings.ToLower(arg.Text), "lbmethod="); found {
						if m, known := apache.LookupLBMethod(method); known {
							need(d, m.Module, "lbmethod="+method)
						}
					}
				}
			}
		}
	},
}

// needScheme names the module that speaks a URL's scheme.
func needScheme(d configured, url string, need func(configured, string, string)) {
	u, ok := splitURL(url)
	if !ok {
		return
	}
	module := map[string]string{
		"http": "proxy_http_module", "https": "proxy_http_module", "ajp": "proxy_ajp_module", "fcgi": "proxy_fcgi_module",
		"scgi": "proxy_scgi_module", "uwsgi": "proxy_uwsgi_module", "h2": "proxy_http2_module", "h2c": "proxy_http2_module",
	}[u.scheme]
	if module != "" {
		need(d, module, u.scheme+"://"+u.host)
	}
}
