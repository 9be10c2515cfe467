package findings

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// What the runner takes for the end of a property or of a command.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes workflow commands, which GitHub's runner makes annotations
// of. It refuses columns of what spans lines, and counts the last one in.
func writeGitHub(w io.Writer, r *Report) error {
	out := bufio.NewWriter(w)
	for i := range r.Findings {
		f := &r.Findings[i]
		place := ""
		if at := f.At; at.Filename != "" {
			place = fmt.Sprintf("file=%s,line=%d,", githubProperty.Replace(r.name(at.Filename)), at.Start.Line)
			if at.Start.Line == at.End.Line {
				place += fmt.Sprintf("col=%d,endLine=%d,endColumn=%d,", at.Start.Column, at.End.Line, max(at.Start.Column, at.End.Column-1))
			} else {
				place += fmt.Sprintf("endLine=%d,", at.End.Line)
			}
		}
		fmt.Fprintf(out, "::%s %stitle=%s::%s\n", bySeverity(f.Rule.Severity, "notice", "warning", "error"),
			place, githubProperty.Replace(f.Rule.ID), githubData.Replace(explained(f)))
	}
	return out.Flush()
}

// explained is the message of a finding, with the generated places and the
// rule's page on lines of their own.
func explained(f *Finding) string {
	text := f.Message + "\n"
	if len(f.Generated) > 0 {
		text += "generated: " + generatedList(f) + "\n"
	}
	return text + RuleURL(f.Rule)
}
