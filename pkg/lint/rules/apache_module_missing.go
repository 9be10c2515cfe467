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
	Host: wholeConfiguration(func(p *lint.Pass, c *configuration) {
		// mod_authz_core or its forerunner is among the modules of every whole server.
		if _, whole := c.modules["authz_core_module"]; !whole && c.modules["authz_host_module"] == never || c.modules["proxy_module"] == never {
			return // httpd itself refuses ProxyPass without mod_proxy
		}
		n := &needs{pass: p, c: c, reported: make(map[string]bool)}
		for m := range c.members() {
			n.member(m)
		}
		for _, s := range c.scopes {
			for _, pass := range s.passes {
				n.scheme(pass.at, pass.target)
			}
			for _, b := range s.balancers {
				for _, set := range b.sets {
					n.set(set)
				}
			}
		}
	}),
}

// needs are the modules that were found missing.
type needs struct {
	pass     *lint.Pass
	c        *configuration
	reported map[string]bool
}

// module says that a directive needs a module.
func (n *needs) module(d *configured, module, what string) {
	if n.c.modules[module] != never || d.verdict != always || n.reported[module] {
		return
	}
	if module == "slotmem_shm_module" || strings.HasPrefix(module, "lbmethod_") { // which httpd 2.2 has built in, or does without
		if _, httpd24 := n.c.modules["authz_core_module"]; !httpd24 || is22(n.pass) {
			return
		}
	}
	if module == "watchdog_module" && n.c.modules["unixd_module"] == never {
		return // Debian's httpd has both built in
	}
	n.reported[module] = true
	d.report(n.pass, d.Header(), "%s needs %s, which no LoadModule loads", what, module)
}

func (n *needs) member(m *member) {
	n.module(m.at, "proxy_balancer_module", "a balancer")
	n.module(m.at, "slotmem_shm_module", "a balancer")
	n.module(m.at, "lbmethod_byrequests_module", "a balancer")
	for _, kv := range m.Params {
		if len(kv.Key) > 2 && strings.EqualFold(kv.Key[:2], "hc") {
			n.module(m.at, "proxy_hcheck_module", strings.ToLower(kv.Key)+"=")
			n.module(m.at, "watchdog_module", strings.ToLower(kv.Key)+"=")
		}
	}
	n.scheme(m.at, m.url)
}

func (n *needs) set(set balancerSet) {
	for _, kv := range set.params {
		if strings.EqualFold(kv.Key, "lbmethod") {
			if m, known := apache.LookupLBMethod(kv.Value); known {
				n.module(set.at, m.Module, "lbmethod="+kv.Value)
			}
		}
	}
}

// scheme names the module that speaks a URL's scheme.
func (n *needs) scheme(d *configured, u proxyURL) {
	var module string
	switch u.scheme {
	case "http", "https":
		module = "proxy_http_module"
	case "h2", "h2c":
		module = "proxy_http2_module"
	case "ajp":
		module = "proxy_ajp_module"
	case "fcgi":
		module = "proxy_fcgi_module"
	case "scgi":
		module = "proxy_scgi_module"
	case "uwsgi":
		module = "proxy_uwsgi_module"
	default:
		return
	}
	if n.c.modules[module] == never {
		n.module(d, module, u.scheme+"://"+u.host)
	}
}
