package clusterconf

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var sizes = []int{16, 100, 1000}

func BenchmarkEmit(b *testing.B) {
	for _, n := range sizes {
		top := parseTopology(b, estate("rhel6", n, apc, fencePort1, ""))
		b.Run(fmt.Sprintf("nodes=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, diags := Emit(top, top.Hosts[0]); diags.HasErrors() {
					b.Fatal(diags)
				}
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	for _, n := range sizes {
		f := emitted(b, n)
		b.Run(fmt.Sprintf("nodes=%d", n), func(b *testing.B) {
			for b.Loop() {
				f.Format()
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, n := range sizes {
		src, _ := emitted(b, n).Format()
		b.Run(fmt.Sprintf("nodes=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Parse("cluster.conf", src)
			}
		})
	}
}

func BenchmarkValidate(b *testing.B) {
	for _, n := range sizes {
		f := emitted(b, n)
		b.Run(fmt.Sprintf("nodes=%d", n), func(b *testing.B) {
			for b.Loop() {
				Validate(f, CMAN3)
			}
		})
	}
}

// Elements that no release knows, and those of another place, cost what a map
// costs, not a search of the schema for each.
func BenchmarkValidateUnknown(b *testing.B) {
	for _, n := range sizes {
		f := unknownElements(n)
		b.Run(fmt.Sprintf("elements=%d", 2*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Validate(f, CMAN3)
			}
		})
	}
}

// The schema is searched once for all elements that stand where they cannot.
func TestParentsCost(t *testing.T) {
	v := &validator{release: CMAN3}
	for name, want := range map[string]string{"unheard": "", "method": "<fence>", "device": "<method> <unfence>"} {
		if got := strings.Join(v.parents(name), " "); got != want {
			t.Errorf("<%s> belongs in %q, want %q", name, got, want)
		}
		if n := testing.AllocsPerRun(100, func() { v.parents(name) }); n > 0 {
			t.Errorf("asking for <%s> again allocates %v times", name, n)
		}
	}
}

// unknownElements is a file with n elements of names that nothing has, and n that
// stand in the wrong place.
func unknownElements(n int) *File {
	var b strings.Builder
	b.WriteString(`<cluster name="a" config_version="1">`)
	for i := range n {
		fmt.Fprintf(&b, "<unheard%d/><method/>", i)
	}
	b.WriteString("</cluster>")
	f, _ := Parse("cluster.conf", []byte(b.String()))
	return f
}

func emitted(b *testing.B, n int) *File {
	top := parseTopology(b, estate("rhel6", n, apc, fencePort1, ""))
	files, diags := Emit(top, top.Hosts[0])
	if diags.HasErrors() {
		b.Fatal(diags)
	}
	return files[0]
}

// Input made to hurt takes time in proportion to its length. A quadratic parser
// would need minutes for these.
func TestParseIsLinear(t *testing.T) {
	const n = 100_000
	for name, src := range map[string]string{
		"instructions without an end": strings.Repeat("<?a>", n),
		"stray less-thans":            strings.Repeat("< ", n),
		"stray end tags":              "<a>" + strings.Repeat("</b>", n),
		"elements that do not close":  strings.Repeat("<a>", maxDepth-1) + strings.Repeat("<b></a>", n),
		"attributes in one tag":       "<a " + strings.Repeat(`b="" `, n) + "/>",
		"values that do not close":    strings.Repeat(`<a b="`, n),
		"both quotes":                 strings.Repeat(`<a b="'`, n),
		"values with tags":            strings.Repeat(`<a b="<c d='>`, n),
		"references":                  "<a>" + strings.Repeat("&x ", n) + "</a>",
		"ends of CDATA":               "<a>" + strings.Repeat("]]>", n) + "</a>",
		"broken UTF-8":                "<a>" + strings.Repeat("\xe2\x82", n) + "</a>",
		"typographic quotes":          "<a " + strings.Repeat("b=“", n),
		"comments":                    "<a>" + strings.Repeat("<!-- -- -->", n) + "</a>",
		"document types":              strings.Repeat("<!DOCTYPE a ", n),
		"declarations":                strings.Repeat("<!a", n),
		"roots":                       strings.Repeat("<a/>", n),
		"text around roots":           strings.Repeat("<a/> x ", n),
		"one long line of nodes":      "<a>" + strings.Repeat(`<b c="d" c="e" f/>`, n) + "</a>",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			f, _ := Parse("x.conf", []byte(src))
			got, _ := f.Format()
			Validate(f, CMAN3)
			for range f.Comments() {
			}
			if string(got) != src {
				t.Error("Format does not give the source back")
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}
