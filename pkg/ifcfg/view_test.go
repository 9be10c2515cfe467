package ifcfg

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInterfaceView(t *testing.T) {
	f, _ := Parse("ifcfg-bond0", []byte(`DEVICE=bond0
IPADDR=10.10.4.1
NETMASK=255.255.255.0
IPADDR1=10.10.4.2
PREFIX1=16
IPADDR3=10.10.4.4
BONDING_OPTS="mode=active-backup miimon=100 primary=eth0 bare"
ONBOOT=no
ONBOOT=yes
`))
	b := f.Bond()
	if b == nil {
		t.Fatal("a file with BONDING_OPTS is no bond")
	}
	if got := b.OnBoot.Text; got != "yes" {
		t.Errorf("ONBOOT is %q, want the last one", got)
	}
	var got []string
	for _, a := range b.Addresses {
		p, ok := a.CIDR()
		got = append(got, a.Suffix+":"+p.String())
		if !ok {
			t.Errorf("%v is no address", a)
		}
	}
	// IPADDR2 is missing: ifup stops there.
	if diff := cmp.Diff([]string{":10.10.4.1/24", "1:10.10.4.2/16"}, got); diff != "" {
		t.Errorf("addresses (-want +got)\n%s", diff)
	}
	if m, ok := b.Mode(); !ok || m != ActiveBackup {
		t.Errorf("mode %v %v", m, ok)
	}
	if o, ok := b.Option("miimon"); !ok || o.Value != "100" || o.ValueRange.Start.Line != 7 || o.ValueRange.Start.Column != 41 {
		t.Errorf("miimon %v %v", o, ok)
	}
	if o, ok := b.Option("bare"); !ok || o.HasValue {
		t.Errorf("bare %v %v", o, ok)
	}
	if !b.Type.IsZero() || b.Device.IsZero() {
		t.Error("IsZero does not tell an absent key from one that is there")
	}
}

func TestSlaveView(t *testing.T) {
	for src, want := range map[string]bool{
		"MASTER=bond0\nSLAVE=yes\n": true, "MASTER=bond0\nSLAVE=YES\n": false, "SLAVE=yes\n": false, "MASTER=bond0\n": false,
	} {
		f, _ := Parse("", []byte(src))
		if got := f.Interface().IsSlave(); got != want {
			t.Errorf("%q: slave %v, want %v", src, got, want)
		}
		if f.Bond() != nil {
			t.Errorf("%q is a bond", src)
		}
	}
}

func TestMaskBits(t *testing.T) {
	for mask, want := range map[string]int{"255.255.255.0": 24, "0.0.0.0": 0, "255.255.255.255": 32, "255.0.255.0": -1, "24": -1, "": -1, "::": -1} {
		bits, ok := maskBits(mask)
		if !ok {
			bits = -1
		}
		if bits != want {
			t.Errorf("%q has %d bits, want %d", mask, bits, want)
		}
	}
}

// Ranges of options point into the source whatever the quoting.
func TestOptionRanges(t *testing.T) {
	for _, src := range []string{
		`A="mode=1 miimon=100"`, `A='mode=1 miimon=100'`, `A=mode=1\ miimon=100`, "A=\"mode=1 \\\nmiimon=100\"",
		`A="mode=1 "miimon=100`, `A=$'mode=1\tmiimon=100'`, "é=1\nA=\"  mode=1  miimon=100  \"",
	} {
		f, _ := Parse("", []byte(src))
		options := ParseOptions(f.Lookup("A").Value)
		if len(options) != 2 {
			t.Fatalf("%q: %d options", src, len(options))
		}
		r, v := options[1].Range, options[1].ValueRange
		if got := src[r.Start.Byte:r.End.Byte]; got != "miimon=100" {
			t.Errorf("%q: option at %q", src, got)
		}
		if got := src[v.Start.Byte:v.End.Byte]; got != "100" {
			t.Errorf("%q: value at %q", src, got)
		}
	}
	if got := ParseOptions(Word{Text: "a=1 b"}); len(got) != 2 || got[0].Value != "1" || got[1].HasValue {
		t.Errorf("options of a word without a place: %v", got)
	}
}

