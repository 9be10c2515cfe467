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
		for d := range c.unconditional("BalancerMember") {
			n.member(d)
		}
		for d := range c.unconditional("ProxyPass") {
			for _, arg := range d.Args {
				n.scheme(d, arg.Text)
			}
		}
		for d := range c.unconditional("ProxySet") {
			for _, arg := range d.Args {
				if method, found := strings.CutPrefix(strings.ToLower(arg.Text), "lbmethod="); found {
					if m, known := apache.LookupLBMethod(method); known {
						n.module(d, m.Module, "lbmethod="+method)
					}
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
	if n.c.modules[module] != never || n.reported[module] {
		return
	}
	if module == "slotmem_shm_module" || strings.HasPrefix(module, "lbmethod_") { // which httpd 2.2 has built in, or does without
		if _, httpd24 := n.c.modules["authz_core_module"]; !httpd24 || is22(n.pass) {
			return
		}
	}
	n.reported[module] = true
	d.report(n.pass, d.Header(), "%s needs %s, which no LoadModule loads", what, module)
}

func (n *needs) member(d *configured) {
	n.module(d, "proxy_balancer_module", "a balancer")
	n.module(d, "slotmem_shm_module", "a balancer")
	n.module(d, "lbmethod_byrequests_module", "a balancer")
	for _, arg := range d.Args {
		if key, _, assigned := strings.Cut(arg.Text, "="); assigned && len(key) > 2 && strings.EqualFold(key[:2], "hc") {
			n.module(d, "proxy_hcheck_module", strings.ToLower(key)+"=")
			n.module(d, "watchdog_module", strings.ToLower(key)+"=")
		}
		n.scheme(d, arg.Text)
	}
}

// scheme names the module that speaks a URL's scheme.
func (n *needs) scheme(d *configured, url string) {
	u, ok := splitURL(url)
	if !ok {
		return
	}
	switch u.scheme {
	case "http", "https":
		n.module(d, "proxy_http_module", u.scheme+"://"+u.host)
	case "h2", "h2c":
		n.module(d, "proxy_http2_module", u.scheme+"://"+u.host)
	case "ajp", "fcgi", "scgi", "uwsgi":
		n.module(d, "proxy_"+u.scheme+"_module", u.scheme+"://"+u.host)
	}
}
