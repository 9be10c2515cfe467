package hagen

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/lint/rules"
	"github.com/everlinux/hagen/pkg/topology"
)

// LintOptions are what a look at files depends on besides the files.
type LintOptions struct {
	// Variables are the values of the topology's variables.
	Variables topology.Options
	// Platform is the release of the hosts that no topology names; nil where it is
	// not known, and then rules that depend on it stay silent.
	Platform *topology.Platform
	// Kinds are the formats of files, by name; those of others are told from their
	// names and contents.
	Kinds map[string]lint.Kind
	// Modes are the permissions of files, by name, as far as they are known.
	Modes map[string]fs.FileMode
	// Folders are directories that were looked through, by name, each with the names
	// of what is in it and is not among the files: an include that finds nothing in
	// one of them brings nothing.
	Folders map[string][]string
	// Links are the symbolic links to files, by name: an include reads a file by
	// either name.
	Links map[string]string
	// OneTopology is true where all topology files are one topology, whatever their
	// folders.
	OneTopology bool
	// Rules are the rules that run; nil for all of hagen's, an empty slice for none.
	Rules []*lint.Rule
}

// LintResult is what a look at files comes to.
type LintResult struct {
	// Findings are sorted by file and position. Those in a generated file have an
	// Origin, and no Fix: the remedy is in the topology.
	Findings []lint.Finding
	// Files are the contents that findings speak of, by name: those that were given,
	// and those that were generated, as in "node-01/etc/cluster/cluster.conf".
	Files map[string][]byte
	// Unknown are the names of files whose format could not be told: nobody looked
	// at them.
	Unknown []string
	// Secrets tells what may not be shown of Files.
	Secrets *topology.Secrets
}

// Lint looks at files, given by name, each alone and all against each other. The
// topology files of one folder are one topology: it is compiled, and the generated
// files are looked at too. Where there are several topologies, a file is looked at
// with that of the nearest folder above it. One named …/<host>/etc/… is the host's
// /etc/…, and one with another name stands alone.
//
// The result is never nil. The diagnostics say what could not be read, with an
// error for each file that was not looked at whole: where they have errors, no
// findings do not mean that all is well.
func Lint(files map[string][]byte, o LintOptions) (*LintResult, hcl.Diagnostics) {
	result := &LintResult{Files: maps.Clone(files)}
	var diags hcl.Diagnostics
	var secrets []*topology.Secrets
	for _, g := range groups(files, o) {
		t, more := result.look(g, o)
		diags = append(diags, more...)
		secrets = append(secrets, t.Secrets)
	}
	result.Secrets = topology.MergeSecrets(secrets...)
	lint.SortFindings(result.Findings)
	return result, diags
}

// look adds what a look at a group of files comes to, and returns its topology.
func (r *LintResult) look(g group, o LintOptions) (*topology.Topology, hcl.Diagnostics) {
	given := givenSources(g.files, o)
	built, diags := compileSources(given, o.Variables)
	generated := generatedSources(built.Outputs, r.Files, g.folder)
	sources, more := withoutBuilt(given, generated)
	diags = append(diags, more...)
	for _, s := range generated {
		r.Files[s.Name] = s.Src
	}
	t := built.Topology
	if diags.HasErrors() || len(t.Hosts) == 0 {
		t = nil // rules look at whole topologies only
	}
	estate := lint.NewEstate(t, o.Platform, append(sources, generated...))
	addFolders(estate, given, g, o.Links)
	diags = append(diags, unreadable(built.Topology, estate, g.files)...)
	for _, s := range estate.Unknown {
		r.Unknown = append(r.Unknown, s.Name)
	}
	for _, f := range findings(built.Topology, estate, o.Rules) {
		if _, ok := g.files[f.Range.Filename]; !ok {
			f.Fix = nil
		}
		r.Findings = append(r.Findings, f)
	}
	return built.Topology, diags
}

// findings are what the rules find in an estate, without sensitive values.
func findings(t *topology.Topology, e *lint.Estate, all []*lint.Rule) []lint.Finding {
	switch {
	case all == nil:
		all = rules.All()
	case len(all) == 0:
		return nil
	}
	list := lint.Run(e, all)
	for i := range list {
		list[i].Message = t.Secrets.Mask(list[i].Message)
	}
	return list
}

// unreadable says what of an estate could not be read, without sensitive values.
// A file that is not among those given was generated: what hagen cannot read, it
// must not have written.
func unreadable(t *topology.Topology, e *lint.Estate, given map[string][]byte) hcl.Diagnostics {
	diags := masked(t, e.Diagnostics())
	for i, d := range diags {
		if _, ok := given[d.Subject.Filename]; ok || d.Severity != hcl.DiagError {
			continue
		}
		diags[i] = &hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "Internal error", Subject: d.Subject,
			Detail: fmt.Sprintf("hagen cannot read the file that it generated: %s: %s This is a bug of hagen; please report it.", d.Summary, d.Detail),
		}
	}
	return diags
}

