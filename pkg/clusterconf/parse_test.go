package clusterconf

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
)

// fixtures are the well-formed files, by name.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/files/*.conf")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	files := make(map[string][]byte)
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = src
	}
	return files
}

func TestParseFixtures(t *testing.T) {
	for name, src := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			f, diags := Parse(name, src)
			if len(diags) > 0 {
				t.Error(diags)
			}
			checkFormat(t, f, src)
			checkRanges(t, f, src)
			if got, want := dump(f), etreeDump(t, src); got != want {
				t.Errorf("the tree is not what etree reads: %s", cmp.Diff(want, got))
			}
		})
	}
}

// broken are files that are not well-formed, with what Parse has to say about
// them: line, column and summary of each error.
var broken = []struct {
	name, src string
	want      []string
}{
	{"typographic quotes", "<cluster name=”Cluster GFS” config_version=\"1\"><a b=“1/></cluster>", []string{
		`1:15-1:28 Typographic quotes`, `1:53-1:55 Typographic quotes`}},
	{"quote closed by a straight one", "<a b=“1\" c='2'/>", []string{`1:6-1:9 Typographic quotes`}},
	{"no-break space", "<cluster\u00a0name=\"a\"/>", []string{`1:9-1:10 No-break space`}},
	{"unclosed elements", "<cluster>\n <cman>\n <a/>\n</cluster>", []string{`2:2-2:8 Unclosed element`}},
	{"unclosed to the end", "<cluster>\n <cman>\n", []string{`1:1-1:10 Unclosed element`, `2:2-2:8 Unclosed element`}},
	{"wrong end tag", "<a>\n<method>\n</metod>\n</a>", []string{`3:1-3:9 Wrong end tag`}},
	{"stray end tags", "</x><a></nothing></a></a>", []string{
		`1:1-1:5 Stray end tag`, `1:8-1:18 Stray end tag`, `1:22-1:26 Stray end tag`}},
	{"nameless end tag", "<a></></a>", []string{`1:4-1:7 Wrong end tag`, `1:7-1:11 Stray end tag`}},
	{"duplicate attributes", `<a b="1" b="2" c="" b="3"/>`, []string{
		`1:10-1:11 Attribute written twice`, `1:21-1:22 Attribute written twice`}},
	{"bad references", `<a b="x & y &nbsp; &#0; &#x110000; &lt &#;"/>`, []string{
		`1:9-1:10 Unescaped "&"`, `1:13-1:19 Unknown reference`, `1:20-1:24 Forbidden character`,
		`1:25-1:35 Forbidden character`, `1:36-1:39 Unfinished reference`, `1:40-1:42 Unfinished reference`}},
	{"bad references in text", "<a>x & y &copy;</a>", []string{`1:6-1:7 Unescaped "&"`, `1:10-1:16 Unknown reference`}},
	{"unquoted and missing values", `<a b=1 c d=/><e f= g='2'/>`, []string{
		`1:4-1:7 Value without quotes`, `1:8-1:9 Attribute without a value`, `1:10-1:12 Value without quotes`,
		`1:14-1:27 Second root element`, `1:17-1:19 Attribute without a value`}},
	{"no blank between attributes", `<a b="1"c="2"/>`, []string{`1:9-1:10 Blank needed`}},
	{"stray characters in a tag", `<a / =" b="1"/>`, []string{`1:4-1:5 Stray character`, `1:6-1:8 Stray character`}},
	{"unclosed value", "<a b=\"1>\n<c d=\"2\"/></a>", []string{`1:6-1:8 Unclosed value`}},
	{"unclosed value in an empty tag", "<r><a b=\"1/>\n<c d='2'/></r>", []string{`1:9-1:11 Unclosed value`}},
	{"unclosed value at the end", "<a b='1", []string{`1:1-1:8 Unclosed tag`, `1:1-1:8 Unclosed element`, `1:6-1:8 Unclosed value`}},
	{"less-than in a value", `<a b="1 < 2"/>`, []string{`1:9-1:10 Unescaped "<"`}},
	{"less-than in text", "<a>1 < 2 <</a>", []string{`1:6-1:7 Unescaped "<"`, `1:10-1:11 Unescaped "<"`}},
	{"tag without an end", "<a>\n<b c=\"1\"\n<d/>\n</b></a>", []string{`2:1-2:9 Unclosed tag`}},
	{"end tag without an end", "<a><b></b</a>", []string{`1:7-1:10 Unclosed tag`}},
	{"more than a name in an end tag", "<a></a b=\"1\">", []string{`1:7-1:13 Stray character`}},
	{"text around the root", "x <a/> y\n", []string{`1:1-1:2 Text outside of the root element`, `1:8-1:9 Text outside of the root element`}},
	{"two roots", "<a/>\n<b/>", []string{`2:1-2:5 Second root element`}},
	{"no root", "<!-- nothing -->\n", []string{`2:1-2:1 No root element`}},
	{"empty", "", []string{`1:1-1:1 No root element`}},
	{"not UTF-8", "<a b=\"caf\xe9\"/>", []string{`1:10-1:11 Not UTF-8`}},
	{"UTF-16", "\xff\xfe<\x00a\x00/\x00>\x00", []string{`1:1-1:3 Not UTF-8`}},
	{"declared encoding", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"é\"/>", []string{`1:1-1:42 Not UTF-8`}},
	{"misplaced declaration", "\n<?xml version=\"1.0\"?><a/>", []string{`2:1-2:6 Misplaced XML declaration`}},
	{"malformed declaration", "<?xml version=1.0?><a/>", []string{`1:1-1:18 Malformed XML declaration`}},
	{"unclosed declaration", "<?xml version=\"1.0\">\n<a/>", []string{`1:1-1:3 Unclosed instruction`}},
	{"unclosed comment", "<a><!-- b </a>", []string{`1:1-1:4 Unclosed element`, `1:4-1:8 Unclosed comment`}},
	{"hyphens in a comment", "<a><!-- b -- c --><!-- d ---></a>", []string{
		`1:11-1:13 Two hyphens in a comment`, `1:26-1:28 Two hyphens in a comment`}},
	{"unclosed CDATA", "<a><![CDATA[ </a>", []string{`1:1-1:4 Unclosed element`, `1:4-1:13 Unclosed CDATA section`}},
	{"end of CDATA in text", "<a>]]></a>", []string{`1:4-1:7 Unescaped "]]>"`}},
	{"document types", "<!DOCTYPE a [<!ENTITY x \"y\">]><!DOCTYPE a><a/><!DOCTYPE b>", []string{
		`1:1-1:31 Unsupported document type`, `1:31-1:40 Second document type`, `1:47-1:56 Misplaced document type`}},
	{"CDATA outside of the root", "<![CDATA[x]]><a/>", []string{`1:1-1:10 Text outside of the root element`}},
	{"instructions", "<a/><??><?XML x?><?a:b?><?a+?>", []string{
		`1:5-1:7 Instruction without a name`, `1:11-1:14 Reserved name`, `1:20-1:23 Colon in an instruction's name`, `1:28-1:29 Blank needed`}},
	{"unclosed document types", "<!DOCTYPE a [<!-- > -->\"]>\"", []string{
		`1:1-1:10 Unclosed document type`, `1:28-1:28 No root element`}},
	{"unclosed quote in a document type", "<!DOCTYPE a \"", []string{
		`1:1-1:10 Unclosed document type`, `1:14-1:14 No root element`}},
	{"unclosed value before text", "<a b=\"1>x", []string{`1:1-1:9 Unclosed element`, `1:6-1:8 Unclosed value`}},
	{"typographic quote without an end", "<a b=“1/>", []string{`1:6-1:8 Typographic quotes`}},
	{"unknown declaration", "<a><!-b-></a>", []string{`1:4-1:10 Unknown declaration`}},
	{"control character", "<a b=\"\x01\">\x00</a>", []string{`1:7-1:8 Forbidden character`, `1:10-1:11 Forbidden character`}},
	{"colons", "<a:b:c :d=\"1\"/>", []string{`1:2-1:7 Misplaced colon`, `1:8-1:10 Misplaced colon`}},
}