// What an edit changes is printed anew, and nothing else is.
func TestEdit(t *testing.T) {
	for _, tc := range []struct {
		name, src, want string
		edit            func(*File)
	}{
		{"value", "# c\nA='x' # keep\nB=\"y z\"\n", "# c\nA=\"n e w\" # keep\nB=\"\\$\"\n", func(f *File) {
			f.Directives[0].Value.Text = "n e w"
			f.Directives[1].Value.Text = "$"
		}},
		{"empty", "A=\"x\"\nB=x\n", "A=\"\"\nB=\n", func(f *File) {
			f.Directives[0].Value.Text = ""
			f.Directives[1].Value.Text = ""
		}},
		{"append", "A=1\n", "A=1\nB=2\n", func(f *File) { f.Directives = append(f.Directives, assign("B", "2")) }},
		{"append without line end", "A=1", "A=1\nB=2\n", func(f *File) { f.Directives = append(f.Directives, assign("B", "2")) }},
		{"insert", "A=1\nC=3\n", "A=1\nB=2\nC=3\n", func(f *File) {
			f.Directives = []*Directive{f.Directives[0], assign("B", "2"), f.Directives[1]}
		}},
		{"insert first", "  A=1\n", "B=2\n  A=1\n", func(f *File) {
			f.Directives = []*Directive{assign("B", "2"), f.Directives[0]}
		}},
		{"remove", "A=1 # a\nB=2 # b\nC=3", "A=1 # b\nC=3", func(f *File) {
			f.Directives = append(f.Directives[:1], f.Directives[2])
		}},
		{"sign", "A+=1\n", "A=1\n", func(f *File) { f.Directives[0].Append = false }},
		{"export", "A=1\n", "A=1\nexport B=2\n", func(f *File) {
			d := assign("B", "2")
			d.Export = true
			f.Directives = append(f.Directives, d)
		}},
		{"control characters", "A=1\n", "A=$'a\\012b\\'c'\n", func(f *File) { f.Directives[0].Value.Text = "a\nb'c" }},
	} {
		f, _ := Parse("", []byte(tc.src))
		tc.edit(f)
		out, _ := f.Format()
		if diff := cmp.Diff(tc.want, string(out)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
}

func assign(name, value string) *Directive {
	return &Directive{Name: Word{Text: name}, Value: Word{Text: value}}
}

func TestComments(t *testing.T) {
	src := "# one\nA='#no' # two \n\n  # thrée\nB=x#no\\\n; # four"
	f, _ := roundTrip(t, src)
	var got []string
	for c := range f.Comments() {
		if in := src[c.Range.Start.Byte:c.Range.End.Byte]; in != c.Text {
			t.Errorf("%q stands at %q", c.Text, in)
		}
		got = append(got, c.Text)
	}
	if diff := cmp.Diff([]string{"# one", "# two", "# thrée", "# four"}, got); diff != "" {
		t.Errorf("comments of ifcfg (-want +got)\n%s", diff)
	}
	module, _ := modprobeRoundTrip(t, "# one\nalias a b\n#two\n")
	got = nil
	for c := range module.Comments() {
		got = append(got, c.Text)
	}
	if len(got) != 2 || got[0] != "# one" || got[1] != "#two" {
		t.Errorf("comments of modprobe: %q", got)
	}
}

func TestDirectiveRaw(t *testing.T) {
	f, _ := Parse("ifcfg-eth0", []byte("# a card\nDEVICE='eth0' # first\nHWADDR=”a b”\r\n"))
	want := []string{"DEVICE='eth0'", "HWADDR=”a b”\r"}
	for i, d := range f.Directives {
		if got := d.Raw(); got != want[i] {
			t.Errorf("directive %d: got %q, want %q", i, got, want[i])
		}
	}
}

// A name like bond1 is a bond's, unless the file says that something else makes it.
func TestIsBond(t *testing.T) {
	for src, want := range map[string]bool{
		"DEVICE=bond1\n": true, "DEVICE=bond1\nTYPE=Ethernet\n": true, "DEVICE=uplink\nTYPE=Bond\n": true, "DEVICE=uplink\nBONDING_OPTS=mode=1\n": true,
		"DEVICE=bond1\nTYPE=OVSBond\n": false, "DEVICE=bond1\nTYPE=Team\n": false, "DEVICE=eth0\n": false, "DEVICE=bonding\n": false,
	} {
		f, _ := Parse("ifcfg", []byte(src))
		if got := f.Interface().IsBond(); got != want {
			t.Errorf("%q: %v, want %v", src, got, want)
		}
	}
}
