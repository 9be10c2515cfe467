package ifcfg

import (
	"strings"
	"testing"

	"github.com/everlinux/hagen/internal/cost"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "DEVICE=eth0\nBOOTPROTO=none\n", "# c\n\nA='b c' # d\nexport B=\"$X\" C+=1\n",
		"HWADDR=”x y z”\r\n", "A=$'\\x41\\101\\q' B=$\"t\" C=`id`\n", "if a; then\nA=1\nfi\nB=2", "cat <<E\nA=1\nE\nB=2\n",
		"f() {\n A=1\n}\n", "A=(1 2)\nA[0]=1\n", "A=\"${X:-'}\" B=${Y\n", "case x in a) b;; esac\n", "A=a\\\nb\\", "\ufeffA=1\x00",
		"\"\n'\n`\n${\n$(\n", "((((\n", "A=$(( 1 + (2) ))\n", "A=~:~\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cost.Check(t, len(src), cost.Parser, func() { Parse("ifcfg-eth0", src) })
		file, diags := roundTrip(t, string(src))
		for d := range file.All() {
			if r := d.Range(); r.Empty() || r.End.Byte > len(src) {
				t.Errorf("%q: directive with range %v", src, r)
			}
			ParseOptions(d.Value)
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
		file.Values()
	})
}

// A long value costs no more for each option than a short one.
func TestManyOptions(t *testing.T) {
	src := []byte("BONDING_OPTS=\"" + strings.Repeat("mode=1 ", 1<<15) + "\"\n")
	file, _ := Parse("ifcfg-bond0", src)
	cost.Check(t, len(src), cost.Parser, func() {
		if n := len(ParseOptions(file.Lookup("BONDING_OPTS").Value)); n != 1<<15 {
			t.Errorf("%d options", n)
		}
	})
}
