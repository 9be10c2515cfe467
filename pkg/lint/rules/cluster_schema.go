package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterSchema = &lint.Rule{
	ID:       "cluster-schema",
	Severity: lint.Error,
	Doc: `What no schema of the release knows

cman 3 checks the file against its schema and does not take one that fails; on RHEL 5 nothing checks it, so that a
misspelt section or attribute is passed over without a word and the default stays in force.

Write the name that the release knows, or take the element or attribute out. Where the release is not known, this rule
says only what RHEL 5 and RHEL 6 both refuse.

Source: cluster.rng of cman 3, the schema of system-config-cluster on RHEL 5, the metadata of the fence agents.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		others, named := otherRulePlaces(f), clusterNamesOf(f)
		for _, d := range validated(p, f) {
			if d.Severity == hcl.DiagError && !others[*d.Subject] {
				p.ReportFix(*d.Subject, named.suggested(d), "%s", schemaMessage(d))
			}
		}
	},
}

// validated compares a file with the schema of its host's release; where that is
// not known, it returns what both releases say.
func validated(p *lint.Pass, f *clusterconf.File) hcl.Diagnostics {
	if r, ok := clusterRelease(p.Platform); ok || p.Platform != nil {
		if !ok {
			return nil
		}
		return clusterconf.Validate(f, r)
	}
	type complaint struct {
		summary  string
		severity hcl.DiagnosticSeverity
		at       hcl.Range
	}
	both := make(map[complaint]bool)
	for _, d := range clusterconf.Validate(f, clusterconf.CMAN2) {
		both[complaint{d.Summary, d.Severity, *d.Subject}] = true
	}
	var list hcl.Diagnostics
	for _, d := range clusterconf.Validate(f, clusterconf.CMAN3) {
		if both[complaint{d.Summary, d.Severity, *d.Subject}] {
			d.Detail = strings.Replace(d.Detail, clusterconf.CMAN3.String()+" knows no ", "neither RHEL 5 nor RHEL 6 knows ", 1)
			list = append(list, d)
		}
	}
	return list
}

// otherRulePlaces are the places that the schema refuses and of which another rule
// says more.
func otherRulePlaces(f *clusterconf.File) map[hcl.Range]bool {
	places := make(map[hcl.Range]bool)
	for _, m := range f.Multicasts() {
		if m.Interface != nil {
			places[m.Interface.Name.Range] = true
		}
		if parentName(m.Element) == "clusternode" {
			places[m.Element.Name.Range] = true
		}
	}
	return places
}

// schemaMessage is a complaint as one line of a finding.
func schemaMessage(d *hcl.Diagnostic) string {
	text := strings.TrimSuffix(d.Detail, ".")
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// clusterNames are the elements and attributes of a file, by the place of the name.
type clusterNames struct {
	elements   map[hcl.Range]*clusterconf.Element
	attributes map[hcl.Range]*clusterconf.Element // the elements that have them
}

func clusterNamesOf(f *clusterconf.File) clusterNames {
	n := clusterNames{make(map[hcl.Range]*clusterconf.Element), make(map[hcl.Range]*clusterconf.Element)}
	for e := range f.All() {
		n.elements[e.Name.Range] = e
		for _, a := range e.Attrs {
			n.attributes[a.Name.Range] = e
		}
	}
	return n
}

// suggested is the fix that writes the name that was meant; nil where none is near,
// or where the element has that attribute already.
func (n clusterNames) suggested(d *hcl.Diagnostic) *lint.Fix {
	near, ok := d.Extra.(clusterconf.Suggestion)
	if !ok {
		return nil
	}
	if e := n.elements[*d.Subject]; e != nil {
		fix := lint.Replace(e.Name.Range, string(near))
		if e.End.End.Byte > e.End.Start.Byte {
			fix.Edits = append(fix.Edits, lint.Edit{Range: e.End, Text: "</" + string(near) + ">"})
		}
		return fix
	}
	if e := n.attributes[*d.Subject]; e != nil && e.Attr(string(near)) == nil {
		return lint.Replace(*d.Subject, string(near))
	}
	return nil
}
