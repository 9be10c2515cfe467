package findings

import (
	"encoding/json"
	"io"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

// The JSON form of findings; docs/lint.schema.json describes it. Its names are a
// promise. Lines and columns count from 1, columns in code points; byte is the
// offset in the file, from 0.
type (
	lintJSON struct {
		FormatVersion string        `json:"format_version"`
		Findings      []findingJSON `json:"findings"`
		Summary       summaryJSON   `json:"summary"`
	}
	findingJSON struct {
		Rule     string `json:"rule"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		rangeJSON
		// Origin is the place in the topology that caused a line of a generated file;
		// null where a person wrote it.
		Origin      *rangeJSON    `json:"origin"`
		URL         string        `json:"url"`
		Fixable     bool          `json:"fixable"`
		Fixes       []fixJSON     `json:"fixes"`
		Related     []relatedJSON `json:"related"`
		Fingerprint string        `json:"fingerprint"`
	}
	rangeJSON struct {
		File  string  `json:"file"`
		Start posJSON `json:"start"`
		End   posJSON `json:"end"`
	}
	posJSON struct {
		Line   int `json:"line"`
		Column int `json:"column"`
		Byte   int `json:"byte"`
	}
	fixJSON struct {
		Edits []editJSON `json:"edits"`
	}
	editJSON struct {
		rangeJSON
		Text string `json:"text"`
	}
	relatedJSON struct {
		rangeJSON
		Message string `json:"message"`
	}
	summaryJSON struct {
		Files    int `json:"files"`
		Errors   int `json:"errors"`
		Warnings int `json:"warnings"`
		Infos    int `json:"infos"`
		Fixable  int `json:"fixable"`
	}
)

// writeJSON writes each generated place as a finding of its own: whoever reads
// files by program wants to know all of them.
func writeJSON(w io.Writer, r *Report) error {
	out := lintJSON{FormatVersion: "1.0", Findings: make([]findingJSON, 0, len(r.Findings))}
	out.Summary.Files = len(r.Looked)
	for i := range r.Findings {
		for _, j := range r.jsonOf(&r.Findings[i]) {
			out.Findings = append(out.Findings, j)
			out.Summary.count(r.Findings[i].Rule.Severity, j.Fixable)
		}
	}
	return encodeJSON(w, out)
}

// encodeJSON writes a value as indented JSON.
func encodeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

func (s *summaryJSON) count(severity lint.Severity, fixable bool) {
	switch severity {
	case lint.Error:
		s.Errors++
	case lint.Warning:
		s.Warnings++
	case lint.Info:
		s.Infos++
	}
	if fixable {
		s.Fixable++
	}
}

func (r *Report) jsonOf(f *Finding) []findingJSON {
	j := findingJSON{
		Rule: f.Rule.ID, Severity: f.Rule.Severity.String(), Message: f.Message, rangeJSON: r.jsonRange(f.At),
		URL: RuleURL(f.Rule), Fixable: f.Fixable, Fixes: []fixJSON{}, Related: []relatedJSON{}, Fingerprint: f.Fingerprint,
	}
	if f.Fix != nil {
		var fix fixJSON
		for _, e := range f.Fix.Edits {
			fix.Edits = append(fix.Edits, editJSON{r.jsonRange(e.Range), e.Text})
		}
		j.Fixes = append(j.Fixes, fix)
	}
	for _, related := range f.Related {
		j.Related = append(j.Related, relatedJSON{r.jsonRange(related.Range), related.Message})
	}
	if len(f.Generated) == 0 {
		return []findingJSON{j}
	}
	origin := j.rangeJSON
	j.Origin = &origin
	list := make([]findingJSON, len(f.Generated))
	for i, g := range f.Generated {
		list[i] = j
		list[i].rangeJSON = r.jsonRange(g)
	}
	return list
}

func (r *Report) jsonRange(at hcl.Range) rangeJSON {
	return rangeJSON{
		File:  r.name(at.Filename),
		Start: posJSON{at.Start.Line, at.Start.Column, at.Start.Byte},
		End:   posJSON{at.End.Line, at.End.Column, at.End.Byte},
	}
}
