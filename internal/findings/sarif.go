package findings

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

// What the URIs of a log are relative to.
const (
	sourceRoot    = "SRCROOT"
	generatedRoot = "GENERATED"
)

// sarifWriter turns one report into a log.
type sarifWriter struct {
	*Report
	artifacts map[string]int // by file
	rules     map[string]int // by id
	generated map[string]bool
}

// writeSARIF writes a log of one run.
func writeSARIF(w io.Writer, r *Report) error {
	s := &sarifWriter{Report: r, artifacts: make(map[string]int), rules: make(map[string]int), generated: make(map[string]bool)}
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "hagen", Version: strings.TrimPrefix(r.Version, "v"), InformationURI: "https://github.com/everlinux/hagen", Rules: s.listRules(),
		}},
		OriginalURIBaseIDs: map[string]sarifArtifactLocation{
			sourceRoot:    {Description: &sarifText{Text: "The directory that hagen lint ran in."}},
			generatedRoot: {Description: &sarifText{Text: "The folder that hagen build writes: these files are made of the topology."}},
		},
		Artifacts: s.listArtifacts(), Results: make([]sarifResult, 0, len(r.Findings)),
		ColumnKind: "unicodeCodePoints", DefaultEncoding: "utf-8",
	}
	for i := range r.Findings {
		run.Results = append(run.Results, s.result(&r.Findings[i]))
	}
	run.Invocations = []sarifInvocation{{ExecutionSuccessful: !r.Blind(), Notifications: s.notifications()}}
	return encodeJSON(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// listRules are the rules that ran, whether they found something or not: who
// reads the log can tell what was looked for.
func (s *sarifWriter) listRules() []sarifRule {
	all := slices.Clone(s.Rules)
	for _, f := range s.Findings {
		all = append(all, f.Rule)
	}
	slices.SortFunc(all, func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) })
	all = slices.CompactFunc(all, func(a, b *lint.Rule) bool { return a.ID == b.ID })
	list := make([]sarifRule, 0, len(all))
	for i, rule := range all {
		s.rules[rule.ID] = i
		list = append(list, describe(rule))
	}
	return list
}

func describe(rule *lint.Rule) sarifRule {
	_, doc, _ := strings.Cut(rule.Doc, "\n")
	doc = strings.TrimSpace(doc)
	full, _, _ := strings.Cut(doc, "\n\n")
	format, _, _ := strings.Cut(rule.ID, "-")
	return sarifRule{
		ID: rule.ID, HelpURI: RuleURL(rule),
		ShortDescription: sarifText{Text: rule.Title()},
		FullDescription:  sarifText{Text: strings.Join(strings.Fields(full), " ")},
		Help:             sarifText{Text: doc, Markdown: fmt.Sprintf("%s\n\n[%s](%s)", doc, rule.ID, RuleURL(rule))},
		Default:          sarifConfiguration{sarifLevel(rule.Severity)},
		Properties: sarifProperties{
			Tags: []string{format}, ProblemSeverity: bySeverity(rule.Severity, "recommendation", "warning", "error"),
		},
	}
}

func sarifLevel(s lint.Severity) string { return bySeverity(s, "note", "warning", "error") }

func (s *sarifWriter) listArtifacts() []sarifArtifact {
	list := make([]sarifArtifact, 0, len(s.Looked))
	for _, file := range s.Looked {
		list = append(list, sarifArtifact{s.artifact(file), []string{"analysisTarget"}})
		s.artifacts[file] = len(list) - 1
	}
	for _, file := range s.run.Generated {
		s.generated[file] = true
	}
	return list
}

// artifact is where a file is; with its index, once it is among the artifacts.
func (s *sarifWriter) artifact(file string) sarifArtifactLocation {
	uri, relative := s.uri(file)
	l := sarifArtifactLocation{URI: uri}
	switch {
	case s.generated[file]:
		l.URIBaseID = generatedRoot
	case relative:
		l.URIBaseID = sourceRoot
	}
	if i, ok := s.artifacts[file]; ok {
		l.Index = &i
	}
	return l
}

func (s *sarifWriter) result(f *Finding) sarifResult {
	res := sarifResult{
		RuleID: f.Rule.ID, RuleIndex: s.rules[f.Rule.ID], Level: sarifLevel(f.Rule.Severity), Message: sarifText{Text: f.Message},
		Locations:           s.locations(f.At),
		PartialFingerprints: map[string]string{"hagenFinding/v1": f.Fingerprint},
	}
	relate := func(at hcl.Range, message string) {
		id := len(res.RelatedLocations) + 1
		res.RelatedLocations = append(res.RelatedLocations, sarifLocation{ID: &id, Physical: s.physical(at), Message: &sarifText{Text: message}})
	}
	for _, related := range f.Related {
		relate(related.Range, related.Message)
	}
	for _, g := range f.Generated {
		relate(g, "generated here")
	}
	if f.Fix != nil {
		res.Fixes = []sarifFix{s.fix(f)}
	}
	return res
}

// locations is the one place of a finding; none where it has none.
func (s *sarifWriter) locations(at hcl.Range) []sarifLocation {
	if at.Filename == "" {
		return []sarifLocation{}
	}
	return []sarifLocation{{Physical: s.physical(at)}}
}

func (s *sarifWriter) physical(at hcl.Range) sarifPhysical {
	return sarifPhysical{Artifact: s.artifact(at.Filename), Region: region(at)}
}

func region(at hcl.Range) sarifRegion {
	return sarifRegion{
		StartLine: at.Start.Line, StartColumn: at.Start.Column, EndLine: at.End.Line, EndColumn: at.End.Column,
		ByteOffset: at.Start.Byte, ByteLength: at.End.Byte - at.Start.Byte,
	}
}

func (s *sarifWriter) fix(f *Finding) sarifFix {
	fix := sarifFix{Description: sarifText{Text: "What hagen lint --fix --enable " + f.Rule.ID + " does."}}
	change := sarifArtifactChange{Location: s.artifact(f.Fix.Edits[0].Range.Filename)} // a fix is of one file
	for _, e := range f.Fix.Edits {
		r := sarifReplacement{Deleted: region(e.Range)}
		if e.Text != "" {
			r.Inserted = &sarifText{Text: e.Text}
		}
		change.Replacements = append(change.Replacements, r)
	}
	fix.Changes = []sarifArtifactChange{change}
	return fix
}

// notifications say what was not looked at, and what else is to be known.
func (s *sarifWriter) notifications() []sarifNotification {
	var list []sarifNotification
	for _, f := range s.Findings {
		if f.Rule.Blind() {
			list = append(list, sarifNotification{
				Level: "error", Message: sarifText{Text: f.Message}, Locations: s.locations(f.At),
				Associated: &sarifDescriptor{f.Rule.ID, s.rules[f.Rule.ID]},
			})
		}
	}
	for _, w := range s.Warnings {
		list = append(list, sarifNotification{Level: "warning", Message: sarifText{Text: w.Message}, Locations: s.locations(w.At)})
	}
	return list
}
