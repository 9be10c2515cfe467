package lint

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/topology"
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

// A fact about a host, or about a file of it, is worked out for the host's platform
// and once, whoever asks first: a rule of the host or one of the estate.
func TestFactsAreTheHosts(t *testing.T) {
	for _, hosts := range []int{1, 2, 2 * manyHosts} {
		var worked atomic.Int64
		ofFile := NewFact(func(p *Pass, f *nginx.File) *topology.Platform {
			worked.Add(1)
			return p.Platform
		})
		ofHost := NewFact(func(p *Pass, h *Host) *topology.Platform { return ofFile.Of(p, h.Nginx[0]) })
		platform := topology.LookupPlatform(topology.PlatformNames()[0])
		look := func(p *Pass, h *Host) {
			if ofHost.Of(p, h) == platform && ofFile.Of(p, h.Nginx[0]) == platform {
				p.Report(h.Nginx[0].Directives[0].Range(), "known")
			}
		}
		rules := []*Rule{
			{ID: "nginx-estate", Severity: Info, Estate: func(p *Pass, e *Estate) {
				for _, h := range e.Hosts {
					look(p, h)
				}
			}},
			{ID: "nginx-host", Severity: Info, Host: look},
		}
		var sources []Source
		for i := range hosts {
			name := fmt.Sprintf("host-%d", i)
			sources = append(sources, Source{Name: name + "/x.conf", Host: name, Kind: KindNginx, Src: []byte("a;\n")})
		}
		findings := Run(NewEstate(nil, platform, sources), rules)
		if len(findings) != 2*hosts || worked.Load() != int64(hosts) {
			t.Errorf("%d hosts: %d findings, %d facts", hosts, len(findings), worked.Load())
		}
	}
}
