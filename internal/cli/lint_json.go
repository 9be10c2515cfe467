package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

// The JSON form of findings. Its names are a promise. Lines and columns count
// from 1, columns in characters; byte is the offset in the file, from 0.
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

func (v *lintView) writeJSON(w io.Writer) error {
	out := lintJSON{FormatVersion: "1.0", Findings: make([]findingJSON, 0, len(v.Findings))}
	out.Summary.Files = len(v.Files) - len(v.Unknown)
	prints := fingerprints{view: v, seen: make(map[string]int), lines: make(map[string]func(int) string)}
	for _, f := range v.Findings {
		j := v.findingJSON(f)
		j.Fingerprint = prints.of(f)
		out.Findings = append(out.Findings, j)
		switch f.Rule.Severity {
		case lint.Error:
			out.Summary.Errors++
		case lint.Warning:
			out.Summary.Warnings++
		case lint.Info:
			out.Summary.Infos++
		}
		if j.Fixable {
			out.Summary.Fixable++
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (v *lintView) findingJSON(f lint.Finding) findingJSON {
	j := findingJSON{
		Rule: f.Rule.ID, Severity: f.Rule.Severity.String(), Message: v.Secrets.Mask(f.Message), rangeJSON: toRange(f.Range),
		URL: ruleURL(f.Rule), Fixes: []fixJSON{}, Related: []relatedJSON{},
	}
	if f.Origin.Filename != "" {
		origin := toRange(f.Origin)
		j.Origin = &origin
	}
	if f.Fix != nil {
		j.Fixable = true
		if fix, ok := v.fixJSON(f.Fix); ok {
			j.Fixes = append(j.Fixes, fix)
		}
	}
	for _, r := range f.Related {
		j.Related = append(j.Related, relatedJSON{toRange(r.Range), v.Secrets.Mask(r.Message)})
	}
	return j
}

// fixJSON is a fix as it may be shown; false where it may not, as it holds a secret.
func (v *lintView) fixJSON(fix *lint.Fix) (fixJSON, bool) {
	var j fixJSON
	for _, e := range fix.Edits {
		if v.Secrets.Mask(e.Text) != e.Text {
			return fixJSON{}, false
		}
		j.Edits = append(j.Edits, editJSON{toRange(e.Range), e.Text})
	}
	return j, true
}

func toRange(r hcl.Range) rangeJSON {
	return rangeJSON{
		File:  r.Filename,
		Start: posJSON{r.Start.Line, r.Start.Column, r.Start.Byte},
		End:   posJSON{r.End.Line, r.End.Column, r.End.Byte},
	}
}

// fingerprints tell findings apart, and know them again when lines move: they are
// made of the rule, the file, the text of the line, and a count of those that
// are equal so far. Of the text secrets are taken out first, for a digest of a
// short secret gives it away.
type fingerprints struct {
	view  *lintView
	seen  map[string]int
	lines map[string]func(n int) string
}

func (p *fingerprints) of(f lint.Finding) string {
	name := f.Range.Filename
	if p.lines[name] == nil {
		p.lines[name] = p.view.viewer.Lines(name)
	}
	key := strings.Join([]string{f.Rule.ID, name, strings.TrimSpace(p.lines[name](f.Range.Start.Line))}, "\x00")
	p.seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, p.seen[key]))
	return hex.EncodeToString(sum[:16])
}