// givenSources are the files by name, each with its kind, mode and host.
func givenSources(files map[string][]byte, options LintOptions) []lint.Source {
	var list []lint.Source
	folders := make(map[string]map[string]bool) // of hosts, by their last element
	for _, name := range slices.Sorted(maps.Keys(files)) {
		folder, path := splitHost(name)
		kind := options.Kinds[name]
		if kind == "" {
			kind = lint.KindOf(name, files[name])
		}
		list = append(list, lint.Source{Name: name, Host: folder, Path: path, Kind: kind, Mode: options.Modes[name], Src: files[name]})
		if path != "" {
			base := hostName(folder)
			if folders[base] == nil {
				folders[base] = make(map[string]bool)
			}
			folders[base][folder] = true
		}
	}
	for i, s := range list {
		if base := hostName(s.Host); len(folders[base]) == 1 { // else the whole folder tells them apart
			list[i].Host = base
		}
	}
	return list
}

// addFolders tells an estate what else is known of the folders of its files.
func addFolders(e *lint.Estate, given []lint.Source, g group, links map[string]string) {
	hosts := make(map[string]string) // the names, by folder
	for _, s := range given {
		if folder, path := splitHost(s.Name); path != "" {
			hosts[folder] = s.Host
		}
	}
	onHost := func(name string) (host, where string) {
		folder, where := splitHost(name)
		if where == "" {
			return "", path.Clean(name)
		}
		return hosts[folder], path.Clean(where)
	}
	for _, name := range slices.Sorted(maps.Keys(g.walked)) {
		host, where := onHost(name + "/")
		e.AddFolder(host, where, g.walked[name])
	}
	for _, link := range slices.Sorted(maps.Keys(links)) {
		_, given := g.files[links[link]]
		host, where := onHost(link)
		if folder := path.Dir(where); given {
			e.AddLink(host, where, links[link])
		} else {
			e.AddFolder(host, folder, []string{path.Base(where)})
		}
	}
}

// splitHost splits the name of a file at the last etc in it: the folder of the
// host, and the file's path on the host; both "" where there is none.
func splitHost(name string) (folder, path string) {
	name = "/" + strings.ReplaceAll(name, `\`, "/")
	i := strings.LastIndex(name, "/etc/")
	if i < 0 {
		return "", ""
	}
	return strings.TrimPrefix(name[:i], "/"), name[i:]
}

func hostName(folder string) string { return folder[strings.LastIndexByte(folder, '/')+1:] }

// compileSources compiles what is topology among the sources.
func compileSources(sources []lint.Source, variables topology.Options) (*Result, hcl.Diagnostics) {
	files := make(map[string][]byte)
	for _, s := range sources {
		if s.Kind == lint.KindTopology {
			files[s.Name] = s.Src
		}
	}
	if len(files) == 0 {
		return &Result{Topology: &topology.Topology{}}, nil
	}
	return compile(files, Options{Variables: variables})
}

// generatedSources are the outputs of a build, under names in the folder that no
// given file has.
func generatedSources(outputs []Output, given map[string][]byte, folder string) []lint.Source {
	var list []lint.Source
	for _, o := range outputs {
		name := path.Join(folder, o.Host+o.Path)
		for _, taken := given[name]; taken; _, taken = given[name] {
			name = "generated/" + name
		}
		list = append(list, lint.Source{Name: name, Host: o.Host, Path: o.Path, Mode: o.Mode, Src: o.Content, Lines: o.Lines})
	}
	return list
}

// withoutBuilt leaves out the given files that an earlier build wrote: what the
// topology says now stands for them. One that differs is named in a warning.
func withoutBuilt(given, generated []lint.Source) ([]lint.Source, hcl.Diagnostics) {
	type place struct{ host, path string }
	built := make(map[place]*lint.Source, len(generated))
	for i, s := range generated {
		built[place{s.Host, s.Path}] = &generated[i]
	}
	var diags hcl.Diagnostics
	kept := slices.DeleteFunc(slices.Clone(given), func(s lint.Source) bool {
		b := built[place{hostName(s.Host), s.Path}]
		if b == nil || s.Path == "" {
			return false
		}
		if string(b.Src) != string(s.Src) {
			diags = diags.Append(&hcl.Diagnostic{
				Severity: hcl.DiagWarning, Summary: "File differs from the topology", Subject: &hcl.Range{Filename: s.Name},
				Detail: fmt.Sprintf("The topology has another %s for host %s. That one was looked at, this one was not: look at it without the topology.", b.Path, b.Host),
			})
		}
		return true
	})
	return kept, diags
}
