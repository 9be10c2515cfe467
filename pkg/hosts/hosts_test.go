package hosts

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/cost"
)

// roundTrip parses a text and fails where Format does not give it back.
func roundTrip(t testing.TB, src string) (*File, hcl.Diagnostics) {
	t.Helper()
	f, diags := Parse("hosts", []byte(src))
	out, lines := f.Format()
	if string(out) != src {
		t.Fatalf("Format(Parse(x)) != x\n%s", cmp.Diff(src, string(out)))
	}
	if want := strings.Count(src, "\n") + min(1, len(src)-strings.LastIndexByte(src, '\n')-1); len(lines) != want {
		t.Fatalf("%d origins for %d lines of %q", len(lines), want, src)
	}
	return f, diags
}

func TestParse(t *testing.T) {
	for _, tc := range []struct {
		src   string
		want  []string // "address name name" of each entry
		diags []string // summary @ text of the range
	}{
		{"", nil, nil},
		{"\n# only a comment\n \t\n", nil, nil},
		{"127.0.0.1 localhost\n", []string{"127.0.0.1 localhost"}, nil},
		{"  10.0.0.1\ta  b\tc # d e\r\n10.0.0.2 x#y", []string{"10.0.0.1 a b c", "10.0.0.2 x"}, nil},
		{"::1 localhost6\nfe80::1 a\n::ffff:10.0.0.1 m\n", []string{"::1 localhost6", "fe80::1 a", "::ffff:10.0.0.1 m"}, nil},
		{"10.0.0.1\f\va\n", []string{"10.0.0.1 a"}, nil},
		{"10.0.0.256 a\n10.0.0.1 b\n", []string{"10.0.0.256 a", "10.0.0.1 b"}, []string{"Malformed address @ 10.0.0.256"}},
		{"fe80::1%eth0 a\n010.0.0.1 b\n", []string{"fe80::1%eth0 a", "010.0.0.1 b"}, []string{"Malformed address @ fe80::1%eth0", "Malformed address @ 010.0.0.1"}},
		{"a 10.0.0.1\n10.0.0.0/24 net\n", []string{"a 10.0.0.1", "10.0.0.0/24 net"}, []string{"Malformed address @ a", "Malformed address @ 10.0.0.0/24"}},
		{"10.0.0.1\n10.0.0.1 # a\n", []string{"10.0.0.1", "10.0.0.1"}, []string{"Address without a name @ 10.0.0.1", "Address without a name @ 10.0.0.1"}},
		{"10.0.0.1 “a” b_c -d e..f g.\n", []string{"10.0.0.1 “a” b_c -d e..f g."}, []string{"Malformed name @ “a”", "Malformed name @ -d", "Malformed name @ e..f"}},
		{"10.0.0.1 a\x00b\n", []string{"10.0.0.1 a\x00b"}, []string{"Malformed name @ a\x00b"}},
	} {
		f, diags := roundTrip(t, tc.src)
		var got []string
		for e := range f.All() {
			words := []string{e.Address.Text}
			for _, n := range e.Names {
				words = append(words, n.Text)
			}
			got = append(got, strings.Join(words, " "))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%q: entries (-want +got)\n%s", tc.src, diff)
		}
		var found []string
		for _, d := range diags {
			found = append(found, d.Summary+" @ "+tc.src[d.Subject.Start.Byte:d.Subject.End.Byte])
		}
		if diff := cmp.Diff(tc.diags, found); diff != "" {
			t.Errorf("%q: diagnostics (-want +got)\n%s", tc.src, diff)
		}
	}
}

func TestLookup(t *testing.T) {
	f, _ := roundTrip(t, "127.0.0.1 localhost\n10.0.0.1 Node-A a\n10.0.0.999 a\n10.0.1.1 a\n10.0.0.1 other\n")
	var got []string
	for _, e := range f.Lookup("A") {
		got = append(got, e.Address.Text)
	}
	if diff := cmp.Diff([]string{"10.0.0.1", "10.0.1.1"}, got); diff != "" {
		t.Errorf("addresses of a (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Node-A", "a"}, f.Names(netip.MustParseAddr("10.0.0.1"))); diff != "" {
		t.Errorf("names of 10.0.0.1 (-want +got)\n%s", diff)
	}
	if f.Lookup("nobody") != nil || f.Names(netip.MustParseAddr("10.9.9.9")) != nil {
		t.Error("something is found for nothing")
	}
}

