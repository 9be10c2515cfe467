package nginx

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
)

// fixtures returns the files under testdata/parse by their base names.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/parse/*.conf")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures found: %v", err)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = src
	}
	return files
}

// dump shows a tree: one line per directive, arguments in brackets.
func dump(list []*Directive) string {
	var b strings.Builder
	var write func([]*Directive, string)
	write = func(list []*Directive, indent string) {
		for _, d := range list {
			fmt.Fprintf(&b, "%s%s", indent, d.Name.Text)
			for _, w := range d.Args {
				fmt.Fprintf(&b, " [%s]", w.Text)
			}
			if d.Block == nil {
				b.WriteString("\n")
				continue
			}
			switch d.Block.Kind {
			case Raw:
				fmt.Fprintf(&b, " raw %q", d.Block.Text)
			case Entries:
				b.WriteString(" entries")
			case Directives:
				b.WriteString(" block")
			}
			b.WriteString("\n")
			write(d.Block.Directives, indent+"  ")
		}
	}
	write(list, "")
	return b.String()
}

// problems shows diagnostics as "line:column-column summary".
func problems(diags hcl.Diagnostics) []string {
	var list []string
	for _, d := range diags {
		list = append(list, fmt.Sprintf("%d:%d-%d %s", d.Subject.Start.Line, d.Subject.Start.Column, d.Subject.End.Column, d.Summary))
	}
	return list
}

func TestFixturesRoundTrip(t *testing.T) {
	for name, src := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			f, diags := Parse(name, src)
			got, lines := f.Format()
			if diff := cmp.Diff(string(src), string(got)); diff != "" {
				t.Errorf("Format(Parse(x)) differs (-want +got):\n%s", diff)
			}
			if want := strings.Count(strings.TrimSuffix(string(src)+"\n", "\n"), "\n"); len(src) > 0 && len(lines) != want && len(lines) != want+1 {
				t.Errorf("%d origins for %d lines", len(lines), want)
			}
			broken := name == "malformed.conf" || name == "bom.conf"
			if diags.HasErrors() != broken {
				t.Errorf("errors: %v", problems(diags))
			}
		})
	}
}

func TestParseTree(t *testing.T) {
	for _, tc := range []struct{ name, src, want string }{
		{"simple", "a b  c;", "a [b] [c]\n"},
		{"block", "a b{c d;}", "a [b] block\n  c [d]\n"},
		{"hash inside a word", "a b#c; # d", "a [b#c]\n"},
		{"brace inside a word", "a b}c;", "a [b}c]\n"},
		{"brace after a dollar", "a ${b}c $d{}", "a [${b}c] [$d] block\n"},
		{"dollar then many braces", "a ${{b;", "a [${{b]\n"},
		{"quotes inside a word", `a b"c'd;`, "a [b\"c'd]\n"},
		{"escapes", `a \"b \' \\ x\ty \d\. "q\"q" 'q\'"';`, "a [\"b] ['] [\\] [x\ty] [\\d\\.] [q\"q] [q'\"]\n"},
		{"an escape keeps a word going", `a b\ c\;d\{e;`, `a [b\ c\;d\{e]` + "\n"},
		{"backslash pairs", `a \\\\n "\\\n";`, "a [\\\\n] [\\\n]\n"},
		{"empty words", `a "" '';`, "a [] []\n"},
		{"lines in a quote", "a 'b\nc';", "a [b\nc]\n"},
		{"if", `if ($a = "b") {}`, "if [($a] [=] [b] [)] block\n"},
		{"comment between arguments", "a # x; {\n b;", "a [b]\n"},
		{"quoted name", `"a" b;`, "a [b]\n"},
		{"entries", "map $a $b { default x; hostnames; }", "map [$a] [$b] entries\n  default [x]\n  hostnames\n"},
		{"lua", "x_by_lua_block { return '}' }y;", "x_by_lua_block raw \" return '}' \"\ny\n"},
		{"not lua", "lua_block { return; }", "lua_block block\n  return\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, diags := Parse("x.conf", []byte(tc.src))
			if len(diags) > 0 {
				t.Errorf("errors: %v", problems(diags))
			}
			if diff := cmp.Diff(tc.want, dump(f.Directives)); diff != "" {
				t.Errorf("tree (-want +got):\n%s", diff)
			}
		})
	}
}

