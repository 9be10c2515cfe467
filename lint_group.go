package hagen

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

// group is files that are looked at together.
type group struct {
	// folder begins the names of generated files: that of the topology, "" where
	// there is one topology at most.
	folder string
	files  map[string][]byte
	// walked are the folders that were looked through, as in LintOptions.
	walked map[string][]string
}

// groups puts each file with the topology of the nearest folder above it. Where
// there is one topology at most, all files are together.
func groups(files map[string][]byte, o LintOptions) []group {
	folders := make(map[string]bool) // of topologies
	for name, src := range files {
		if kind, ok := o.Kinds[name]; kind == lint.KindTopology || !ok && lint.KindOf(name, src) == lint.KindTopology {
			folders[folderOf(name)] = true
		}
	}
	if o.OneTopology || len(folders) <= 1 {
		return []group{{files: files, walked: o.Folders}}
	}
	const none = "" // no folder is named so
	nearest := func(folder string) string {
		for !folders[folder] && folder != none {
			folder = above(folder)
		}
		return folder
	}
	byFolder := make(map[string]group)
	for name, src := range files {
		folder := nearest(folderOf(name))
		g, seen := byFolder[folder]
		if !seen {
			g = group{folder, make(map[string][]byte), make(map[string][]string)}
			byFolder[folder] = g
		}
		g.files[name] = src
	}
	for name, unread := range o.Folders {
		if g, ok := byFolder[nearest(name)]; ok {
			g.walked[name] = unread
		}
	}
	var list []group
	for _, folder := range slices.Sorted(maps.Keys(byFolder)) {
		list = append(list, byFolder[folder])
	}
	return list
}

func folderOf(name string) string { return path.Dir(strings.ReplaceAll(name, `\`, "/")) }

// above is the folder that a folder is in, "" for one that is in none.
func above(folder string) string {
	switch up := path.Dir(folder); {
	case up == folder, path.Base(folder) == "..":
		return ""
	default:
		return up
	}
}
