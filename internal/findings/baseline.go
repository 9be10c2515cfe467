package findings

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

// baselineVersion is the version of the form of baselines.
const baselineVersion = "1.0"

// Entry is a finding that a baseline excuses. The fingerprint tells which; the
// rest tells people.
type Entry struct {
	Rule        string `json:"rule"`
	File        string `json:"file"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
}

// Baseline is a list of known findings, which are left out.
type Baseline struct {
	entries []Entry
	ranges  []hcl.Range // where the entries begin, in the baseline's file
}

// WriteBaseline writes the findings as a baseline: an entry to a line, sorted, so
// that differences read well. What a file was not looked at for is no entry.
func WriteBaseline(w io.Writer, r *Report) (entries int, err error) {
	list := []Entry{}
	for _, f := range r.Findings {
		if !f.Rule.Blind() {
			list = append(list, Entry{f.Rule.ID, r.name(f.At.Filename), f.Message, f.Fingerprint})
		}
	}
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"format_version\": %q,\n  \"findings\": [", baselineVersion)
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for i, entry := range list {
		out.WriteString(map[bool]string{true: "\n    ", false: ",\n    "}[i == 0])
		if err := e.Encode(entry); err != nil {
			return 0, err
		}
		out.Truncate(out.Len() - 1) // the newline of Encode
	}
	out.WriteString(map[bool]string{true: "]\n}\n", false: "\n  ]\n}\n"}[len(list) == 0])
	_, err = w.Write(out.Bytes())
	return len(list), err
}

// Scope says what of a baseline a run could have found.
type Scope struct {
	// Selected tells whether the findings of a rule, by id, are shown.
	Selected func(rule string) bool
	// Gone tells of a file that was not looked at whether there is none any more.
	Gone func(file string) bool
}

// Apply leaves out of a report what the baseline knows, and adds a finding for
// each entry that no longer occurs: of a file that was looked at whole, or that is
// gone, and of a rule that is shown.
func (b *Baseline) Apply(r *Report, scope Scope) {
	known := make(map[string]bool, len(b.entries))
	for _, e := range b.entries {
		known[e.Fingerprint] = true
	}
	occurs := make(map[string]bool)
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool {
		if f.Rule.Blind() {
			return false
		}
		occurs[f.Fingerprint] = true
		return known[f.Fingerprint]
	})
	missed := r.missed(scope.Gone)
	for i, e := range b.entries {
		if occurs[e.Fingerprint] || !scope.Selected(e.Rule) || missed(e.File) {
			continue
		}
		stale := lint.StaleBaseline(b.ranges[i], fmt.Sprintf("%s in %s no longer occurs: %s", e.Rule, e.File, e.Message))
		if scope.Selected(stale.Rule.ID) {
			r.add(stale)
		}
	}
	r.sort()
}

// missed returns what tells of a file, by the name that entries have, whether
// something in it may not have been found. A topology is looked at as a whole.
func (r *Report) missed(gone func(string) bool) func(file string) bool {
	looked := make(map[string]bool, len(r.Looked))
	for _, name := range r.Looked {
		looked[r.name(name)] = true
	}
	broken := make(map[string]bool)
	topology := false
	for _, f := range r.Findings {
		if f.Rule.Blind() {
			broken[r.name(f.At.Filename)] = true
			topology = topology || isTopology(f.At.Filename)
		}
	}
	return func(file string) bool {
		return broken[file] || topology && isTopology(file) || !looked[file] && !gone(file)
	}
}

func isTopology(file string) bool { return lint.KindOf(file, nil) == lint.KindTopology }
