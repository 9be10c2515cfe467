package topology

import (
	"fmt"
	"strings"
	"testing"
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
