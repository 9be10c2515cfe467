package rules

import (
	"fmt"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxZoneDuplicate = &lint.Rule{
	ID:       "nginx-zone-duplicate",
	Severity: lint.Error,
	Doc: `Two zones of shared memory with one name

nginx does not start where two directives make one zone, of one kind or of two. Upstreams may share one, and so may the caches of TLS
sessions, which are of one size then.

Give one of them another name.

Source: Seen on nginx 1.22: "is already bound to key", "duplicate zone", "is already declared for a different use".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		first := make(map[nginxZoneKey]nginxZone)
		for _, z := range nginxMadeZones(nginxPlacesOf.Of(p, h)) {
			key := nginxZoneKey{z.config, z.name}
			before, twice := first[key]
			switch {
			case !twice:
				first[key] = z
			case before.use == z.use && (z.Name.Text == "zone" || z.use == "TLS in "+string(z.family())):
			default:
				p.ReportFinding(lint.Finding{
					Range: z.word.Range(), Message: fmt.Sprintf("there is a zone %q of %s already", z.name, before.use),
					Related: []lint.Related{{Message: "the first", Range: before.word.Range()}},
				})
			}
		}
		nginxReportLimits(p, h)
	},
}

// nginxReportLimits reports a zone that a block limits by twice.
func nginxReportLimits(p *lint.Pass, h *lint.Host) {
	type limit struct {
		block     *nginxNode
		use, zone string
	}
	first := make(map[limit]nginxZone)
	for _, z := range nginxUsedZones(nginxPlacesOf.Of(p, h)) {
		key := limit{z.parent, z.use, z.name}
		before, twice := first[key]
		switch name := z.Name.Text; {
		case z.parent == nil || name != "limit_req" && name != "limit_conn":
		case !twice:
			first[key] = z
		default:
			p.ReportFinding(lint.Finding{
				Range: z.word.Range(), Message: fmt.Sprintf("this block limits by the zone %q already", z.name),
				Related: []lint.Related{{Message: "the first", Range: before.word.Range()}},
			})
		}
	}
}
