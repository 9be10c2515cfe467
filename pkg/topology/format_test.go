package topology

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/everlinux/hagen/internal/cost"
)

func ExampleFormat() {
	src := "host   \"app-01\" {\n# a comment\nplatform=\"rhel9\"\n}\n"
	formatted, diags := Format("topology.hcl", []byte(src))
	if diags.HasErrors() {
		fmt.Println(diags)
		return
	}
	fmt.Print(string(formatted))
	// Output:
	// host "app-01" {
	//   # a comment
	//   platform = "rhel9"
	// }
}

func TestFormatRefuses(t *testing.T) {
	for name, src := range map[string]string{
		"t.hcl": "host {", "t.hcl.json": "{}", "deep.hcl": "x = " + strings.Repeat("(", 100_000),
	} {
		if out, diags := Format(name, []byte(src)); !diags.HasErrors() || out != nil {
			t.Errorf("%s: %q, %v", name, out, diags)
		}
	}
}

// What is formatted is formatted again as it is.
func TestFormatIsIdempotent(t *testing.T) {
	for _, src := range []string{
		"", "\n\n", "# c", "a=1\nbcd = 2 # x\n", "\ufeffa=1\n", "a=1\r\nb  =2\r\n", "a = <<EOT\n  x\n    y\nEOT\n", "a={\nb=1\n  c=2}\n",
		"host \"x\" { platform=\"rhel5\" }\n", "a = \"${ b }\"\n",
	} {
		once, diags := Format("t.hcl", []byte(src))
		if diags.HasErrors() {
			t.Errorf("%q: %v", src, diags)
			continue
		}
		if twice, _ := Format("t.hcl", once); string(twice) != string(once) {
			t.Errorf("%q became %q and then %q", src, once, twice)
		}
	}
}

// The layout of a file is a fixed point, and says what the file says.
func FuzzFormat(f *testing.F) {
	for _, src := range []string{estate, "a=1\r\nb  =2", "a = <<-EOT\n  x\n    y\nEOT\n", "a={\nb=1\n  c=2}\n", "a = \"%{ if b }x%{ endif }\"\n", "\ufeffa=1 # c\n"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		cost.Check(t, len(src), topologyCost, func() { Format("t.hcl", src) })
		once, diags := Format("t.hcl", src)
		if diags.HasErrors() != (once == nil && len(src) > 0) {
			t.Fatalf("%q, %v", once, diags)
		}
		if diags.HasErrors() {
			return
		}
		twice, diags := Format("t.hcl", once)
		if diags.HasErrors() || !bytes.Equal(once, twice) {
			t.Fatalf("%q, laid out as %q, then as %q: %v", src, once, twice, diags)
		}
		if a, b := tokens(src), tokens(once); !slices.Equal(a, b) {
			t.Fatalf("%q became %q", a, b)
		}
	})
}

// tokens are what a file says: its tokens without the blanks between them.
func tokens(src []byte) []string {
	var list []string
	all, _ := hclsyntax.LexConfig(src, "t.hcl", hcl.InitialPos)
	for _, t := range all {
		list = append(list, string(t.Bytes))
	}
	return list
}

// Whatever is given for variables, the topology that has them ends with a result.
func FuzzVariables(f *testing.F) {
	const src = `
variable "text" {
  type    = string
  default = "a"
}
variable "list" {
  type    = list(number)
  default = []
}
variable "secret" {
  sensitive = true
  default   = {}
}
locals { all = [var.text, var.list, var.secret] }
`
	f.Add([]byte("text = \"b\"\nlist = [1, 2]\nsecret = { a = \"s3cret\" }\n"), "[1]", "x", false)
	f.Add([]byte(`{"text": "b", "list": [1, 2], "secret": null}`), "[for x in [1]: x]", "{", true)
	f.Add([]byte("text = var.list\nother = 1"), "((((", "\x00", false)
	f.Fuzz(func(t *testing.T, file []byte, value, env string, json bool) {
		o := Options{VarFiles: []VarFile{{Name: "v.hcl", Src: file}}, Vars: map[string]string{"list": value, "secret": value}, Env: map[string]string{"text": env}}
		if json {
			o.VarFiles[0].Name = "v.hcl.json"
		}
		size := len(src) + len(file) + len(value) + len(env)
		cost.Check(t, size, topologyCost, func() { Parse(map[string][]byte{"t.hcl": []byte(src)}, o) })
		top, diags := Parse(map[string][]byte{"t.hcl": []byte(src)}, o)
		if top == nil || top.Secrets == nil {
			t.Fatal("no topology")
		}
		for _, d := range diags {
			if d.Summary == "" || d.Detail == "" {
				t.Errorf("incomplete: %v", d)
			}
		}
	})
}
