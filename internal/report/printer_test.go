package report

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/everlinux/hagen/internal/cost"
	"github.com/everlinux/hagen/internal/source"
)

// at is the range of the nth occurrence (from 0) of text in a file.
func at(t *testing.T, name, src, text string, nth int) *hcl.Range {
	t.Helper()
	offset := 0
	for range nth + 1 {
		i := strings.Index(src[offset:], text)
		if i < 0 {
			t.Fatalf("%q does not stand in the source", text)
		}
		offset += i + len(text)
	}
	r := source.NewLines([]byte(src)).Range(name, offset-len(text), offset)
	return &r
}

func print(t *testing.T, p Printer, diags ...*hcl.Diagnostic) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Print(&b, diags); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func problem(r *hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Wrong", Subject: r}
}

const estate = `locals {
  x = 1
}

host "web-1" {
  platform = "rhel4"
  interface "eth0" { adress = "10.0.0.1/24" }
}
`

func TestPrint(t *testing.T) {
	p := Printer{Files: map[string][]byte{"t.hcl": []byte(estate)}, Width: 60}
	platform := &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Unknown platform", Subject: at(t, "t.hcl", estate, `"rhel4"`, 0),
		Detail: "hagen knows no platform \"rhel4\". Did you mean \"rhel5\"?\n\n  this line is an example that stays as it is, however long it is",
	}
	got := print(t, p,
		&hcl.Diagnostic{Severity: hcl.DiagWarning, Summary: "Unused", Subject: at(t, "t.hcl", estate, "x", 0)},
		&hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Unknown attribute", Subject: at(t, "t.hcl", estate, "adress", 0)},
		platform, platform,
		&hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Elsewhere", Subject: &hcl.Range{Filename: "gone.hcl", Start: hcl.Pos{Line: 3, Column: 4}}},
		&hcl.Diagnostic{Severity: hcl.DiagError, Summary: "No hosts", Detail: "The topology has no host."},
		&hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Header", Subject: at(t, "t.hcl", estate, `"web-1"`, 0)},
	)
	want := `Error: No hosts

The topology has no host.

Error: Elsewhere

  on gone.hcl line 3, col 4

Warning: Unused

  on t.hcl line 2, col 3, in locals:
  2 |   x = 1
    |   ^

Error: Header

  on t.hcl line 5, col 6:
  5 | host "web-1" {
    |      ^^^^^^^

Error: Unknown platform

  on t.hcl line 6, col 14, in host "web-1":
  6 |   platform = "rhel4"
    |              ^^^^^^^

hagen knows no platform "rhel4". Did you mean "rhel5"?

  this line is an example that stays as it is, however long it is

Error: Unknown attribute

  on t.hcl line 7, col 22, in host "web-1":
  7 |   interface "eth0" { adress = "10.0.0.1/24" }
    |                      ^^^^^^

5 errors and 1 warning.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSnippetShapes(t *testing.T) {
	long := strings.Repeat("a", 300) + "HERE" + strings.Repeat("b", 300)
	huge := strings.Repeat("é", 100_000) + "HERE" + strings.Repeat("日", 100_000)
	for _, tc := range []struct {
		name, src  string
		start, end int
		want       string
	}{
		{"tab before and in the range", "a\tb\tc", 2, 4, "1 | a   b   c\n|     ^^^^"},
		{"wide characters", "x = \"日本\" + y", 4, 12, "1 | x = \"日本\" + y\n|     ^^^^^^"},
		{"combining mark", "e\u0301x", 3, 4, "1 | e\u0301x\n|  ^"},
		{"carriage returns", "one\r\ntwo\r\n", 5, 8, "2 | two\n| ^^^"},
		{"empty range", "abc", 1, 1, "1 | abc\n|  ^"},
		{"end of the line", "abc\ndef", 3, 3, "1 | abc\n|    ^"},
		{"past the end", "abc", 90, 99, "1 | abc\n|    ^"},
		{"empty file", "", 0, 0, "1 |\n| ^"},
		{"two lines", "ab {\n  c\n}\n", 3, 9, "1 | ab {\n|    ^\n2 |   c"},
		{"many lines", "a\nb\nc\nd\ne\nf\n", 0, 11, "1 | a\n| ^\n2 | b\n3 | c\n4 | d\n| …"},
		{"newline included", "abc\ndef\n", 0, 4, "1 | abc\n| ^^^"},
		{"escape sequences", "a\x1b[31mb\x00\u202e\xff", 0, 1, "1 | a\\x1b[31mb\\x00\\u202e\\xff\n| ^"},
		{"byte order mark", "\ufeffab", 3, 5, "1 | ab\n| ^^"},
		{"long line", long, 300, 304, "1 | …aaaaaaaaaaaaaaaaaaaaHEREbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…\n|                      ^^^^"},
		{"huge line", huge, 200_000, 200_004, "1 | …ééééééééééééééééééééHERE日日日日日日日日日日日日日日日日日日…\n|                      ^^^^"},
		{"range longer than the line is wide", long, 0, 604, "1 | " + strings.Repeat("a", 63) + "…\n| " + strings.Repeat("^", 64)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			lines := source.NewLines([]byte(tc.src))
			r := lines.Range("f", tc.start, tc.end)
			if tc.end > len(tc.src) { // what a producer with a bug would say
				r.Start, r.End = hcl.Pos{Line: 7, Column: 5, Byte: tc.start}, hcl.Pos{Line: 9, Column: 1, Byte: tc.end}
			}
			got := print(t, Printer{Files: map[string][]byte{"f": []byte(tc.src)}, Width: 72}, problem(&r))
			_, got, _ = strings.Cut(got, ":\n")
			got, _, _ = strings.Cut(got, "\n\n")
			var trimmed []string
			for line := range strings.Lines(got) {
				trimmed = append(trimmed, strings.TrimSpace(line))
			}
			if diff := cmp.Diff(tc.want, strings.Join(trimmed, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Ranges without byte offsets are found by line and column.
func TestRangeWithoutOffsets(t *testing.T) {
	r := hcl.Range{Filename: "t.hcl", Start: hcl.Pos{Line: 6, Column: 14}, End: hcl.Pos{Line: 6, Column: 21}}
	got := print(t, Printer{Files: map[string][]byte{"t.hcl": []byte(estate)}}, problem(&r))
	if !strings.Contains(got, "  6 |   platform = \"rhel4\"\n    |              ^^^^^^^\n") {
		t.Error(got)
	}
}

func TestColor(t *testing.T) {
	p := Printer{Files: map[string][]byte{"t.hcl": []byte(estate)}, Color: true}
	got := print(t, p, problem(at(t, "t.hcl", estate, "x", 0)))
	for _, want := range []string{"\x1b[1;31mError:\x1b[0m", "\x1b[1;31m^\x1b[0m"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	p.Color = false
	if got := print(t, p, problem(at(t, "t.hcl", estate, "x", 0))); strings.Contains(got, "\x1b") {
		t.Errorf("colour without being asked: %q", got)
	}
}

func TestValues(t *testing.T) {
	src := `x = each.value + var.pw + local.list[0]`
	expr, diags := hclsyntax.ParseExpression([]byte(src[4:]), "t.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	d := problem(at(t, "t.hcl", src, "each", 0))
	d.Expression = expr
	d.EvalContext = &hcl.EvalContext{Variables: map[string]cty.Value{
		"each":  cty.ObjectVal(map[string]cty.Value{"value": cty.StringVal("a\n\x1b\"${")}),
		"var":   cty.ObjectVal(map[string]cty.Value{"pw": cty.StringVal("hunter22").Mark("sensitive")}),
		"local": cty.ObjectVal(map[string]cty.Value{"list": cty.TupleVal([]cty.Value{cty.NumberIntVal(7)})}),
	}}
	got := print(t, Printer{Files: map[string][]byte{"t.hcl": []byte(src)}}, d)
	for _, want := range []string{
		`with each.value as "a\n\\x1b\"$${"`,
		"with var.pw as (sensitive value)",
		"with local.list[0] as 7",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestPrintError(t *testing.T) {
	p := Printer{}
	if err := p.Print(brokenPipe{}, hcl.Diagnostics{problem(nil)}); err == nil {
		t.Error("the error of the writer is lost")
	}
}

// A thousand diagnostics on ten megabytes must not walk the file a thousand times.
func BenchmarkManyDiagnosticsOnALongFile(b *testing.B) {
	src := strings.Repeat("host \"web-1\" {\n  platform = \"rhel4\"\n}\n", 270_000)
	var diags hcl.Diagnostics
	lines := source.NewLines([]byte(src))
	for i := range 1000 {
		r := lines.Range("t.hcl", i*9000, i*9000+5)
		diags = append(diags, problem(&r))
	}
	p := Printer{Files: map[string][]byte{"t.hcl": []byte(src)}}
	for b.Loop() {
		if err := p.Print(io.Discard, diags); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzPrint(f *testing.F) {
	f.Add([]byte(estate), 10, 30, 40)
	f.Add([]byte("a\tb\r\n\x1b[0m日本\xff"), 3, 9, 0)
	f.Add([]byte("variable \"a\" {\n default = \"s3cret\"\n sensitive = true\n}"), 16, 20, 20)
	f.Fuzz(func(t *testing.T, src []byte, from, to, width int) {
		r := source.NewLines(src).Range("t.hcl", from, to)
		var b bytes.Buffer
		p := Printer{Files: map[string][]byte{"t.hcl": src}, Width: width % 200}
		cost.Check(t, len(src), cost.Parser, func() { _ = p.Print(io.Discard, hcl.Diagnostics{problem(&r)}) })
		if err := p.Print(&b, hcl.Diagnostics{problem(&r)}); err != nil {
			t.Fatal(err)
		}
		for _, c := range b.Bytes() {
			if c < ' ' && c != '\n' || c == 0x7f {
				t.Fatalf("control character %#x reached the output", c)
			}
		}
	})
}

func TestLines(t *testing.T) {
	src := "a\t= 1\npassword = \"s3cret\"\n\x1b\n"
	line := (&Printer{Files: map[string][]byte{"t.hcl": []byte(src)}}).Lines("t.hcl")
	got := []string{line(0), line(1), line(2), line(3), line(4), line(5)}
	if diff := cmp.Diff([]string{"", "a\t= 1", "password = (sensitive value)", `\x1b`, "", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSnippet(t *testing.T) {
	p := Printer{Files: map[string][]byte{"t.hcl": []byte(estate)}}
	at := hcl.Pos{Line: 2, Column: 3, Byte: -1}
	snippet, in := p.Snippet(hcl.Range{Filename: "t.hcl", Start: at, End: at})
	if snippet != "  2 |   x = 1\n    |   ^\n" || in != "locals" {
		t.Errorf("got %q in %q", snippet, in)
	}
	if snippet, in := p.Snippet(hcl.Range{Filename: "gone.hcl", Start: at, End: at}); snippet+in != "" {
		t.Errorf("got %q in %q", snippet, in)
	}
}
