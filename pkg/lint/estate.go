package lint

import (
	"cmp"
	"io/fs"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/parallel"
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/fstab"
	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/topology"
)

// Kind is the format of a file.
type Kind string

// The kinds.
const (
	KindApache      Kind = "apache"
	KindNginx       Kind = "nginx"
	KindClusterConf Kind = "cluster.conf"
	KindIfcfg       Kind = "ifcfg"
	KindModprobe    Kind = "modprobe"
	KindHosts       Kind = "hosts"
	KindFstab       Kind = "fstab"
	// KindTopology is a source of the topology. It is not parsed here: only its
	// ignores count, for findings in what was generated from it.
	KindTopology Kind = "topology"
)

// Kinds returns every kind.
func Kinds() []Kind {
	return []Kind{KindApache, KindNginx, KindClusterConf, KindIfcfg, KindModprobe, KindHosts, KindFstab, KindTopology}
}

// Source is a file to look at.
type Source struct {
	// Name is how findings call the file.
	Name string
	// Host is the name of the host that has the file; "" for one that stands alone.
	Host string
	// Path is the file's absolute path on the host, "" where it is not known.
	Path string
	// Kind is the file's format; "" to tell it from path and content.
	Kind Kind
	// Mode is who may read the file; 0 where it is not known.
	Mode fs.FileMode
	Src  []byte
	// Lines are the origins of a generated file's lines, nil for one that a person wrote.
	Lines []origin.Line
}

// Estate is everything that is looked at together.
type Estate struct {
	// Topology is what the files were generated from; nil where they were not.
	Topology *topology.Topology
	// Hosts are the hosts, by name; files that stand alone are in the one named "".
	Hosts []*Host
	// Unknown are files whose kind could not be told.
	Unknown []Source

	files map[string]*Source // by name
	diags hcl.Diagnostics
}

// Host is the files of one host, parsed.
type Host struct {
	Name string
	// Platform is the release that the host runs, nil where it is not known.
	Platform    *topology.Platform
	Apache      []*apache.File
	Nginx       []*nginx.File
	ClusterConf []*clusterconf.File
	Ifcfg       []*ifcfg.File
	Modprobe    []*ifcfg.ModprobeFile
	Hosts       []*hosts.File
	Fstab       []*fstab.File

	paths paths
}

// NewEstate parses the files. platform is the release of hosts that the topology
// does not know, nil where it is not known. Files that cannot be read whole are
// reported by [Estate.Diagnostics].
func NewEstate(t *topology.Topology, platform *topology.Platform, sources []Source) *Estate {
	e := &Estate{Topology: t, files: make(map[string]*Source, len(sources))}
	byName := make(map[string]*Host)
	if t != nil {
		for _, h := range t.Hosts {
			byName[h.Name] = &Host{Name: h.Name, Platform: h.Platform}
		}
	}
	hosts := make([]*Host, len(sources)) // of each
	for i := range sources {
		s := &sources[i]
		e.files[s.Name] = s
		if s.Kind == "" {
			s.Kind = KindOf(cmp.Or(s.Path, s.Name), s.Src)
		}
		if s.Kind == KindTopology {
			continue
		}
		if hosts[i] = byName[s.Host]; hosts[i] == nil {
			hosts[i] = &Host{Name: s.Host, Platform: platform}
			byName[s.Host] = hosts[i]
		}
	}
	e.parse(sources, hosts)
	for _, h := range byName {
		e.Hosts = append(e.Hosts, h)
	}
	slices.SortFunc(e.Hosts, func(a, b *Host) int { return cmp.Compare(a.Name, b.Name) })
	return e
}

// parse parses the files, as many at once as there are processors, and puts them
// into their hosts in order; nil is for a file that is not parsed here.
func (e *Estate) parse(sources []Source, hosts []*Host) {
	files := make([]parsed, len(sources))
	parallel.Do(len(sources), func(i int) {
		if hosts[i] != nil {
			files[i] = parse(&sources[i], hosts[i].Platform)
		}
	})
	for i, f := range files {
		s, h := &sources[i], hosts[i]
		switch {
		case h == nil:
		case f.into == nil:
			e.Unknown = append(e.Unknown, *s)
		default:
			f.into(h)
			h.paths.add(s)
			e.diags = append(e.diags, f.diags...)
		}
	}
}

// parsed is a file that was read, as what puts it into its host; the zero value
// is for one of which the kind is not known.
type parsed struct {
	into  func(*Host)
	diags hcl.Diagnostics
}

func parse(s *Source, p *topology.Platform) parsed {
	switch s.Kind {
	case KindApache:
		return parsedBy(s, apacheParser(p), func(h *Host) *[]*apache.File { return &h.Apache })
	case KindNginx:
		return parsedBy(s, nginx.Parse, func(h *Host) *[]*nginx.File { return &h.Nginx })
	case KindClusterConf:
		return parsedBy(s, clusterconf.Parse, func(h *Host) *[]*clusterconf.File { return &h.ClusterConf })
	case KindIfcfg:
		return parsedBy(s, ifcfg.Parse, func(h *Host) *[]*ifcfg.File { return &h.Ifcfg })
	case KindModprobe:
		return parsedBy(s, ifcfg.ParseModprobe, func(h *Host) *[]*ifcfg.ModprobeFile { return &h.Modprobe })
	case KindHosts:
		return parsedBy(s, hosts.Parse, func(h *Host) *[]*hosts.File { return &h.Hosts })
	case KindFstab:
		return parsedBy(s, fstab.Parse, func(h *Host) *[]*fstab.File { return &h.Fstab })
	}
	return parsed{}
}

func parsedBy[F any](s *Source, parse func(string, []byte) (F, hcl.Diagnostics), list func(*Host) *[]F) parsed {
	f, diags := parse(s.Name, s.Src)
	return parsed{func(h *Host) { *list(h) = append(*list(h), f) }, diags}
}

// apacheParser reads by the lexical rules of the platform's httpd, by those of
// the newest where the platform is not known.
func apacheParser(p *topology.Platform) func(string, []byte) (*apache.File, hcl.Diagnostics) {
	if p == nil {
		return apache.Parse
	}
	return func(name string, src []byte) (*apache.File, hcl.Diagnostics) {
		return apache.ParseDialect(name, src, apache.DialectOf(p.Apache))
	}
}

// Diagnostics are what the parsers said: a file with an error in it was not
// looked at whole, and is never clean.
func (e *Estate) Diagnostics() hcl.Diagnostics { return e.diags }
