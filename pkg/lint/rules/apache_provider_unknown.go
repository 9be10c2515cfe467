package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProviderUnknown = &lint.Rule{
	ID:       "apache-provider-unknown",
	Severity: lint.Error,
	Doc: `A provider or a filter that nothing provides

Require, AuthBasicProvider, AddOutputFilterByType and FilterProvider name something that a module provides, and httpd does
not start where none does: "Unknown Authz provider", "Unknown filter provider". The rule looks at configurations that are
known to their end and load none but httpd's own modules.

Correct the name, or load its module.

Source: the documentation of the modules; each name seen on httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		if !c.ownModules() || is22(p) {
			return
		}
		n := &providerNames{pass: p, c: c}
		for _, use := range providerUses {
			made := c.madeProviders(use.makers)
			for d := range c.unconditional(use.directive) {
				if evident(d) {
					n.directive(d, use, made)
				}
			}
		}
	}),
}

// providerUse is a directive that names providers.
type providerUse struct {
	directive   string
	kind        apache.ProviderKind
	first, last int // the arguments that do, from 0; last is -1 where all behind do
	makers      []providerMaker
}

// providerMaker is a directive that makes a provider, with the argument that names it.
type providerMaker struct {
	directive string
	argument  int
}

var (
	authnMakers  = []providerMaker{{"AuthnProviderAlias", 1}, {"AuthnzFcgiDefineProvider", 1}}
	filterMakers = []providerMaker{{"ExtFilterDefine", 0}, {"LuaOutputFilter", 0}}
	providerUses = []providerUse{
		{"Require", apache.AuthzProvider, 0, 0, []providerMaker{{"AuthzProviderAlias", 1}, {"AuthnzFcgiDefineProvider", 1}, {"LuaAuthzProvider", 0}}},
		{"AuthBasicProvider", apache.AuthnProvider, 0, -1, authnMakers},
		{"AuthDigestProvider", apache.AuthnProvider, 0, -1, authnMakers},
		{"AddOutputFilterByType", apache.FilterOutput, 0, 0, filterMakers},
		{"FilterProvider", apache.FilterOutput, 1, 1, filterMakers},
		{"SSLSessionCache", apache.CacheProvider, 0, 0, nil},
		{"SSLStaplingCache", apache.CacheProvider, 0, 0, nil},
	}
)

// madeProviders are the names of the providers that the configuration makes.
func (c *configuration) madeProviders(makers []providerMaker) map[string]bool {
	made := make(map[string]bool)
	for _, maker := range makers {
		for _, d := range c.named(maker.directive) {
			made[strings.ToLower(d.Arg(maker.argument))] = true
		}
	}
	return made
}

// providerNames are those that a configuration uses.
type providerNames struct {
	pass *lint.Pass
	c    *configuration
}

func (n *providerNames) directive(d *configured, use providerUse, made map[string]bool) {
	args := d.Args
	if use.directive == "Require" && strings.EqualFold(d.Arg(0), "not") && len(args) > 1 {
		args = args[1:]
	}
	for i, arg := range args {
		if i < use.first || use.last >= 0 && i > use.last {
			continue
		}
		for _, name := range use.names(arg.Text) {
			if name == "" || made[strings.ToLower(name)] {
				continue
			}
			n.name(d, arg, use.kind, name)
		}
	}
}

// names are the providers that an argument names.
func (u providerUse) names(text string) []string {
	switch {
	case u.directive == "AddOutputFilterByType":
		return strings.Split(text, ";")
	case u.kind == apache.CacheProvider:
		name, _, _ := strings.Cut(text, ":")
		if _, known := apache.LookupProvider(u.kind, name); !known {
			return nil // none, or of a form that apache-argument-form reports
		}
		return []string{name}
	}
	return []string{text}
}

func (n *providerNames) name(d *configured, arg apache.Word, kind apache.ProviderKind, name string) {
	modules, known := apache.LookupProvider(kind, name)
	loaded := slices.ContainsFunc(modules, func(m string) bool { return n.c.modules[m] != never })
	switch {
	case !known:
		if near := nearest(name, slices.Values(apache.Providers(kind))); near != "" {
			d.report(n.pass, arg.Range(), "no module provides %q for %s; did you mean %s?", name, d.name, near)
			return
		}
		d.report(n.pass, arg.Range(), "no module provides %q for %s", name, d.name)
	case len(modules) > 0 && !loaded:
		d.report(n.pass, arg.Range(), "%q is provided by %s, which no LoadModule loads", name, modules[0])
	}
}
