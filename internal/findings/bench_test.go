package findings

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/lint"
)

// many is a run with n findings in one file: on lines of their own, or all on one.
func many(n int, end string) Run {
	const text = "\tproxy_pass http://a;"
	var b strings.Builder
	run := Run{Looked: []string{"f.conf"}, FailLevel: lint.Warning}
	p := hcl.Pos{Line: 1, Column: 1}
	for i := range n {
		b.WriteString(text)
		b.WriteString(end)
		q := hcl.Pos{Line: p.Line, Column: p.Column + len(text), Byte: p.Byte + len(text)}
		r := hcl.Range{Filename: "f.conf", Start: p, End: q}
		run.Findings = append(run.Findings, lint.Finding{Rule: slowRule, Message: fmt.Sprintf("it is slow (%d)", i), Range: r, Fix: lint.Replace(r, "x;")})
		p = hcl.Pos{Line: p.Line + 1, Column: 1, Byte: b.Len()}
		if end != "\n" {
			p.Line, p.Column = 1, q.Column+len(end)
		}
	}
	run.Files = map[string][]byte{"f.conf": []byte(b.String())}
	return run
}

// What many findings cost is bounded, on lines of their own and on a single one:
// a cost that grows with the square of their number would be minutes.
func TestManyFindings(t *testing.T) {
	for _, end := range []string{"\n", " "} {
		start := time.Now()
		r := New(many(20_000, end))
		for _, format := range Formats() {
			if err := Write(io.Discard, r, format, Look{}); err != nil {
				t.Fatal(err)
			}
		}
		took := time.Since(start)
		t.Logf("lines end in %q: %v", end, took)
		if took > 30*time.Second {
			t.Errorf("%d findings in every format took %v", len(r.Findings), took)
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		run := many(n, "\n")
		b.Run(fmt.Sprintf("report/%d", n), func(b *testing.B) {
			for b.Loop() {
				New(run)
			}
		})
		r := New(run)
		for _, format := range Formats() {
			b.Run(fmt.Sprintf("%s/%d", format, n), func(b *testing.B) {
				for b.Loop() {
					if err := Write(io.Discard, r, format, Look{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
