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
		for _, d := range validated(p, f) {
			if d.Severity == hcl.DiagError && !ownRule(f, *d.Subject) {
				p.ReportFix(*d.Subject, suggestedName(f, d), "%s", schemaMessage(d))
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

// ownRule tells whether another rule says more about a place that the schema refuses.
func ownRule(f *clusterconf.File, at hcl.Range) bool {
	for _, m := range f.Multicasts() {
		if m.Interface != nil && m.Interface.Name.Range == at {
			return true
		}
		if m.Element.Name.Range == at && parentName(m.Element) == "clusternode" {
			return true
		}
	}
	return false
}

// schemaMessage is a complaint as one line of a finding.
func schemaMessage(d *hcl.Diagnostic) string {
	text := strings.TrimSuffix(d.Detail, ".")
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// suggestedName is the fix that writes the name that was meant; nil where none is
// near, or where the element has that attribute already.
func suggestedName(f *clusterconf.File, d *hcl.Diagnostic) *lint.Fix {
	near, ok := d.Extra.(clusterconf.Suggestion)
	if !ok {
		return nil
	}
	for e := range f.All() {
		if e.Name.Range == *d.Subject {
			fix := lint.Replace(e.Name.Range, string(near))
			if e.End.End.Byte > e.End.Start.Byte {
				fix.Edits = append(fix.Edits, lint.Edit{Range: e.End, Text: "</" + string(near) + ">"})
			}
			return fix
		}
		for _, a := range e.Attrs {
			if a.Name.Range == *d.Subject && e.Attr(string(near)) == nil {
				return lint.Replace(a.Name.Range, string(near))
			}
		}
	}
	return nil
}