func TestEdit(t *testing.T) {
	for _, tc := range []struct {
		name, src, want string
		edit            func(*File)
	}{
		{"address", "10.0.0.1   a  # x\n10.0.0.2   b\n", "10.0.0.9\ta  # x\n10.0.0.2   b\n", func(f *File) { f.Entries[0].Address.Text = "10.0.0.9" }},
		{"name more", "10.0.0.1   a\n", "10.0.0.1\ta b\n", func(f *File) {
			f.Entries[0].Names = append(f.Entries[0].Names, Word{Text: "b"})
		}},
		{"append", "10.0.0.1 a", "10.0.0.1 a\n10.0.0.2\tb\n", func(f *File) { f.Entries = append(f.Entries, newEntry("10.0.0.2", "b")) }},
		{"append before the trailer", "10.0.0.1 a\n# end\n", "10.0.0.1 a\n10.0.0.2\tb\n# end\n", func(f *File) {
			f.Entries = append(f.Entries, newEntry("10.0.0.2", "b"))
		}},
		{"insert", "10.0.0.1 a\n 10.0.0.3 c\n", "10.0.0.2\tb\n10.0.0.1 a\n 10.0.0.3 c\n", func(f *File) {
			f.Entries = append([]*Entry{newEntry("10.0.0.2", "b")}, f.Entries...)
		}},
		{"remove", "10.0.0.1 a # x\n10.0.0.2 b # y\n10.0.0.3 c\n", "10.0.0.1 a # y\n10.0.0.3 c\n", func(f *File) {
			f.Entries = append(f.Entries[:1], f.Entries[2])
		}},
	} {
		f, _ := Parse("hosts", []byte(tc.src))
		tc.edit(f)
		out, _ := f.Format()
		if diff := cmp.Diff(tc.want, string(out)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
}

func newEntry(address, name string) *Entry {
	return &Entry{Address: Word{Text: address}, Names: []Word{{Text: name}}}
}

func TestComments(t *testing.T) {
	src := "# one\n10.0.0.1 a # two \n\n  # thrée\n10.0.0.2 b#four"
	f, _ := roundTrip(t, src)
	var got []string
	for c := range f.Comments() {
		if in := src[c.Range.Start.Byte:c.Range.End.Byte]; in != c.Text {
			t.Errorf("%q stands at %q", c.Text, in)
		}
		got = append(got, c.Text)
	}
	if diff := cmp.Diff([]string{"# one", "# two", "# thrée", "#four"}, got); diff != "" {
		t.Errorf("comments (-want +got)\n%s", diff)
	}
}

func TestQuoteName(t *testing.T) {
	for name, want := range map[string]bool{
		"node-01": true, "node-01.example.net": true, "a_b": true, "x": true, "": false, "a b": false, "a#b": false, "-a": false,
		"a\nb": false, "é": false, strings.Repeat("a", 64): false, ".": false,
	} {
		w, err := QuoteName(name)
		if (err == nil) != want || err == nil && w.Text != name {
			t.Errorf("QuoteName(%q) = %v, %v", name, w, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "127.0.0.1 localhost\n::1\tlocalhost6 # x\n", " \r\n#\n10.0.0.1 a#b\n", "10.0.0.1\v\f\n\x00", "a b c", "\n\n10.0.0.1 “x”",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cost.Check(t, len(src), cost.Parser, func() { Parse("hosts", src) })
		file, diags := roundTrip(t, string(src))
		for e := range file.All() {
			if r := e.Range(); r.Empty() || r.End.Byte > len(src) {
				t.Errorf("%q: entry with range %v", src, r)
			}
			e.Addr()
		}
		for _, d := range diags {
			if d.Subject == nil || d.Subject.End.Byte > len(src) {
				t.Errorf("%q: diagnostic %v without a place", src, d)
			}
		}
		for c := range file.Comments() {
			if got := string(src[c.Range.Start.Byte:c.Range.End.Byte]); got != c.Text {
				t.Errorf("%q: comment %q stands at %q", src, c.Text, got)
			}
		}
	})
}

// No input takes long, and every one comes back.
func TestHostileInput(t *testing.T) {
	for _, src := range []string{
		strings.Repeat("10.0.0.1 a b c\n", 1<<14), "10.0.0.1 " + strings.Repeat("a ", 1<<16), strings.Repeat("#", 1<<18),
		strings.Repeat("\n", 1<<18), strings.Repeat("x\n", 1<<15), strings.Repeat("10.0.0.1 ", 1<<15),
	} {
		f, _ := roundTrip(t, src)
		for range f.Comments() {
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := []byte(strings.Repeat("10.0.0.1\tnode-01.example.net node-01 # rack 4\n", 1<<14))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse("hosts", src)
	}
}

func BenchmarkFormat(b *testing.B) {
	src := []byte(strings.Repeat("10.0.0.1\tnode-01.example.net node-01 # rack 4\n", 1<<14))
	f, _ := Parse("hosts", src)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		f.Format()
	}
}
