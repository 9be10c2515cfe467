package rules

import (
	"iter"
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

Mark the one that is meant with default_server, or add one that returns 444.

Source: nginx's article "How nginx processes a request"; its documentation of listen.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := newNginxPlaces(h)
		type listener struct {
			first      nginx.Listen
			hasDefault bool
		}
		listeners := make(map[string]*listener)
		var order []*listener
		for s := range pl.servers() {
			for _, l := range s.Listens {
				key := l.Address.Host + " " + l.Address.Port
				if listeners[key] == nil {
					listeners[key] = &listener{first: l}
					order = append(order, listeners[key])
				}
				listeners[key].hasDefault = listeners[key].hasDefault || l.IsDefault()
			}
		}
		for _, l := range order {
			if !l.hasDefault {
				p.Report(l.first.Directive.Args[0].Range, "no server is the default_server of %s, so this one, the first, is", l.first.Directive.Arg(0))
			}
		}
	},
}

// servers yields the servers of http in all files of the host.
func (pl *nginxPlaces) servers() iter.Seq[nginx.VirtualServer] {
	return func(yield func(nginx.VirtualServer) bool) {
		for _, f := range pl.host.Nginx {
			for s := range f.VirtualServers() {
				s.Listens = slices.DeleteFunc(s.Listens, func(l nginx.Listen) bool { return len(l.Directive.Args) == 0 })
				if !yield(s) {
					return
				}
			}
		}
	}
}
