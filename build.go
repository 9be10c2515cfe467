package hagen

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/parallel"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/origin"
	"github.com/everlinux/hagen/pkg/topology"
)

// Options are what a build depends on besides the topology.
type Options struct {
	// Variables are the values of the topology's variables.
	Variables topology.Options
	// Previous holds what the hosts have now, or had after the last build, by
	// "<host><path>", as in "node-01/etc/cluster/cluster.conf". A cluster.conf that
	// differs from it gets a higher config_version, without which a running
	// cluster does not take it. Only names that match [PreviousFiles] count.
	Previous map[string][]byte
	// Rules look at what was built; nil for all of hagen's, an empty slice for none.
	Rules []*lint.Rule
}

// Output is one generated file.
type Output struct {
	// Host is the name of the host; for the runbook of a shared volume group, of its
	// cluster.
	Host string
	// Path is absolute, on the host; for a runbook, in the folder of its cluster or host.
	Path string
	// Mode is 0644, for a script 0755, or less where the file holds a secret.
	Mode    fs.FileMode
	Content []byte
	// Lines tell, for each line of Content, which part of the topology caused it.
	Lines []origin.Line
	// Sensitive is true where Content holds a secret.
	Sensitive bool
}

// Result is what a build comes to.
type Result struct {
	// Topology is what the files describe; never nil. Its Secrets tell what may
	// not be shown of the files and of the outputs, even where there were errors.
	Topology *topology.Topology
	// Outputs are the files of all hosts, sorted by host and path; none where
	// there were errors, among the diagnostics or the findings.
	Outputs []Output
	// Findings are what the rules say of the topology and the outputs, sorted by
	// file and position. One about an output, which it calls "<host><path>", has an
	// Origin in the topology.
	Findings []lint.Finding
}

// Build compiles the files of a topology, given by name, and has rules look at
// what comes of it. The same input gives the same bytes. The result is never nil;
// where the diagnostics or the findings have errors, it has no outputs.
func Build(files map[string][]byte, o Options) (*Result, hcl.Diagnostics) {
	result, diags := compile(files, o)
	if diags.HasErrors() {
		return result, diags
	}
	sources := generatedSources(result.Outputs, files, "")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		sources = append(sources, lint.Source{Name: name, Kind: lint.KindTopology, Src: files[name]})
	}
	estate := lint.NewEstate(result.Topology, nil, sources)
	diags = append(diags, unreadable(result.Topology, estate, files)...)
	result.Findings = findings(result.Topology, estate, o.Rules)
	books, more := runbooks(result.Topology)
	diags = append(diags, masked(result.Topology, more)...)
	result.Outputs = append(result.Outputs, books...)
	slices.SortFunc(result.Outputs, func(a, b Output) int {
		return cmp.Or(cmp.Compare(a.Host, b.Host), cmp.Compare(a.Path, b.Path))
	})
	if diags.HasErrors() || slices.ContainsFunc(result.Findings, func(f lint.Finding) bool { return f.Rule.Severity == lint.Error }) {
		result.Outputs = nil
	}
	return result, diags
}

// compile is Build without a look at what comes of it.
func compile(files map[string][]byte, o Options) (*Result, hcl.Diagnostics) {
	t, diags := topology.Parse(files, o.Variables)
	result := &Result{Topology: t}
	if diags.HasErrors() {
		return result, diags
	}
	documents, more := emit(t)
	if diags = append(diags, more...); !diags.HasErrors() {
		raiseConfigVersions(t, documents, o.Previous)
		result.Outputs = format(t, documents)
	}
	return result, masked(t, diags)
}

// emit has every format compile every host. The documents are in the order of
// the hosts.
func emit(t *topology.Topology) ([]document, hcl.Diagnostics) {
	documents := make([][]document, len(t.Hosts))
	diags := make([]hcl.Diagnostics, len(t.Hosts))
	parallel.Do(len(t.Hosts), func(i int) {
		host := t.Hosts[i]
		seen := make(map[string]bool)
		for _, format := range formats {
			list, more := format.emit(t, host)
			diags[i] = append(diags[i], more...)
			for _, d := range list {
				d.secretMode = format.secretMode
				if seen[d.path] {
					diags[i] = append(diags[i], &hcl.Diagnostic{
						Severity: hcl.DiagError, Summary: "Two files of one name", Subject: &host.Range,
						Detail: fmt.Sprintf("Two files of host %s would be %s.", host.Name, d.path),
					})
				}
				seen[d.path] = true
				documents[i] = append(documents[i], d)
			}
		}
	})
	return slices.Concat(documents...), merge(t.Hosts, diags)
}

// format prints the documents.
func format(t *topology.Topology, documents []document) []Output {
	outputs := make([]Output, len(documents))
	parallel.Do(len(documents), func(i int) {
		d := documents[i]
		o := Output{Host: d.host.Name, Path: d.path, Mode: 0o644}
		o.Content, o.Lines = d.tree.Format()
		o.Sensitive = markSecrets(t, o.Lines)
		if o.Sensitive {
			o.Mode = d.secretMode
		}
		outputs[i] = o
	})
	slices.SortFunc(outputs, func(a, b Output) int {
		return cmp.Or(cmp.Compare(a.Host, b.Host), cmp.Compare(a.Path, b.Path))
	})
	return outputs
}
