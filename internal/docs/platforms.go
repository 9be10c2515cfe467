package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// PlatformsPage is docs/platforms.md, the releases that hagen knows.
func PlatformsPage() string {
	var b strings.Builder
	b.WriteString(generated)
	b.WriteString("# Platforms\n\nWhat a host's `platform` may say, and what follows from it. Versions are the lowest that the release shipped; " +
		"`httpd_version` and `nginx_version` of a host override them.\n\n")
	b.WriteString("| platform | other names | Apache httpd | nginx | has | source |\n|---|---|---|---|---|---|\n")
	for _, p := range topology.Platforms() {
		fmt.Fprintf(&b, "| `%s` %s | %s | %s | %s | %s | %s |\n", p.ID, p.Title, strings.Join(aliases(p), ", "), p.Apache, p.Nginx, strings.Join(topology.FeatureNames(p.Features), ", "), cell(p.Source))
	}
	b.WriteString("\n## Paths\n\n")
	for _, p := range topology.Platforms() {
		fmt.Fprintf(&b, "### %s\n\n| what | where |\n|---|---|\n", p.ID)
		var roles []string
		for role, path := range p.Paths {
			if path != "" {
				roles = append(roles, string(role))
			}
		}
		slices.Sort(roles)
		for _, role := range roles {
			fmt.Fprintf(&b, "| %s | `%s` |\n", role, p.Path(topology.Role(role)))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func aliases(p *topology.Platform) []string {
	var names []string
	for _, name := range topology.PlatformNames() {
		if name != p.ID && topology.LookupPlatform(name) == p {
			names = append(names, "`"+name+"`")
		}
	}
	return names
}
