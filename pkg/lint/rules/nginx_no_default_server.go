package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxNoDefaultServer = &lint.Rule{
	ID:       "nginx-no-default-server",
	Severity: lint.Info,
	Doc: `The first site answers for every other name

Where no server of an address is the default_server, the first one in the order of the files answers for names that
nobody serves: scanners, and sites that are gone.

Mark the one that is meant with default_server, or add one that returns 444. Where the first one has no name, or "_", it is
taken to be meant.

Source: nginx's article "How nginx processes a request"; its documentation of listen.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		type listener struct {
			first      nginx.Listen
			at         nginxServer
			hasDefault bool
		}
		listeners := make(map[nginxSocket]*listener)
		var order []*listener
		for _, s := range pl.servers {
			for _, l := range s.listens {
				key := nginxSocket{s.config, l.Address}
				if listeners[key] == nil {
					listeners[key] = &listener{first: l, at: s}
					order = append(order, listeners[key])
				}
				listeners[key].hasDefault = listeners[key].hasDefault || l.IsDefault()
			}
		}
		for _, l := range order {
			if !l.hasDefault && l.at.config.whole && !l.at.forAnyName() {
				p.Report(l.first.Directive.Args[0].Range(), "no server is the default_server of %s, so this one, the first, is", l.first.Directive.Arg(0))
			}
		}
	},
}

// forAnyName tells whether a server has no name that a client would ask for.
func (s nginxServer) forAnyName() bool {
	return !slices.ContainsFunc(s.names, func(w nginx.Word) bool { return w.Text != "_" && w.Text != "" })
}
