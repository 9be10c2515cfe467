package hagen

import (
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/topology"
)

// formats are what a host's files are made of.
var formats = []struct {
	emit emitter
	// secretMode is the mode of a file of the format that holds a secret.
	secretMode fs.FileMode
}{
	{files(apache.Emit, func(f *apache.File) string { return f.Name }), 0o600},
	{files(nginx.Emit, func(f *nginx.File) string { return f.Name }), 0o600},
	{files(clusterconf.Emit, func(f *clusterconf.File) string { return f.Name }), 0o640}, // as the cluster's own tools leave it
	{files(ifcfg.Emit, func(f *ifcfg.File) string { return f.Name }), 0o600},
	{files(modprobe, func(f *ifcfg.ModprobeFile) string { return f.Name }), 0o600},
	{files(hosts.Emit, func(f *hosts.File) string { return f.Name }), 0o600},
}

// emitter compiles the files of one format on one host.
type emitter func(*topology.Topology, *topology.Host) ([]document, hcl.Diagnostics)

// document is a generated file as a tree.
type document struct {
	host       *topology.Host
	path       string // absolute, on the host
	tree       tree
	secretMode fs.FileMode
}

// tree is what the trees of all formats have in common.
type tree interface {
	Format() (src []byte, lines []origin.Line)
}

// files makes an emitter of a format's Emit. path returns what a file was
// emitted for.
func files[F tree](emit func(*topology.Topology, *topology.Host) ([]F, hcl.Diagnostics), path func(F) string) emitter {
	return func(t *topology.Topology, h *topology.Host) ([]document, hcl.Diagnostics) {
		files, diags := emit(t, h)
		documents := make([]document, len(files))
		for i, f := range files {
			documents[i] = document{host: h, path: path(f), tree: f}
		}
		return documents, diags
	}
}

// modprobe is [ifcfg.EmitModprobe] in the shape of the others.
func modprobe(t *topology.Topology, h *topology.Host) ([]*ifcfg.ModprobeFile, hcl.Diagnostics) {
	f, diags := ifcfg.EmitModprobe(t, h)
	if f == nil {
		return nil, diags
	}
	return []*ifcfg.ModprobeFile{f}, diags
}
