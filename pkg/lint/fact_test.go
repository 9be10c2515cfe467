package lint

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/everlinux/hagen/pkg/nginx"
)

// Rules that ask for the same fact share it within a run, and not across runs.
func TestFactIsWorkedOutOncePerRun(t *testing.T) {
	var worked atomic.Int64
	count := NewFact(func(_ *Pass, f *nginx.File) int {
		worked.Add(1)
		return len(f.Directives)
	})
	var rules []*Rule
	for i := range 50 {
		rules = append(rules, &Rule{ID: fmt.Sprintf("nginx-%d", i), Severity: Info, Nginx: func(p *Pass, f *nginx.File) {
			p.Report(f.Directives[0].Range(), "%d directives", count.Of(p, f))
		}})
	}
	e := NewEstate(nil, nil, []Source{{Name: "x.conf", Kind: KindNginx, Src: []byte("a;\nb;\n")}})
	for run := range int64(3) {
		findings := Run(e, rules)
		if len(findings) != len(rules) || findings[0].Message != "2 directives" {
			t.Fatalf("%d findings: %v", len(findings), findings)
		}
		if got := worked.Load(); got != run+1 {
			t.Errorf("after %d runs it was worked out %d times", run+1, got)
		}
	}
}
