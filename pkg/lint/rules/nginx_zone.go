package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxZone is a zone of shared memory as a directive names it: the directive
// makes it, or uses one that another makes.
type nginxZone struct {
	*nginxNode
	word *nginx.Word
	name string
	// use is what the zone is for: zones of two uses share no name.
	use string
}

// nginxZoneKey is a zone of a configuration.
type nginxZoneKey struct {
	config *nginxConfig
	name   string
}

// nginxMadeZones returns the zones that are made, directive by directive.
func nginxMadeZones(pl *nginxPlaces) []nginxZone {
	var list []nginxZone
	for _, by := range nginxZoneMakers {
		name, parameter := by.directive, by.parameter
		for _, d := range pl.byName[name] {
			for i := range d.Args {
				value, ok := strings.CutPrefix(d.Args[i].Text, parameter)
				zone, _, sized := strings.Cut(value, ":")
				if ok && sized && d.isKnown() {
					list = append(list, nginxZone{d, &d.Args[i], zone, nginxZoneUse(d)})
					break
				}
			}
		}
	}
	for _, d := range pl.byName["zone"] {
		if len(d.Args) == 2 && d.parent.is("upstream") {
			list = append(list, nginxZone{d, &d.Args[0], d.Arg(0), nginxZoneUse(d)})
		}
	}
	return list
}

// nginxUsedZones returns the zones that are used and made elsewhere, directive by
// directive.
func nginxUsedZones(pl *nginxPlaces) []nginxZone {
	var list []nginxZone
	for _, by := range nginxZoneUsers {
		name, parameter := by.directive, by.parameter
		for _, d := range pl.byName[name] {
			for i := range d.Args {
				zone, ok := strings.CutPrefix(d.Args[i].Text, parameter)
				if ok && zone != "" && d.isKnown() && !(strings.HasSuffix(name, "_cache") && (zone == "off" || strings.Contains(zone, "$"))) {
					list = append(list, nginxZone{d, &d.Args[i], zone, nginxZoneUse(d)})
				}
				if parameter == "" {
					break // the first argument is the zone
				}
			}
		}
	}
	return list
}

// nginxZoneMakers are the directives that make a zone, with the parameter that
// names it; nginxZoneUsers those that use one, by a parameter or the first argument.
var (
	nginxZoneMakers = []nginxZoneParameter{
		{"limit_req_zone", "zone="}, {"limit_conn_zone", "zone="}, {"proxy_cache_path", "keys_zone="}, {"fastcgi_cache_path", "keys_zone="},
		{"scgi_cache_path", "keys_zone="}, {"uwsgi_cache_path", "keys_zone="}, {"ssl_session_cache", "shared:"}, {"ssl_ocsp_cache", "shared:"},
	}
	nginxZoneUsers = []nginxZoneParameter{
		{"limit_req", "zone="}, {"limit_conn", ""}, {"proxy_cache", ""}, {"fastcgi_cache", ""}, {"scgi_cache", ""}, {"uwsgi_cache", ""}, {"zone", ""},
	}
)

// nginxZoneParameter is a directive with the parameter that names its zone.
type nginxZoneParameter struct{ directive, parameter string }

// nginxZoneUse names what the zone of a directive is for: that of a module of a family.
func nginxZoneUse(d *nginxNode) string {
	name := strings.TrimSuffix(strings.TrimSuffix(d.Name.Text, "_zone"), "_path")
	if name == "zone" {
		name = "upstream"
	}
	if strings.HasPrefix(name, "ssl_") {
		name = "TLS"
	}
	return name + " in " + string(d.family())
}
