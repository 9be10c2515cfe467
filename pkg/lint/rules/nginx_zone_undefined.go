package rules

import (
	"slices"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxZoneUndefined = &lint.Rule{
	ID:       "nginx-zone-undefined",
	Severity: lint.Error,
	Doc: `A zone of shared memory that nothing makes, or that is for something else

nginx does not start where limit_req, limit_conn or a cache names a zone that no limit_req_zone, limit_conn_zone or cache path of its
kind makes. Zones of two kinds share no name.

Make the zone, or correct its name.

Source: nginx's documentation of the directives; seen on nginx 1.22: "zero size shared memory zone", "is already declared for a different use".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		uses := make(map[nginxZoneKey][]string)
		for _, z := range nginxMadeZones(pl) {
			key := nginxZoneKey{z.config, z.name}
			if !slices.Contains(uses[key], z.use) {
				uses[key] = append(uses[key], z.use)
			}
		}
		for _, z := range nginxUsedZones(pl) {
			of := uses[nginxZoneKey{z.config, z.name}]
			switch {
			case !z.config.main, z.config.partial, slices.Contains(of, z.use):
			case len(of) > 0:
				p.Report(z.word.Range(), "the zone %q is one of %s", z.name, of[0])
			default:
				p.Report(z.word.Range(), "nothing makes the zone %q", z.name)
			}
		}
	},
}
