package topology

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

func errorAt(r hcl.Range, summary, format string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: r.Ptr()}
}

// diagnosticSet collects diagnostics, each once: the body of a dynamic block is
// worked out for every element, but its mistakes are written once.
type diagnosticSet struct {
	list hcl.Diagnostics
	seen map[diagnosticKey]bool
}

type diagnosticKey struct {
	subject         hcl.Range
	summary, detail string
}

func (s *diagnosticSet) add(diags ...*hcl.Diagnostic) {
	for _, d := range diags {
		key := diagnosticKey{summary: d.Summary, detail: d.Detail}
		if d.Subject != nil {
			key.subject = *d.Subject
		}
		if s.seen == nil {
			s.seen = make(map[diagnosticKey]bool)
		}
		if !s.seen[key] {
			s.seen[key] = true
			s.list = append(s.list, d)
		}
	}
}

// sorted returns the diagnostics by file and position.
func (s *diagnosticSet) sorted() hcl.Diagnostics {
	slices.SortStableFunc(s.list, func(a, b *hcl.Diagnostic) int {
		if a.Subject == nil || b.Subject == nil {
			return cmp.Compare(boolToInt(a.Subject != nil), boolToInt(b.Subject != nil))
		}
		return cmp.Or(cmp.Compare(a.Subject.Filename, b.Subject.Filename), cmp.Compare(a.Subject.Start.Byte, b.Subject.Start.Byte))
	})
	return s.list
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// maskAll takes every sensitive value out of the texts of diagnostics.
func (s *Secrets) maskAll(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		d.Summary, d.Detail = s.Mask(d.Summary), s.Mask(d.Detail)
		// The expression would let HCL's own writer print values beside the snippet.
		d.Expression, d.EvalContext = nil, nil
	}
	return diags
}
