package topology

import (
	"maps"
	"slices"
	"sync"
)

// platforms are the rows of the table with what they inherit filled in.
var platforms = sync.OnceValue(func() map[string]*Platform {
	byID := make(map[string]*Platform, len(platformRows))
	for _, row := range platformRows {
		p := row
		if like := byID[p.Like]; like != nil {
			p.Features |= like.Features &^ p.Without
			if p.ApacheListens == nil {
				p.ApacheListens = like.ApacheListens
			}
			paths := maps.Clone(like.Paths)
			maps.Copy(paths, p.Paths)
			p.Paths = paths
		}
		byID[p.ID] = &p
	}
	return byID
})

// Platforms returns every platform that hagen knows, in the order of the table.
func Platforms() []*Platform {
	list := make([]*Platform, len(platformRows))
	for i, row := range platformRows {
		list[i] = platforms()[row.ID]
	}
	return list
}

// LookupPlatform returns the platform of that name or alias, nil for none.
func LookupPlatform(name string) *Platform {
	if id, ok := platformAliases[name]; ok {
		name = id
	}
	return platforms()[name]
}

// PlatformNames returns every name that LookupPlatform knows, sorted.
func PlatformNames() []string {
	names := slices.Collect(maps.Keys(platformAliases))
	for _, row := range platformRows {
		names = append(names, row.ID)
	}
	slices.Sort(names)
	return names
}
