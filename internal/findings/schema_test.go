package findings

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/everlinux/hagen/internal/cost"
	"github.com/everlinux/hagen/pkg/lint"
)

// reports are what the schemas look at.
func reports() map[string]*Report {
	return map[string]*Report{"example": New(example()), "nothing": New(Run{FailLevel: lint.Warning})}
}

func TestJSONSchemas(t *testing.T) {
	for format, file := range map[string]string{
		"sarif":  filepath.Join("testdata", "schemas", "sarif-schema-2.1.0.json"),
		"gitlab": filepath.Join("testdata", "schemas", "gitlab.schema.json"),
		"json":   filepath.Join("..", "..", "docs", "lint.schema.json"),
	} {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		schema, err := compiler.Compile(file)
		if err != nil {
			t.Fatal(err)
		}
		for name, r := range reports() {
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(written(t, r, format)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s of %s: %v", format, name, err)
			}
		}
		if err := schema.Validate(map[string]any{"version": 1}); err == nil {
			t.Errorf("%s takes anything", file)
		}
	}
}

func TestXMLSchemas(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	for _, format := range []string{"checkstyle", "junit"} {
		for name, r := range reports() {
			cmd := exec.CommandContext(t.Context(), xmllint, "--nonet", "--noout", "--relaxng", filepath.Join("testdata", "schemas", format+".rng"), "-")
			cmd.Stdin = strings.NewReader(written(t, r, format))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s of %s: %v\n%s", format, name, err, out)
			}
		}
	}
}

// What a SARIF log refers to by number is there.
func TestSARIFIndexes(t *testing.T) {
	s := &sarifWriter{Report: New(example()), artifacts: make(map[string]int), rules: make(map[string]int), generated: make(map[string]bool)}
	rules, artifacts := s.listRules(), s.listArtifacts()
	for i := range s.Findings {
		r := s.result(&s.Findings[i])
		if rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("rule %d is %s, not %s", r.RuleIndex, rules[r.RuleIndex].ID, r.RuleID)
		}
		for _, l := range r.Locations {
			if a := l.Physical.Artifact; a.Index != nil && artifacts[*a.Index].Location.URI != a.URI {
				t.Errorf("artifact %d is not %s", *a.Index, a.URI)
			}
		}
	}
}

// A baseline that hagen writes is one that it reads, and leaves out what it knows.
func TestBaselineRoundTrip(t *testing.T) {
	var b bytes.Buffer
	r := New(example())
	n, err := WriteBaseline(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	baseline, diags := ReadBaseline("b.json", b.Bytes())
	if diags.HasErrors() || len(baseline.entries) != n || n != len(r.Findings)-2 {
		t.Fatalf("%d entries, %v: %s", n, diags, b.String())
	}
	everything := Scope{Selected: func(string) bool { return true }, Gone: func(string) bool { return true }}
	baseline.Apply(r, everything)
	for _, f := range r.Findings {
		if !f.Rule.Blind() {
			t.Errorf("%s is left", f.Rule.ID)
		}
	}
	if !r.Failed() || !r.Unread() {
		t.Error("a baseline excuses what was not read")
	}
}

// Whatever stands in a baseline, reading it ends, and says where it is wrong.
func FuzzReadBaseline(f *testing.F) {
	var b bytes.Buffer
	if _, err := WriteBaseline(&b, New(example())); err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		b.String(), "", "{", "[]", "null", `{"format_version":"1.0"}`, `{"format_version":1}`, `{"findings":[{}],"format_version":"1.0"}`,
		`{"format_version":"1.0","findings":{}}`, `{"format_version":"1.0","findings":[7]}`, `{"x":1}`, "{} {}", "\xff", "\ufeff{}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cost.Check(t, len(src), cost.Parser, func() { ReadBaseline("b.json", src) })
		baseline, diags := ReadBaseline("b.json", src)
		if (baseline == nil) != diags.HasErrors() {
			t.Fatalf("%v, %v", baseline, diags)
		}
		for _, d := range diags {
			if d.Subject.Start.Line < 1 || d.Subject.End.Byte > len(src) {
				t.Errorf("%s at %v", d.Detail, d.Subject)
			}
		}
	})
}
