package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

var nginxEntries = &lint.Rule{
	ID:       "nginx-entries",
	Severity: lint.Error,
	Doc: `A line of a geo or of split_clients that nginx does not read

A line of a geo is a network, or "default", and a value; one of split_clients a percentage with at most two digits after its point,
or "*" for the rest, and a value. nginx does not start with another.

Write a network as 10.0.0.0/8, a percentage as 0.5%.

Source: nginx's documentation of geo and split_clients; seen on nginx 1.22: "invalid network", "invalid percent value".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for _, name := range []string{"geo", "split_clients"} {
			for _, d := range pl.byName[name] {
				if d.Block == nil || d.Block.Kind != nginx.Entries {
					continue
				}
				for _, entry := range d.Block.Directives {
					if i := nginx.EntryFault(name, entry); i == 0 {
						p.Report(entry.Name.Range(), "%s does not read %q", name, entry.Name.Text)
					} else if i > 0 && !entry.End.Missing() {
						p.Report(entry.Name.Range(), "a line of %s has 2 words, this one %d", name, 1+len(entry.Args))
					}
				}
			}
		}
	},
}