func TestParseBroken(t *testing.T) {
	for _, tc := range broken {
		t.Run(tc.name, func(t *testing.T) {
			f, diags := Parse("broken.conf", []byte(tc.src))
			var got []string
			for _, d := range diags {
				s, e := d.Subject.Start, d.Subject.End
				got = append(got, fmt.Sprintf("%d:%d-%d:%d %s", s.Line, s.Column, e.Line, e.Column, d.Summary))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s\n%v", diff, diags)
			}
			checkFormat(t, f, []byte(tc.src))
			checkRanges(t, f, []byte(tc.src))
		})
	}
}

// What is broken in one place does not take the rest of the file with it.
func TestParseRecovers(t *testing.T) {
	f, _ := Parse("x.conf", []byte(`<cluster name=”a b” config_version="3>
 <clusternodes><clusternode name='n1' nodeid="1"
  <fence/></clusternode><clusternode name="n2"/></clusternode>
</cluster>`))
	var got []string
	for e := range f.All() {
		got = append(got, e.Path()+" "+e.Value("name")+e.Value("config_version"))
	}
	want := []string{
		"cluster a b3", "cluster/clusternodes ", "cluster/clusternodes/clusternode n1",
		"cluster/clusternodes/clusternode/fence ", "cluster/clusternodes/clusternode n2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// No error text shows a part of a password.
func TestParseKeepsSecrets(t *testing.T) {
	_, diags := Parse("x.conf", []byte(`<a passwd=hunter2/><b passwd="x&hunter2; &hunter2 &#0;"/><c passwd=”hunter2”/>`))
	if len(diags) < 5 {
		t.Error(diags)
	}
	for _, d := range diags {
		if strings.Contains(d.Summary+d.Detail, "hunter") {
			t.Errorf("%s: %s", d.Summary, d.Detail)
		}
	}
}

func TestParseNestedTooDeep(t *testing.T) {
	src := strings.Repeat("<a>", maxDepth+5) + strings.Repeat("</a>", maxDepth+5)
	f, diags := Parse("deep.conf", []byte(src))
	if len(diags) == 0 || diags[len(diags)-1].Summary != "Nested too deep" {
		t.Errorf("no word about the depth: %v", diags[:min(len(diags), 3)])
	}
	checkFormat(t, f, []byte(src))
}

func TestValuesAsXMLReadsThem(t *testing.T) {
	f, diags := Parse("x.conf", []byte("<a b='&lt;&#x41;&#66;&quot;&apos;&amp;' c=\"x\r\n\ty\nz\" d='\"'/>"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	root := f.Root()
	for name, want := range map[string]string{"b": `<AB"'&`, "c": "x  y z", "d": `"`} {
		if got := root.Value(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// checkFormat asserts that a tree prints as the source it was read from.
func checkFormat(t *testing.T, f *File, src []byte) {
	t.Helper()
	got, lines := f.Format()
	if diff := cmp.Diff(string(src), string(got)); diff != "" {
		t.Errorf("Format does not give the source back (-want +got)\n%s", diff)
	}
	want := strings.Count(string(src), "\n")
	if len(src) > 0 && src[len(src)-1] != '\n' {
		want++
	}
	if len(lines) != want {
		t.Errorf("%d origins for %d lines", len(lines), want)
	}
}

// checkRanges asserts that every range holds what it is the range of.
func checkRanges(t *testing.T, f *File, src []byte) {
	t.Helper()
	in := func(r hcl.Range) string { return string(src[r.Start.Byte:r.End.Byte]) }
	word := func(w Word) {
		if got := in(w.Range); got != w.raw {
			t.Errorf("%s: the range of %q holds %q", w.Range, w.raw, got)
		}
	}
	for e := range f.All() {
		word(e.Name)
		for _, a := range e.Attrs {
			word(a.Name)
			word(a.Value)
		}
		if tag := in(e.Range); !strings.HasPrefix(tag, "<"+e.Name.raw) || !strings.HasSuffix(tag, e.tags.rest+e.tags.open) {
			t.Errorf("%s: the range of <%s> holds %q", e.Range, e.Name.Text, tag)
		}
		if end := in(e.End); end != e.tags.close {
			t.Errorf("%s: the range of %q holds %q", e.End, e.tags.close, end)
		}
	}
	for c := range f.Comments() {
		if got := in(c.Range); got != c.raw {
			t.Errorf("%s: the range of %q holds %q", c.Range, c.raw, got)
		}
	}
}

// dump is a file's tree as text: elements, attributes and comments.
func dump(f *File) string {
	var b strings.Builder
	dumpEtree(&b, &f.Document().Element, 0)
	return b.String()
}

// etreeDump is what dump gives for the tree that etree reads.
func etreeDump(t testing.TB, src []byte) string {
	t.Helper()
	doc := etree.NewDocument()
	doc.ReadSettings.PreserveDuplicateAttrs = true
	if err := doc.ReadFromBytes(src); err != nil {
		t.Fatalf("etree: %v", err)
	}
	var b strings.Builder
	dumpEtree(&b, &doc.Element, 0)
	return b.String()
}

func dumpEtree(b *strings.Builder, e *etree.Element, depth int) {
	// etree leaves the line ends in values that XML turns into blanks.
	normal := strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ", "\r", " ")
	for _, token := range e.Child {
		switch token := token.(type) {
		case *etree.Element:
			fmt.Fprintf(b, "%*s<%s", depth, "", token.FullTag())
			for _, a := range token.Attr {
				fmt.Fprintf(b, " %s=%q", a.FullKey(), normal.Replace(a.Value))
			}
			b.WriteString("\n")
			dumpEtree(b, token, depth+1)
		case *etree.Comment:
			fmt.Fprintf(b, "%*s%q\n", depth, "", strings.ReplaceAll(token.Data, "\r\n", "\n"))
		}
	}
}

// wellFormed tells whether encoding/xml reads the whole of src without an error.
func wellFormed(src []byte) error {
	d := xml.NewDecoder(strings.NewReader(string(src)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}
