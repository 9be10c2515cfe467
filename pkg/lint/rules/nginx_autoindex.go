package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxAutoindex = &lint.Rule{
	ID:       "nginx-autoindex",
	Severity: lint.Info,
	Doc: `A listing of the files in a folder

autoindex shows every file of a folder without an index, also those that nobody links to.

Leave it out, unless the listing is meant.

Source: nginx's documentation of autoindex.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		for d := range pl.named("autoindex") {
			if strings.EqualFold(d.Arg(0), "on") {
				p.Report(d.Name.Range(), "folders without an index are listed")
			}
		}
	},
}
