package findings

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/report"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// Run is a finished run of the linter.
type Run struct {
	// Findings are what the rules found.
	Findings []lint.Finding
	// Diagnostics are what reading said. Its errors become findings.
	Diagnostics hcl.Diagnostics
	// Files are the contents of the files that findings speak of, by name.
	Files map[string][]byte
	// Looked are the names of the files that were looked at, generated ones left out.
	Looked []string
	// Generated are the names of those.
	Generated []string
	// Secrets tells what may not be shown of Files.
	Secrets *topology.Secrets
	// Rules are the rules that ran.
	Rules []*lint.Rule
	// FailLevel is the severity from which on a finding fails the run.
	FailLevel lint.Severity
	// Root is the absolute path of the working directory, "" where there is none.
	// Programs are told the names of files within it from there.
	Root string
	// Version is hagen's.
	Version string
}

// Report is a run as it may be shown.
type Report struct {
	// Findings are sorted by the place at which they are shown.
	Findings []Finding
	// Warnings are what reading said that is no finding.
	Warnings  []Warning
	Looked    []string
	Rules     []*lint.Rule
	FailLevel lint.Severity
	Version   string

	run    *Run
	viewer *report.Viewer
	prints *fingerprints
}

// Finding is what one rule says of one place. What one line of a topology causes
// in many generated files is one finding.
type Finding struct {
	Rule    *lint.Rule
	Message string // one line
	// At is the place: of what a topology caused, there. Lines and columns count from
	// 1, columns count code points.
	At hcl.Range
	// Generated are the places in generated files, in order; none where a person
	// wrote the file.
	Generated []hcl.Range
	Related   []lint.Related
	// Fixable tells whether --fix mends it.
	Fixable bool
	// Fix is how; nil where there is no fix, or where it may not be shown.
	Fix *lint.Fix
	// Notes are lines that explain an error of reading.
	Notes []string
	// Fingerprint knows the finding again when lines move.
	Fingerprint string

	found []lint.Finding // what it is made of
}

// Warning is something to know about a run.
type Warning struct {
	Message string
	At      hcl.Range
}

// New makes a report of a run.
func New(run Run) *Report {
	printer := &report.Printer{Files: run.Files, Secrets: run.Secrets}
	r := &Report{
		Looked: slices.Sorted(slices.Values(run.Looked)), Rules: run.Rules, FailLevel: run.FailLevel, Version: run.Version,
		run: &run, viewer: printer.Viewer(),
	}
	r.prints = &fingerprints{report: r, seen: make(map[string]int)}
	for _, group := range grouped(run.Findings) {
		r.Findings = append(r.Findings, r.show(group))
	}
	r.addDiagnostics(run.Diagnostics)
	r.sort()
	for i := range r.Findings {
		r.Findings[i].Fingerprint = r.prints.of(&r.Findings[i])
	}
	return r
}

// grouped puts findings together that are shown as one.
func grouped(findings []lint.Finding) [][]lint.Finding {
	type key struct {
		rule    *lint.Rule
		message string
		at      hcl.Range
	}
	index := make(map[key]int, len(findings))
	groups := make([][]lint.Finding, 0, len(findings))
	for _, f := range findings {
		k := key{f.Rule, f.Message, shownAt(f)}
		i, ok := index[k]
		if !ok {
			i = len(groups)
			index[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

// shownAt is where a finding is shown: in the topology, where that caused it.
func shownAt(f lint.Finding) hcl.Range {
	if f.Origin.Filename != "" {
		return f.Origin
	}
	return f.Range
}

// show makes one finding of those that are shown as one.
func (r *Report) show(group []lint.Finding) Finding {
	first := group[0]
	f := Finding{
		Rule: first.Rule, Message: r.viewer.Message(first.Range, first.Message),
		At: r.viewer.Range(shownAt(first)), found: group,
	}
	for _, g := range group {
		if g.Origin.Filename != "" {
			f.Generated = append(f.Generated, r.viewer.Range(g.Range))
		}
	}
	for _, related := range first.Related {
		f.Related = append(f.Related, lint.Related{Message: r.viewer.Message(related.Range, related.Message), Range: r.viewer.Range(related.Range)})
	}
	if first.Fix != nil && len(f.Generated) == 0 { // the remedy for a generated file is in the topology
		f.Fixable = true
		f.Fix = r.showFix(first.Fix)
	}
	return f
}

// showFix returns a fix with its positions as they are shown; nil where it may
// not be shown, for it holds a secret.
func (r *Report) showFix(fix *lint.Fix) *lint.Fix {
	shown := &lint.Fix{}
	for _, e := range fix.Edits {
		if !r.viewer.MayInsert(e.Range, e.Text) {
			return nil
		}
		shown.Edits = append(shown.Edits, lint.Edit{Range: r.viewer.Range(e.Range), Text: e.Text})
	}
	return shown
}

// addDiagnostics makes findings of errors, each once, and keeps the warnings.
func (r *Report) addDiagnostics(diags hcl.Diagnostics) {
	type key struct {
		message string
		at      hcl.Range
	}
	seen := make(map[key]bool, len(diags))
	for _, d := range diags {
		at := hcl.Range{}
		if d.Subject != nil {
			at = *d.Subject
		}
		k := key{d.Summary + "\x00" + d.Detail, at}
		if seen[k] {
			continue
		}
		seen[k] = true
		if errors := lint.ParseFindings(hcl.Diagnostics{d}); len(errors) > 0 {
			f := r.show(errors)
			f.Notes = r.viewer.Values(d)
			r.Findings = append(r.Findings, f)
			continue
		}
		r.Warnings = append(r.Warnings, Warning{r.viewer.Message(at, d.Summary+": "+d.Detail), r.viewer.Range(at)})
	}
}

// sort puts findings into the order of their places.
func (r *Report) sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.At.Filename, b.At.Filename), cmp.Compare(a.At.Start.Byte, b.At.Start.Byte),
			cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
}

// add adds a finding that is about the run itself.
func (r *Report) add(f lint.Finding) {
	shown := r.show([]lint.Finding{f})
	shown.Fingerprint = r.prints.of(&shown)
	r.Findings = append(r.Findings, shown)
}

// Found are the findings as the rules reported them, those left out that a
// baseline excused.
func (r *Report) Found() []lint.Finding {
	var list []lint.Finding
	for _, f := range r.Findings {
		list = append(list, f.found...)
	}
	return list
}

// Failed tells whether a finding fails the run.
func (r *Report) Failed() bool {
	return slices.ContainsFunc(r.Findings, r.fails)
}

func (r *Report) fails(f Finding) bool { return f.Rule.Severity >= r.FailLevel || f.Rule.Blind() }

// Unread tells whether something was not looked at at all.
func (r *Report) Unread() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule.IsUnread() })
}

// Blind tells whether something was not looked at, or not whole.
func (r *Report) Blind() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule.Blind() })
}
