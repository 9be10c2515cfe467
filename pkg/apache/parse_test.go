package apache

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/cost"
	"github.com/everlinux/hagen/internal/source"
)

// texts of every lexical oddity: each must come back byte for byte.
var oddities = []string{
	"",
	"\n",
	"ServerName a",
	"ServerName a\r\n\r\n# c\r\n",
	"\xef\xbb\xbfServerName a\n",
	"\xef\xbb\xbf",
	"\xef\xbb\xbf# c",
	"  # comment \\\n goes on\nServerName a\n",
	"ServerName \\\n\ta\n",
	"Server\\\nName a\\\nb\n",
	"ServerAdmin a\\\\\n\nServerSignature on\n",
	"ServerAdmin a\\\\\n\\\nb\n",
	"ServerAdmin a\\\\\r\n\r\nServerSignature on\n",
	"ServerAdmin a\\",
	"ServerAdmin a\\ \nServerName x\n",
	"\\",
	"\\\n",
	" \\\n # a\nServerAdmin c\n",
	"ServerAdmin a\x00b\\\nServerSignature on\n",
	"\x00\n\x00",
	`Header set "a""b" 'c' "d\"e\\f" g"h i\ j` + "\n",
	`ServerAdmin "open` + "\n",
	`ServerAdmin "open \` + "\n" + `more "` + "\n",
	"<VirtualHost *:80>\n\tServerName a\n</VirtualHost>\n",
	"<VirtualHost *:80> # more\n  # inside\n\n</virtualhost> # after\n",
	"<Directory \"/x>y\" >\n</Directory>\n",
	"<Directory> /x>\n</Directory>\n",
	"<IfVersion >= 2.4>\n</IfVersion>\n",
	"<RequireAll>\n</RequireAll>\n",
	"<RequireAll\n</RequireAll>\n",
	"\"<Directory\" /y>\n</Directory>\n",
	"\"<RequireAll>\"\n\"</RequireAll>\"\n",
	"< Directory /x>\n</Directory>\n",
	"<\\\n  Directory /x>\n</Directory>\n",
	"<Directory /x\n</Directory>\n",
	"<Directory /x>\n</Directory >\n",
	"<Directory /x>\n</Location>\n</Directory>\n",
	"<A>\n<B>\n# why\n</A>\n",
	"<A>\n<B>\n</B>\n",
	"<A>\nX",
	"</Directory>\n",
	"<>\n</>\n",
	"<\n</\n",
	"\"\" foo\n>\n",
	"\"'<00\"",
	"< ''0",
	"\v\f ServerName\va\f\n",
	"<IfModule x>\n</IfModule> foo\n",
	"a\xffb \xc3\x28 \"\xe2\x82\xac\"\n",
}

func TestFormatGivesBackTheSource(t *testing.T) {
	for _, dialect := range []Dialect{Httpd24, Httpd22} {
		for _, src := range oddities {
			f, _ := ParseDialect("x.conf", []byte(src), dialect)
			got, lines := f.Format()
			if diff := cmp.Diff(src, string(got)); diff != "" {
				t.Errorf("dialect %d, %q (-source +formatted):\n%s", dialect, src, diff)
			}
			want := strings.Count(src, "\n")
			if src != "" && !strings.HasSuffix(src, "\n") {
				want++
			}
			if len(lines) != want {
				t.Errorf("%q: %d origins for %d lines", src, len(lines), want)
			}
		}
	}
}

