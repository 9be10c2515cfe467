package findings

import "io"

// The report of GitLab's Code Quality: the part of Code Climate's that it reads.
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

// writeGitLab writes a Code Quality report; that of a run without findings is an
// empty list, with which GitLab knows that they are gone.
func writeGitLab(w io.Writer, r *Report) error {
	issues := make([]gitlabIssue, 0, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		issues = append(issues, gitlabIssue{
			Description: f.Message, CheckName: f.Rule.ID, Fingerprint: f.Fingerprint,
			Severity: bySeverity(f.Rule.Severity, "info", "major", "critical"),
			Location: gitlabLocation{r.name(f.At.Filename), gitlabLines{f.At.Start.Line, f.At.End.Line}},
		})
	}
	return encodeJSON(w, issues)
}
