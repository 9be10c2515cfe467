package ifcfg

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/cost"
)

func modprobeRoundTrip(t testing.TB, src string) (*ModprobeFile, hcl.Diagnostics) {
	t.Helper()
	f, diags := ParseModprobe("bonding.conf", []byte(src))
	out, lines := f.Format()
	if string(out) != src {
		t.Fatalf("Format(ParseModprobe(x)) != x\n%s", cmp.Diff(src, string(out)))
	}
	if want := strings.Count(src, "\n") + min(1, len(src)-strings.LastIndexByte(src, '\n')-1); len(lines) != want {
		t.Fatalf("%d origins for %d lines of %q", len(lines), want, src)
	}
	return f, diags
}

func TestParseModprobe(t *testing.T) {
	for _, tc := range []struct {
		src   string
		want  []string // words of each directive, "|" between them
		diags []string // summary @ text of the range
	}{
		{"", nil, nil},
		{"# comment\n\nalias bond0 bonding\n", []string{"alias|bond0|bonding"}, nil},
		{"options bonding mode=1  miimon=100\n", []string{"options|bonding|mode=1|miimon=100"}, nil},
		{"options x a=\"b c\" d", []string{"options|x|a=\"b c\"|d"}, nil},
		{"options bonding \\\n  mode=1 \\\n\tmiimon=100\nalias a b\n", []string{"options|bonding|mode=1|miimon=100", "alias|a|b"}, nil},
		{"install foo echo \"$x\" \\\\ ; true  \n", []string{`install|foo|echo "$x" \ ; true  `}, nil},
		{"softdep a pre: b c post: d\n", []string{"softdep|a|pre: b c post: d"}, nil},
		{"alias bo\\\nnd0 bonding\n", []string{"alias|bond0|bonding"}, nil},
		{"options bonding mode=1\r\n", []string{"options|bonding|mode=1"}, nil},
		{"alias bond0 bonding # main\n", []string{"alias|bond0|bonding|#|main"}, []string{"Words without effect @ # main"}},
		{"  # indented\n", nil, []string{"Indented comment @ #"}},
		{"# c \\\nalias a b\nalias c d\n", []string{"alias|c|d"}, []string{"Comment over several lines @ # c \\\nalias a b"}},
		{"alais bond0 bonding\nblacklist x\n", []string{"alais|bond0|bonding", "blacklist|x"}, []string{"Unknown command @ alais"}},
		{"alias bond0\noptions bonding\ninstall\n", []string{"alias|bond0", "options|bonding", "install"}, []string{
			"Incomplete line @ alias bond0", "Incomplete line @ options bonding", "Incomplete line @ install",
		}},
		{"\r\n", []string{"\r"}, []string{"Carriage return @ \r"}},
		{"alias a[b c\n", []string{"alias|a[b|c"}, []string{"Unbalanced bracket @ a[b"}},
		{"alias a b \\", []string{"alias|a|b"}, nil},
	} {
		f, diags := modprobeRoundTrip(t, tc.src)
		var got []string
		for d := range f.All() {
			words := []string{d.Name.Text}
			for _, w := range d.Args {
				words = append(words, w.Text)
			}
			got = append(got, strings.Join(words, "|"))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%q: words (-want +got)\n%s", tc.src, diff)
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

func TestModprobeViews(t *testing.T) {
	src := "alias bond0 bonding\nalias bond1 bonding\nalias eth0 e1000\noptions bonding mode=1 a-b=\"x y\" \"quoted=z\" flag mode=0\n"
	f, _ := modprobeRoundTrip(t, src)
	if aliases := f.Aliases("bonding"); len(aliases) != 2 || aliases[1].Name.Text != "bond1" {
		t.Errorf("aliases of bonding: %v", aliases)
	}
	o, ok := f.Directives[3].Options()
	if !ok || o.Module.Text != "bonding" {
		t.Fatalf("options: %v %v", o, ok)
	}
	var got []string
	for _, option := range o.Options {
		r := option.ValueRange
		got = append(got, option.Name+" is "+option.Value+" at "+src[r.Start.Byte:r.End.Byte])
	}
	want := []string{"mode is 1 at 1", "a-b is x y at \"x y\"", "quoted is z at z\"", "flag is  at flag", "mode is 0 at 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("options (-want +got)\n%s", diff)
	}
	if mode, _ := o.Option("mode"); mode.Value != "0" {
		t.Errorf("the last mode is %q", mode.Value)
	}
}

// A changed line is printed anew, everything else stays.
func TestModprobeEdit(t *testing.T) {
	f, _ := ParseModprobe("", []byte("# keep\nalias   bond0 \\\n  bonding\noptions bonding mode=0 # x\n"))
	f.Directives[0].Args[0].Text = "bond1"
	f.Directives[1].Args = f.Directives[1].Args[:2]
	f.Directives = append(f.Directives, &ModprobeDirective{Name: Word{Text: "blacklist"}, Args: []Word{{Text: `a\b`}}})
	out, _ := f.Format()
	if want := "# keep\nalias bond1 bonding\noptions bonding mode=0\nblacklist a\\\\b\n"; string(out) != want {
		t.Errorf("got %q, want %q", out, want)
	}
}

// modprobe reads the commands that we read.
func TestModprobeReadsTheSame(t *testing.T) {
	modprobe, err := exec.LookPath("modprobe")
	if err != nil {
		t.Skip("modprobe (package kmod) is not installed")
	}
	src := "alias bond0 bonding\nalias bond1 bonding\noptions bonding mode=1 \\\n miimon=100\noptions x a=\"b c\"\n" +
		"# c \\\nalias lost lost\n install foo echo \"\\$x\"\nblacklist z # y\nbad line\n"
	file := filepath.Join(t.TempDir(), "test.conf")
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, modprobe, "--showconfig", "-C", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	out, _, _ = bytes.Cut(out, []byte("# End of configuration files"))
	read := string(out)
	for _, want := range []string{
		"alias bond0 bonding\n", "alias bond1 bonding\n", "options bonding mode=1  miimon=100\n", "options x a=\"b c\"\n",
		"install foo echo \"$x\"\n", "blacklist z\n",
	} {
		if !strings.Contains(read, want) {
			t.Errorf("modprobe does not say %q", want)
		}
	}
	if strings.Contains(read, "lost") || strings.Contains(read, "bad") {
		t.Errorf("modprobe read a comment or a bad line:\n%s", read)
	}
}

func FuzzParseModprobe(f *testing.F) {
	for _, seed := range []string{
		"", "alias bond0 bonding\n", "options bonding mode=1 \\\nmiimon=100 # x\n", "# c \\\nx\n", "install a b \\\\ c", " \t\n\\\n\\",
		"softdep a pre: b\nremove\nalias a[ b\r\n", "options x a=\"b\nc\" \"d=e\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cost.Check(t, len(src), cost.Parser, func() { ParseModprobe("bonding.conf", src) })
		file, diags := modprobeRoundTrip(t, string(src))
		for d := range file.All() {
			if r := d.Range(); r.Empty() || r.End.Byte > len(src) {
				t.Errorf("%q: directive with range %v", src, r)
			}
			d.Options()
			d.Alias()
		}
		for _, d := range diags {
			if d.Subject == nil || d.Subject.End.Byte > len(src) {
				t.Errorf("%q: diagnostic %v without a place", src, d)
			}
		}
	})
}
