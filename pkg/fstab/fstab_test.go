package fstab

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/internal/cost"
)

func TestParse(t *testing.T) {
	src := "# the disks\n\n/dev/vg/root / ext3 defaults 1 1\n" +
		"\tLABEL=a\\040b  /mnt/a\\040b\text3\tnoauto,ro#x\r\n" +
		"   # indented\nserver:/x /x nfs rw,_netdev,retry=1,retry=2 0 0 # not a comment\n/dev/sdb\nnone /x tmpfs size=1 0 two"
	f, diags := Parse("fstab", []byte(src))
	if got := string(f.Format()); got != src {
		t.Errorf("Format gives %q", got)
	}
	var got []string
	for e := range f.All() {
		got = append(got, fmt.Sprintf("%d %s|%s|%s|%s|%s|%s", e.Range().Start.Line,
			e.Device.Text, e.MountPoint.Text, e.Type.Text, e.Options.Text, e.Freq.Text, e.PassNo.Text))
	}
	want := []string{
		"3 /dev/vg/root|/|ext3|defaults|1|1",
		"4 LABEL=a b|/mnt/a b|ext3|noauto,ro#x||",
		"6 server:/x|/x|nfs|rw,_netdev,retry=1,retry=2|0|0",
		"7 /dev/sdb|||||",
		"8 none|/x|tmpfs|size=1|0|two",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	var said []string
	for _, d := range diags {
		said = append(said, fmt.Sprintf("%s: %s", d.Subject, d.Summary))
	}
	if diff := cmp.Diff([]string{"fstab:7,1-9: Line without a type", "fstab:8,24-27: Malformed number"}, said); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	if v, ok := f.Entries[2].Option("retry"); v != "2" || !ok {
		t.Errorf("retry is %q, %v", v, ok)
	}
	if _, ok := f.Entries[2].Option("netdev"); ok {
		t.Error("netdev is no option of the line")
	}
}

func TestDeviceKey(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"/dev/vg/lv", "/dev/mapper/vg-lv", true},
		{"/dev/vg-a/lv-b", "/dev/mapper/vg--a-lv--b", true},
		{"/dev/vg-a/b", "/dev/vg/a-b", false},
		{"/dev/sdb1", "/dev/sdb1", true},
		{"/dev/sdb1", "/dev/sdb2", false},
		{"LABEL=x", "LABEL=x", true},
		{"server:/x", "server:/y", false},
	} {
		if (DeviceKey(c.a) == DeviceKey(c.b)) != c.same {
			t.Errorf("%s and %s: not %v", c.a, c.b, c.same)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("/dev/vg/lv /x gfs2 noatime 0 0\n# c\n")
	f.Add("a\\1b \\777 x y z")
	f.Fuzz(func(t *testing.T, src string) {
		cost.Check(t, len(src), cost.Parser, func() { Parse("fstab", []byte(src)) })
		file, _ := Parse("fstab", []byte(src))
		if got := string(file.Format()); got != src {
			t.Errorf("Format gives %q for %q", got, src)
		}
		for e := range file.All() {
			if r := e.Range(); src[r.Start.Byte:r.End.Byte] != e.raw || strings.Trim(e.raw, blanks) == "" {
				t.Errorf("%v is not %q", r, e.raw)
			}
		}
	})
}
