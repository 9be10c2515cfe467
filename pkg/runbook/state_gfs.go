package runbook

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// gfsLines are the lines that hagen looks for, each in the words of one of the tools.
var gfsLines = []struct {
	pattern *regexp.Regexp
	field   func(*GFS) any // a *string or a *Reading
}{
	{gfsLine(`SB lock proto = "([^"]*)"`), func(g *GFS) any { return &g.LockProto }},     // gfs_tool df, gfs2_tool df
	{gfsLine(`Lock protocol:\s+(\S+)`), func(g *GFS) any { return &g.LockProto }},        // tunegfs2 -l
	{gfsLine(`Locking protocol:\s+"([^"]*)"`), func(g *GFS) any { return &g.LockProto }}, // mkfs.gfs2
	{gfsLine(`sb_lockproto\s+(\S+)`), func(g *GFS) any { return &g.LockProto }},          // gfs2_edit -p sb
	{gfsLine(`SB lock table = "([^"]*)"`), func(g *GFS) any { return &g.LockTable }},
	{gfsLine(`Lock table:\s+"?([^"]*?)"?`), func(g *GFS) any { return &g.LockTable }},
	{gfsLine(`sb_locktable\s+(\S+)`), func(g *GFS) any { return &g.LockTable }},
	{gfsLine(`current lock table name = "([^"]*)"`), func(g *GFS) any { return &g.LockTable }}, // gfs_tool sb
	{gfsLine(`Journals = (\d+)`), func(g *GFS) any { return &g.Journals }},
	{gfsLine(`Journals:\s+(\d+)`), func(g *GFS) any { return &g.Journals }},
	{gfsLine(`(\d+) journal\(s\) found\.`), func(g *GFS) any { return &g.Journals }}, // gfs2_tool journals
	{gfsLine(`Block size = (\d+)`), func(g *GFS) any { return &g.BlockSize }},
	{gfsLine(`Block size:\s+(\d+)`), func(g *GFS) any { return &g.BlockSize }},
	{gfsLine(`sb_bsize\s+(\d+)\s.*`), func(g *GFS) any { return &g.BlockSize }},
}

func gfsLine(pattern string) *regexp.Regexp { return regexp.MustCompile(`^\s*` + pattern + `\s*$`) }

var (
	gfsMountPoint = regexp.MustCompile(`^(/\S*):\s*$`)
	gfsDevice     = regexp.MustCompile(`^Device:\s+(\S+)\s*$`)
	gfsBlocks     = regexp.MustCompile(`^\s*(inodes|metadata|data)\s+(\d+)\s+\d+\s+\d+\s+\d+%\s*$`)
	gfsJournal    = regexp.MustCompile(`\bFile\s+journal\d+\s*$`) // gfs2_edit -p jindex
	gfsFSSize     = regexp.MustCompile(`^Filesystem size:\s.*\((\d+) blocks\)\s*$`)
)

// readGFS reads the output of gfs_tool df, gfs2_tool df or journals, tunegfs2 -l,
// mkfs.gfs2, and gfs2_edit -p sb or jindex; several may stand in one file. A line
// "/gfs:", as gfs_tool df writes it, begins the next filesystem.
func readGFS(r *reader, h *HostState) {
	var g *GFS
	use := func(at hcl.Range) *GFS {
		if g == nil {
			g = &GFS{Range: at}
			h.GFS = append(h.GFS, g)
		}
		return g
	}
	r.eachLine(func(_, offset int, line string) {
		at := r.between(offset, offset+len(line))
		number := func(m []int) Reading {
			n, err := strconv.ParseUint(line[m[0]:m[1]], 10, 63)
			if err != nil {
				r.errorf(r.between(offset+m[0], offset+m[1]), "Not a number", "%q is too large.", line[m[0]:m[1]])
			}
			return Reading{Exactly(n), err == nil, r.between(offset+m[0], offset+m[1])}
		}
		for _, where := range []*regexp.Regexp{gfsMountPoint, gfsDevice} {
			if m := where.FindStringSubmatch(line); m != nil {
				if where == gfsMountPoint || g == nil || g.Where != "" {
					g = nil
				}
				use(at).Where = m[1]
				return
			}
		}
		if m := gfsBlocks.FindStringSubmatchIndex(line); m != nil {
			b := number(m[4:6])
			blocks := &use(at).Blocks
			*blocks = Reading{blocks.Plus(b.Amount), b.Known, b.Range}
			return
		}
		if m := gfsFSSize.FindStringSubmatchIndex(line); m != nil {
			use(at).Blocks = number(m[2:4])
			return
		}
		if gfsJournal.MatchString(line) {
			j := &use(at).Journals
			*j = Reading{j.Plus(Exactly(1)), true, at}
			return
		}
		for _, known := range gfsLines {
			if m := known.pattern.FindStringSubmatchIndex(line); m != nil {
				switch field := known.field(use(at)).(type) {
				case *string:
					*field = strings.TrimSpace(line[m[2]:m[3]])
				case *Reading:
					*field = number(m[2:4])
				}
				return
			}
		}
	})
	if len(h.GFS) == 0 {
		r.errorf(r.start(), "Nothing of GFS", "%s holds nothing that gfs_tool df, gfs2_tool df, tunegfs2 -l or gfs2_edit -p says. In another locale they read otherwise: run it again with LC_ALL=C before it.", r.name)
	}
	for _, g := range h.GFS {
		if g.LockTable == "" && !g.Journals.Known {
			r.errorf(g.Range, "Cut short", "Neither a lock table nor a number of journals follows; was the file cut short?")
		}
	}
}
