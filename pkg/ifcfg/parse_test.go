package ifcfg

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
)

// roundTrip parses a text and fails where Format does not give it back.
func roundTrip(t testing.TB, src string) (*File, hcl.Diagnostics) {
	t.Helper()
	f, diags := Parse("ifcfg-eth0", []byte(src))
	out, lines := f.Format()
	if string(out) != src {
		t.Fatalf("Format(Parse(x)) != x\n%s", cmp.Diff(src, string(out)))
	}
	if want := strings.Count(src, "\n") + min(1, len(src)-strings.LastIndexByte(src, '\n')-1); len(lines) != want {
		t.Fatalf("%d origins for %d lines of %q", len(lines), want, src)
	}
	return f, diags
}

func TestParseValues(t *testing.T) {
	for _, tc := range []struct {
		src  string
		want map[string]string
	}{
		{"", nil},
		{"# only a comment", nil},
		{"DEVICE=eth0\n", map[string]string{"DEVICE": "eth0"}},
		{"  A=1; B=2;\nC=3 # why\n", map[string]string{"A": "1", "B": "2", "C": "3"}},
		{"A=1 B=2\tC=\n", map[string]string{"A": "1", "B": "2", "C": ""}},
		{`A="mode=1 miimon=100"`, map[string]string{"A": "mode=1 miimon=100"}},
		{`A="a\"b\$c\` + "`" + `d\\e\xf"`, map[string]string{"A": "a\"b$c`d\\e\\xf"}},
		{`A='it''s $HOME \n'`, map[string]string{"A": `its $HOME \n`}},
		{`A=a\ b\"c\\d`, map[string]string{"A": `a b"c\d`}},
		{`A=a"b"'c'd`, map[string]string{"A": "abcd"}},
		{"A=\"two\nlines\"\n", map[string]string{"A": "two\nlines"}},
		{"A=a\\\nb\nB=\"a\\\nb\"\n", map[string]string{"A": "ab", "B": "ab"}},
		{"LONG\\\nNAME\\\n=1", map[string]string{"LONGNAME": "1"}},
		{"A=1\nA+=2\nA+=3\nB+=4\n", map[string]string{"A": "123", "B": "4"}},
		{`A=$'tab\there\x41\101\'\q'`, map[string]string{"A": "tab\thereAA'\\q"}},
		{`A=$"translated"`, map[string]string{"A": "translated"}},
		{"A=$\nB=a$ \nC=$%x\n", map[string]string{"A": "$", "B": "a$", "C": "$%x"}},
		{"export A=1 B='2 3'\n", map[string]string{"A": "1", "B": "2 3"}},
		{"A=x#y\nB=#z\n", map[string]string{"A": "x#y", "B": "#z"}},
		{"A=a=b=c\n", map[string]string{"A": "a=b=c"}},
		{"A=yes\r\n", map[string]string{"A": "yes\r"}},
		{"A=1 # goes on \\\nB=2\n", map[string]string{"A": "1", "B": "2"}},
		{`A=foo\`, map[string]string{"A": `foo\`}},
		{"A=x~y B=\\~\n", map[string]string{"A": "x~y", "B": "~"}},
	} {
		f, diags := roundTrip(t, tc.src)
		if len(diags) > 0 {
			t.Errorf("%q: %s", tc.src, diags)
		}
		if tc.want == nil {
			tc.want = map[string]string{}
		}
		if diff := cmp.Diff(tc.want, f.Values()); diff != "" {
			t.Errorf("%q: values (-want +got)\n%s", tc.src, diff)
		}
	}
}

// Every finding is at the bytes that caused it, and none ends the parse.
func TestParseDiagnostics(t *testing.T) {
	for _, tc := range []struct {
		src    string
		want   []string // summary @ text of the range
		values string   // KEY=value … that remain
	}{
		{"A=1\nHWADDR=”your MAC ADDRESS”\nB=2\n", []string{"Command in an ifcfg file @ HWADDR=”your MAC ADDRESS”"}, "A=1 B=2"},
		// Not a command: a second variable. Only a rule can know better.
		{"BONDING_OPTS=mode=1 miimon=100\n", nil, "BONDING_OPTS=mode=1 miimon=100"},
		{"BONDING_OPTS=mode=1 -x\nB=2\n", []string{"Command in an ifcfg file @ BONDING_OPTS=mode=1 -x"}, "B=2"},
		{"A=1\r\n\r\nB=2\n", []string{"Command in an ifcfg file @ \r"}, "A=1\r B=2"},
		{"\ufeffA=1\nB=2\n", []string{"Command in an ifcfg file @ \ufeffA=1"}, "B=2"},
		{"A=$HOME\n", []string{"Value that the shell works out @ $HOME"}, "A=$HOME"},
		{"A=`id` B=\"${X:-it's}\" C=$(echo \")\")\n", []string{
			"Value that the shell works out @ `id`", "Value that the shell works out @ \"${X:-it's}\"",
			"Value that the shell works out @ $(echo \")\")",
		}, "A=`id` B=\"${X:-it's}\" C=$(echo \")\")"},
		{"A=~\nB=x:~y\n", []string{"Value that the shell works out @ ~", "Value that the shell works out @ x:~y"}, "A=~ B=x:~y"},
		{"export A={x,y}\n", []string{"Value that the shell works out @ {x,y}"}, "A={x,y}"},
		{"A=1\n\"\nB=2\n", []string{"Unclosed quote or bracket @ \""}, "A=1 B=2"},
		{"A='x\nB=2\n", []string{"Unclosed quote or bracket @ '"}, "B=2"},
		{"A=${x\nB=2\n", []string{"Unclosed quote or bracket @ $"}, "B=2"},
		{"if true; then\nA=1\nfi\nB=2\n", []string{"Shell construct in an ifcfg file @ if true; then\nA=1\nfi"}, "B=2"},
		{"f() {\nA=1\n}\nB=2\n", []string{"Shell construct in an ifcfg file @ f() {\nA=1\n}"}, "B=2"},
		{"cat <<EOF\nA=1\nEOF\nB=2\n", []string{"Shell construct in an ifcfg file @ cat <<EOF\nA=1\nEOF"}, "B=2"},
		{"case x in\na) A=1;;\nesac; C=1\nB=2\n", []string{"Shell construct in an ifcfg file @ case x in\na) A=1;;\nesac; C=1"}, "B=2"},
		{"A=1 && C=2\nB=2\n", []string{"Shell construct in an ifcfg file @ A=1 && C=2"}, "B=2"},
		{"A=(1 2)\nB=2\n", []string{"Shell construct in an ifcfg file @ A=(1 2)"}, "B=2"},
		{"while :; do\nA=1\n", []string{"Shell construct in an ifcfg file @ while :; do\nA=1\n"}, ""},
		{";;\nB=2\n", []string{"Shell construct in an ifcfg file @ ;;"}, "B=2"},
		{"A=a\x00b\n", []string{"NUL byte @ \x00"}, "A=a\x00b"},
		{"echo hello \"world\" # x\nB=2\n", []string{"Command in an ifcfg file @ echo hello \"world\""}, "B=2"},
	} {
		f, diags := roundTrip(t, tc.src)
		var got []string
		for _, d := range diags {
			got = append(got, d.Summary+" @ "+tc.src[d.Subject.Start.Byte:d.Subject.End.Byte])
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%q: diagnostics (-want +got)\n%s", tc.src, diff)
		}
		var left []string
		for _, key := range slices.Sorted(maps.Keys(f.Values())) {
			left = append(left, key+"="+f.Values()[key])
		}
		if got := strings.Join(left, " "); got != tc.values {
			t.Errorf("%q: values %q, want %q", tc.src, got, tc.values)
		}
	}
}