// outline prints what the parser understood, one directive a line.
func outline(f *File) string {
	var b strings.Builder
	for within, d := range f.Walk() {
		b.WriteString(strings.Repeat("\t", len(within)))
		if d.Block != nil {
			b.WriteByte('<')
		}
		b.WriteString("[" + d.Name.Text + "]")
		for _, w := range d.Args {
			b.WriteString(" [" + w.Text + "]")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestWords(t *testing.T) {
	tests := []struct {
		name    string
		dialect Dialect
		src     string
		want    string
	}{
		{"blanks", Httpd24, " \tA  b\tc \r\n", "[A] [b] [c]\n"},
		{"hash in the middle", Httpd24, "A b #c\n", "[A] [b] [#c]\n"},
		{"adjacent quotes", Httpd24, `A "a""b"`, "[A] [a] [b]\n"},
		{"quote inside a word", Httpd24, `A a"b c"`, "[A] [a\"b] [c\"]\n"},
		{"escapes in quotes", Httpd24, `A "a\"b\\c\d\'" 'a\'b\"'`, `[A] [a"b\c\d\'] [a'b\"]` + "\n"},
		{"escapes outside", Httpd24, `A a\\b\"c a\ b`, `[A] [a\b\"c] [a\] [b]` + "\n"},
		{"open quote", Httpd24, "A b \"c d \t\n", "[A] [b] [c d]\n"},
		{"continuation", Httpd24, "A b\\\nc \\\n  d\n", "[A] [bc] [d]\n"},
		{"continuation in quotes", Httpd24, "A \"b \\\n c\"\n", "[A] [b  c]\n"},
		{"two backslashes, 2.4", Httpd24, "A b\\\\\nC d\n", `[A] [b\C] [d]` + "\n"},
		{"two backslashes, 2.2", Httpd22, "A b\\\\\nC d\n", "[A] [b\\]\n[C] [d]\n"},
		{"three backslashes, 2.2", Httpd22, "A b\\\\\\\nC d\n", "[A] [b\\]\n[C] [d]\n"},
		{"two backslashes and an empty line", Httpd24, "A b\\\\\n\nC d\n", "[A] [bC] [d]\n"},
		{"backslash, blank", Httpd24, "A b\\ \nC d\n", "[A] [b\\]\n[C] [d]\n"},
		{"backslash at the end", Httpd24, "A b\\", "[A] [b\\]\n"},
		{"comment goes on", Httpd24, "# a \\\nB c\nD e\n", "[D] [e]\n"},
		{"quoted name", Httpd24, `"A" b`, "[A] [b]\n"},
		{"bracket after a name", Httpd24, `A> b`, "[A] [b]\n"},
		{"section", Httpd24, "<A b \"c>d\" > # e\nF g\n</a>\n", "<[A] [b] [c>d]\n\t[F] [g]\n"},
		{"text after the bracket", Httpd24, "<A b> # c > d\n</A>\n", "<[A] [b>] [#] [c]\n"},
		{"version", Httpd24, "<IfVersion >= 2.4>\n</IfVersion>\n", "<[IfVersion] [>=] [2.4]\n"},
		{"no arguments", Httpd24, "<A>\n</A>\n", "<[A]\n"},
		{"open quote in a section", Httpd24, "<A \"b>\n</A>\n", "<[A] [b]\n"},
		{"carriage return in a line", Httpd24, "A b\rc\n", "[A] [b] [c]\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, diags := ParseDialect("x.conf", []byte(test.src), test.dialect)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			if diff := cmp.Diff(test.want, outline(f)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestRanges(t *testing.T) {
	const src = "# é\n<VirtualHost é:80 \"b c\" > # rest\n  ServerAlias \\\n    x \"y\\\nz\"\n</VirtualHost>\n<Location>\n</Location>\n< If >\n</If>\n"
	f, _ := Parse("x.conf", []byte(src))
	text := func(r hcl.Range) string { return src[r.Start.Byte:r.End.Byte] }
	var got []string
	for d := range f.All() {
		got = append(got, text(d.Header()), text(d.Name.Range()))
		for _, w := range d.Args {
			got = append(got, text(w.Range()))
		}
		if d.Block != nil {
			got = append(got, text(d.Block.Close.Range()))
		}
	}
	want := []string{
		`<VirtualHost é:80 "b c" >`, "VirtualHost", "é:80", `"b c"`, "</VirtualHost>",
		"ServerAlias \\\n    x \"y\\\nz\"", "ServerAlias", "x", "\"y\\\nz\"",
		"<Location>", "Location", "</Location>",
		"< If >", "If", "</If>",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := f.Directives[0].Args[1].Range().Start; got != (hcl.Pos{Line: 2, Column: 19, Byte: 24}) {
		t.Errorf("position of the second argument: %v", got)
	}
	if got := text(f.Directives[0].Before[0].Range()); got != "# é" {
		t.Errorf("comment: %q", got)
	}
}

func TestComments(t *testing.T) {
	f, _ := Parse("x.conf", []byte("# 1\n\nA b # no\n<C d>\n # 2\n E\n #3 \\\n goes on\n</C>\n#4"))
	var got []string
	for c := range f.Comments() {
		got = append(got, c.Text)
	}
	want := []string{"# 1", "# 2", "#3 \\\n goes on", "#4"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct {
		name, src string
		want      []string // line:column summary
	}{
		{"unclosed", "<A>\n<B x>\nC d\n", []string{"2:1 Section <B> is not closed", "1:1 Section <A> is not closed"}},
		{"crossed", "<A>\n<B x>\n</A>\nC d\n", []string{"2:1 Section <B> is not closed"}},
		{"closer alone", "A b\n  </B>\n", []string{"2:3 Nothing to close"}},
		{"closer of another", "<A>\n</B>\n</A>\n", []string{"2:1 Nothing to close"}},
		{"closer with a blank", "<A>\n</A >\n", []string{"2:1 Closing line without >"}},
		{"no bracket", "<A b\n</A>\n", []string{"1:1 Section without >"}},
		{"blank first", "< A b>\n</A>\n", []string{"1:1 Blank after <"}},
		{"no name", "<>\n</>\n\"\" x\n", []string{"1:1 Directive without a name", "3:1 Directive without a name"}},
		{"byte order mark", "\xef\xbb\xbfA b\n", []string{"1:1 Byte order mark"}},
		{"nul", "A b\n\n C d\x00e\n", []string{"3:5 NUL byte"}},
		{"after a conditional", "<IfModule a>\n</IfModule> b\n<If a>\n</If> b\n", []string{"2:12 Text after </IfModule>"}},
		{"several", "</A>\n<B\n</B>\n</C>\nD\n<E x\n", []string{
			"1:1 Nothing to close", "4:1 Nothing to close", "6:1 Section without >", "6:1 Section <E> is not closed",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, diags := Parse("x.conf", []byte(test.src))
			var got []string
			for _, d := range diags {
				got = append(got, strings.TrimPrefix(d.Subject.String(), "x.conf:")+" "+d.Summary)
			}
			for i, g := range got { // "2:1-5" and "2,1-5": keep the start
				head, summary, _ := strings.Cut(g, " ")
				head, _, _ = strings.Cut(head, "-")
				got[i] = strings.ReplaceAll(head, ",", ":") + " " + summary
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestNestingHasALimit(t *testing.T) {
	src := strings.Repeat("<A>\n", 5*MaxDepth)
	f, diags := Parse("x.conf", []byte(src))
	if got, _ := f.Format(); string(got) != src {
		t.Error("the source did not come back")
	}
	if len(diags) != MaxDepth+1 || diags[0].Summary != "Sections nested too deep" {
		t.Errorf("%d diagnostics, the first: %v", len(diags), diags[0])
	}
	src = strings.Repeat("<A>\n</A>\n", 5*MaxDepth)
	if _, diags := Parse("x.conf", []byte(src)); len(diags) > 0 {
		t.Error(diags)
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range oddities {
		f.Add([]byte(src), false)
		f.Add([]byte(src), true)
	}
	f.Add([]byte(siteSource), false)
	f.Fuzz(func(t *testing.T, src []byte, old bool) {
		dialect := Httpd24
		if old {
			dialect = Httpd22
		}
		cost.Check(t, len(src), cost.Parser, func() { ParseDialect("x.conf", src, dialect) })
		tree, _ := ParseDialect("x.conf", src, dialect)
		got, _ := tree.Format()
		if string(got) != string(src) {
			t.Errorf("parsed %q\nprinted %q", src, got)
		}
		starts := lineStarts(string(src))
		diffPieces(t, string(src), dialect, starts[:min(4, len(starts))]...)
		for d := range tree.All() {
			for _, w := range append(d.Args, d.Name) {
				if w.Range().Start.Byte > w.Range().End.Byte || w.Range().End.Byte > len(src) {
					t.Errorf("%q: word %q at %v", src, w.Text, w.Range())
				}
			}
		}
		if !respell(tree) {
			return
		}
		again, _ := tree.Format()
		reparsed, _ := ParseDialect("x.conf", again, dialect)
		if diff := cmp.Diff(outline(tree), outline(reparsed)); diff != "" {
			t.Errorf("%q, spelt anew as %q, reads otherwise (-tree +reparsed):\n%s", src, again, diff)
		}
	})
}

// respell makes the printer spell every word anew. It returns false for a tree
// whose names are no names: they have no other spelling.
func respell(f *File) bool {
	for d := range f.All() {
		if d.Name.Text == "" || strings.Trim(d.Name.Text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
			return false
		}
		d.Before = nil
		d.Name.at = source.Span{}
		for i := range d.Args {
			d.Args[i].at = source.Span{}
		}
		if d.Block != nil {
			d.Block.Unclosed, d.Block.Close, d.Block.End = false, Word{}, nil
		}
	}
	f.End = nil
	return true
}