// Every case must also be refused by nginx: see TestDaemonAgreesOnSyntax.
var broken = []struct {
	name, src string
	errors    []string
	tree      string // what is still read
}{
	{"stray semicolon", "a;; b;", []string{`1:3-4 Unexpected ";"`}, "a\nb\n"},
	{"stray brace", "a; } b;", []string{`1:4-5 Unexpected "}"`}, "a\nb\n"},
	{"no name", "{ a; } b;", []string{`1:1-2 Unexpected "{"`}, " block\n  a\nb\n"},
	{"no semicolon at a brace", "s { a b }\nc;", []string{`1:5-8 Missing ";"`}, "s block\n  a [b]\nc\n"},
	{"no semicolon at the end", "a b\n", []string{`1:1-4 Missing ";"`}, "a [b]\n"},
	{"unclosed blocks", "s {\n l {\n a;\n", []string{"1:3-4 Unclosed block", "2:4-5 Unclosed block"}, "s block\n  l block\n    a\n"},
	{"unclosed quote", "a \"b;\nc d;", []string{"1:3-4 Unclosed quote"}, "a [\"b]\nc [d]\n"},
	{"quote closed by the next", "a \"b;\nc \"d\";\ne;", []string{"1:3-4 Unclosed quote"}, "a [\"b]\nc [d]\ne\n"},
	{"unclosed quote before a block", "l '/x {\n a;\n}", []string{"1:3-4 Unclosed quote"}, "l ['/x] block\n  a\n"},
	{"text after a quote", `a "b"c;`, []string{"1:6-7 Text after a closing quote"}, "a [b] [c]\n"},
	{"comment after a quote", "a \"b\"# c\n;", []string{"1:6-7 Text after a closing quote"}, "a [b]\n"},
	{"brace after a quote", `s { a "b"}`, []string{`1:5-10 Missing ";"`}, "s block\n  a [b]\n"},
	{"block among entries", "types { a { b; } c d; }", []string{`1:11-12 Unexpected "{"`}, "types entries\n  a block\n    b\n  c [d]\n"},
	{"unclosed lua", "a_by_lua_block { {} ", []string{"1:16-17 Unclosed block"}, "a_by_lua_block raw \" {} \"\n"},
	{"byte order mark", "\ufeffa b;", []string{"1:1-2 Byte order mark"}, "a [b]\n"},
	{"several", "a \"b;\nc d }\ne;;", []string{"1:3-4 Unclosed quote", `2:1-4 Missing ";"`, `2:5-6 Unexpected "}"`, `3:3-4 Unexpected ";"`}, "a [\"b]\nc [d]\ne\n"},
}

func TestParseErrors(t *testing.T) {
	for _, tc := range broken {
		t.Run(tc.name, func(t *testing.T) {
			f, diags := Parse("x.conf", []byte(tc.src))
			if diff := cmp.Diff(tc.errors, problems(diags)); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.tree, dump(f.Directives)); diff != "" {
				t.Errorf("tree (-want +got):\n%s", diff)
			}
			if got, _ := f.Format(); string(got) != tc.src {
				t.Errorf("Format gives %q for %q", got, tc.src)
			}
		})
	}
}

func TestRanges(t *testing.T) {
	src := "s  é \"x y\" {\n  a;\n}\n"
	f, _ := Parse("x.conf", []byte(src))
	at := func(r hcl.Range) string { return src[r.Start.Byte:r.End.Byte] }
	s := f.Directives[0]
	a := s.Block.Directives[0]
	for _, tc := range []struct {
		rng        hcl.Range
		text       string
		line, from int
	}{
		{s.Name.Range(), "s", 1, 1},
		{s.Args[0].Range(), "é", 1, 4},
		{s.Args[1].Range(), `"x y"`, 1, 6},
		{s.Block.Open.Range(), "{", 1, 12},
		{a.Name.Range(), "a", 2, 3},
		{a.End.Range(), ";", 2, 4},
		{s.Block.Close.Range(), "}", 3, 1},
		{a.Range(), "a;", 2, 3},
		{s.Range(), strings.TrimSuffix(src, "\n"), 1, 1},
	} {
		if at(tc.rng) != tc.text || tc.rng.Start.Line != tc.line || tc.rng.Start.Column != tc.from || tc.rng.Filename != "x.conf" {
			t.Errorf("range %v is %q, want %q at %d:%d", tc.rng, at(tc.rng), tc.text, tc.line, tc.from)
		}
	}
}

func TestMissingMarks(t *testing.T) {
	f, _ := Parse("x.conf", []byte("s { a b }"))
	a := f.Directives[0].Block.Directives[0]
	if !a.End.Missing() || f.Directives[0].Block.Close.Missing() {
		t.Error("the missing semicolon is not missing, or the brace is")
	}
	a.End = Mark{}
	if got, _ := f.Format(); string(got) != "s { a b; }" {
		t.Errorf("with the semicolon put in: %q", got)
	}
}

// Nesting that would overflow a stack is kept as text, and reported once.
func TestDepth(t *testing.T) {
	deep := strings.Repeat("a{", 50_000)
	for _, src := range []string{deep, deep + strings.Repeat("}", 50_000) + "b;", strings.Repeat("{", 50_000), strings.Repeat("}", 50_000)} {
		f, diags := Parse("x.conf", []byte(src))
		if !diags.HasErrors() {
			t.Error("no error")
		}
		if got, _ := f.Format(); string(got) != src {
			t.Error("not given back byte for byte")
		}
		n := 0
		for range f.All() {
			n++
		}
		if n > maxDepth+2 {
			t.Errorf("%d directives", n)
		}
	}
}
