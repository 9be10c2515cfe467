package lint

import (
	"bytes"
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
)

// An ignore is a comment on the line above, or on the line itself:
//
//	# hagen:ignore apache-proxy-host-not-preserved the back end wants its own name
//
// and in cluster.conf <!-- hagen:ignore … -->. The reason is required.
var ignorePattern = regexp.MustCompile(`hagen:ignore\b[ \t]*([a-z0-9*-]*)[ \t]*(.*)$`)

// ignore is one such comment.
type ignore struct {
	rule   string
	reason string
	rng    hcl.Range
	used   bool
}

// badIgnore is the rule of findings about ignores themselves.
var badIgnore = &Rule{
	ID: "hagen-ignore", Severity: Warning,
	Doc: `An ignore that ignores nothing or says no reason

An ignore that answers no finding hides the next one; one without a reason leaves
the next reader to guess. Write ` + "`# hagen:ignore <rule> <reason>`" + ` on the line above the finding, or delete it.`,
}

// syntax is the rule of findings about files that cannot be read whole.
var syntax = &Rule{
	ID: "hagen-syntax", Severity: Error,
	Doc: `A file that cannot be read whole

Rules look at what could be read; what stands in the rest, nobody knows. Mend the file, or say what it is where its kind
was told wrongly.`,
}

// Own are the rules that are about hagen's reading itself: its ignores and baseline, and the
// files that do not parse. They always run, and have no functions.
func Own() []*Rule { return []*Rule{badIgnore, staleBaseline, syntax, unread} }

// ParseFindings are the errors among the diagnostics of parsers, as findings.
func ParseFindings(diags hcl.Diagnostics) []Finding {
	var list []Finding
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		f := Finding{Rule: syntax, Message: strings.Join(strings.Fields(d.Summary+": "+d.Detail), " ")}
		if d.Subject != nil {
			f.Range = *d.Subject
		}
		list = append(list, f)
	}
	return list
}

// ignoresOf finds the ignores of a file, by the line that each speaks of: its own,
// or, for those on lines of their own, the next line that is none.
func ignoresOf(s *Source) map[int][]*ignore {
	if !bytes.Contains(s.Src, []byte("hagen:ignore")) {
		return nil
	}
	lines := source.NewLines(s.Src)
	found := make(map[int][]*ignore)
	var waiting []*ignore // on lines of their own, just above
	for n := 1; n <= lines.Count(); n++ {
		text := string(lines.Line(n))
		m := ignorePattern.FindStringSubmatchIndex(text)
		if m != nil {
			start := lines.Start(n)
			waiting = append(waiting, &ignore{
				rule:   text[m[2]:m[3]],
				reason: strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text[m[4]:m[5]]), "-->")),
				rng:    lines.Range(s.Name, start+m[0], start+m[1]),
			})
			if before := strings.TrimSpace(text[:m[0]]); before == "#" || before == "//" || before == "<!--" {
				continue
			}
		}
		if len(waiting) > 0 {
			found[n] = append(found[n], waiting...)
			waiting = nil
		}
	}
	if len(waiting) > 0 {
		found[lines.Count()+1] = waiting
	}
	return found
}

// applyIgnores leaves out the findings that an ignore answers, at their own line
// or at the line of the topology that caused it, and adds those about ignores.
func (e *Estate) applyIgnores(findings []Finding, rules []*Rule) []Finding {
	ignores := make(map[string]map[int][]*ignore)
	for name, s := range e.files {
		if found := ignoresOf(s); found != nil {
			ignores[name] = found
		}
	}
	if len(ignores) == 0 {
		return findings
	}
	kept := slices.DeleteFunc(findings, func(f Finding) bool {
		answered := false
		for _, r := range []hcl.Range{f.Range, f.Origin} {
			for _, i := range ignores[r.Filename][r.Start.Line] {
				if i.rule == f.Rule.ID && i.reason != "" {
					i.used, answered = true, true
				}
			}
		}
		return answered
	})
	known := make(map[string]bool, len(rules))
	for _, r := range rules {
		known[r.ID] = true
	}
	for _, name := range slices.Sorted(maps.Keys(ignores)) {
		for _, line := range slices.Sorted(maps.Keys(ignores[name])) {
			for _, i := range ignores[name][line] {
				if message := i.problem(known); message != "" {
					kept = append(kept, Finding{Rule: badIgnore, Message: message, Range: i.rng})
				}
			}
		}
	}
	return kept
}

// problem says what is wrong with an ignore, "" where nothing is.
func (i *ignore) problem(known map[string]bool) string {
	switch {
	case i.rule == "":
		return "the ignore names no rule"
	case i.reason == "":
		return "the ignore of " + i.rule + " says no reason"
	case !known[i.rule]:
		return cmp.Or(i.rule, "it") + " is no rule that runs here"
	case !i.used:
		return "the ignore of " + i.rule + " answers no finding on its line"
	}
	return ""
}
