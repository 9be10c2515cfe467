package ifcfg

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are inputs on which a careless reader takes the square of their length.
var hostile = map[string]string{
	"assignments":     strings.Repeat("IPADDR=10.0.0.1\n", 1<<14),
	"one line":        strings.Repeat("A=1 ", 1<<16),
	"long value":      "A=\"" + strings.Repeat("x", 1<<18) + "\"\n",
	"open quotes":     strings.Repeat("\"'\n", 1<<16) + "x",
	"open brackets":   strings.Repeat("A=${\n", 1<<16),
	"deep brackets":   "A=" + strings.Repeat("$(", 1<<17),
	"deep constructs": strings.Repeat("if a; then\n", 1<<15),
	"parentheses":     strings.Repeat("(", 1<<18),
	"here-documents":  strings.Repeat("cat <<E\n", 1<<15),
	"continuations":   "A=1" + strings.Repeat("\\\n", 1<<17),
	"semicolons":      strings.Repeat(";", 1<<18),
	"appends":         strings.Repeat("A+=x\n", 1<<15),
	"parameters":      "options x " + strings.Repeat("a=1 ", 1<<16),
}

// No input of a quarter of a megabyte or so takes long, and every one comes back.
func TestHostileInput(t *testing.T) {
	for name, src := range hostile {
		f, _ := roundTrip(t, src)
		f.Values()
		f.Interface()
		if d := f.Lookup("A"); d != nil {
			ParseOptions(d.Value)
		}
		modprobeRoundTrip(t, src)
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for name, src := range hostile {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Parse("ifcfg-eth0", []byte(src))
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	f, _ := Parse("ifcfg-eth0", []byte(hostile["assignments"]))
	b.SetBytes(int64(len(hostile["assignments"])))
	for b.Loop() {
		f.Format()
	}
}

// A build is linear in the number of hosts.
func BenchmarkEmit(b *testing.B) {
	for _, hosts := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("hosts-%d", hosts), func(b *testing.B) {
			var src strings.Builder
			for i := range hosts {
				fmt.Fprintf(&src, "host \"h%d\" {\n platform = \"rhel6\"\n%s\n}\n", i, bond(fmt.Sprintf("address = \"10.%d.%d.1/24\"", i/250, i%250)))
			}
			model := parse(b, src.String(), nil)
			for b.Loop() {
				for _, h := range model.Hosts {
					files, _ := Emit(model, h)
					for _, f := range files {
						f.Format()
					}
				}
			}
		})
	}
}
