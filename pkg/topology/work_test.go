package topology

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/internal/cost"
)

// A short topology that asks for much is refused where it asks, before it takes long.
func TestTooMuchWork(t *testing.T) {
	doubled := func(first, each string, n int) string {
		var b strings.Builder
		fmt.Fprintf(&b, "a0 = %s\n", first)
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, "a%d = %s\n", i, strings.ReplaceAll(each, "@", fmt.Sprintf("local.a%d", i-1)))
		}
		return "locals {\n" + b.String() + "}\n"
	}
	loops := func(n int, inner string) string {
		return "locals {\n  a = " + strings.Repeat("[for x in range(1000) : ", n) + inner + strings.Repeat("]", n) + "\n}\n"
	}
	for name, tc := range map[string]struct{ src, want string }{
		"loops within loops":            {loops(3, "1"), "Too much to work out"},
		"loops in a condition":          {loops(1, "1") + "locals {\n  b = can([for x in range(1000) : [for y in range(1000) : [for z in range(1000) : x]]]) ? 1 : 2\n}\n", "Too much to work out"},
		"loops that fail":               {loops(2, "x.none"), "Too much to work out"},
		"loops in a text":               {"locals {\n  a = \"%{ for x in range(1000) }%{ for y in range(1000) }%{ for z in range(1000) }x%{ endfor }%{ endfor }%{ endfor }\"\n}\n", "Too much to work out"},
		"long lists in each round":      {"locals {\n  l = setproduct(range(500), range(500))\n  a = [for x in range(1000) : concat(local.l, [x])]\n}\n", "Too much to work out"},
		"lists of lists":                {doubled("[1]", "[@, @]", 60), "Value too large"},
		"objects of objects":            {doubled("{}", "{ l = @, r = @ }", 60), "Value too large"},
		"texts of texts":                {doubled(`"abcdefgh"`, `"${@}${@}"`, 60), "Value too large"},
		"replace":                       {"locals {\n  a = strlen(" + strings.Repeat("replace(", 40) + `"aa"` + strings.Repeat(`, "a", "aa")`, 40) + ")\n}\n", "Error in function call"},
		"replace of nothing":            {doubled(`"abcdefgh"`, `"${@}${@}"`, 12) + "locals {\n  a = strlen(replace(local.a12, \"\", local.a12))\n}\n", "Error in function call"},
		"regexreplace":                  {doubled(`"abcdefgh"`, `"${@}${@}"`, 12) + "locals {\n  a = strlen(regexreplace(local.a12, \"\", local.a12))\n}\n", "Error in function call"},
		"join":                          {doubled(`"abcdefgh"`, `"${@}${@}"`, 12) + "locals {\n  a = strlen(join(local.a12, range(1000)))\n}\n", "Error in function call"},
		"indent":                        {"locals {\n  a = strlen(indent(1000000000, \"a\\nb\"))\n}\n", "Error in function call"},
		"format":                        {"locals {\n  a = strlen(format(\"%1000000000d\", 1))\n}\n", "Error in function call"},
		"format with many digits":       {"locals {\n  a = strlen(format(\"%.1000000000f\", 1))\n}\n", "Error in function call"},
		"format with a width given":     {"locals {\n  a = strlen(format(\"%*d\", 1000000000, 1))\n}\n", "Error in function call"},
		"formatlist":                    {doubled(`"abcdefgh"`, `"${@}${@}"`, 12) + "locals {\n  a = length(formatlist(\"%s%s\", local.a12, range(1000)))\n}\n", "Error in function call"},
		"jsonencode":                    {doubled(`"abcdefgh"`, `"${@}${@}"`, 12) + "locals {\n  a = strlen(jsonencode([for x in range(1000) : local.a12]))\n}\n", "Error in function call"},
		"range":                         {"locals {\n  a = range(1000000000)\n}\n", "Error in function call"},
		"setproduct":                    {"locals {\n  a = setproduct(range(1000), range(1000), range(1000))\n}\n", "Error in function call"},
		"a great power":                 {"locals {\n  a = pow(10, 1000000000)\n}\n", ""},
		"a great number":                {"locals {\n  a = 1e1000000000\n}\n", ""},
		"a great number as text":        {"locals {\n  a = strlen(tostring(1e100000000))\n}\n", "Error in function call"},
		"a great number for a variable": {"variable \"v\" {\n  type = number\n  default = \"1e1000000000\"\n}\n", ""},
		"a great number in a list":      {"variable \"v\" {\n  type = list(number)\n  default = [\"1e1000000\"]\n}\nlocals {\n  a = \"${var.v[0]}\"\n}\n", "Value too large"},
		"great numbers that multiply":   {doubled("1e1000", "@ * @", 60), "Value too large"},
		"a pattern that backtracks":     {doubled(`"aaaaaaaa"`, `"${@}${@}"`, 12) + "locals {\n  a = regexall(\"(a*)*b\", local.a12)\n}\n", ""},
		"a pattern of patterns":         {"locals {\n  a = regex(\"((((((a{1000}){1000}){1000}){1000}))))\", \"a\")\n}\n", "Invalid function argument"},
		"a long chunk":                  {"locals {\n  a = chunklist(range(1000), 1000000000)\n}\n", ""},
		"a set of sets":                 {"locals {\n  a = toset([toset([1]), toset([2])])\n}\n", "Invalid function argument"},
	} {
		t.Run(name, func(t *testing.T) {
			src := []byte(tc.src)
			cost.Check(t, len(src), cost.Limit{Constant: 3 << 30, Time: 6 * time.Second}, func() {
				_, diags := Parse(map[string][]byte{"t.hcl": src}, Options{})
				found := tc.want == ""
				for _, d := range diags {
					found = found || d.Summary == tc.want
					if d.Subject == nil || d.Subject.Start.Line < 1 {
						t.Errorf("no place: %v", d)
					}
				}
				if !found {
					t.Errorf("no %q in %.2000s", tc.want, render(diags))
				}
				if len(diags) > 100 {
					t.Errorf("%d diagnostics", len(diags))
				}
			})
		})
	}
}

// In JSON the templates stand in strings, however those are spelt.
func TestNestingInJSON(t *testing.T) {
	deep := strings.Repeat("(", 100_000)
	for name, tc := range map[string]struct{ text, want string }{
		"one loop":                   {"${[for x in range(3) : x]}", ""},
		"two loops, side by side":    {"${length([for x in range(3) : x])}${length([for y in range(3) : y])}", ""},
		"two loops in one list":      {"${[[for x in [1] : x], [for y in [2] : y]]}", ""},
		"a word":                     {"for you and for me", ""},
		"loops in a text":            {"%{ for x in [1] }${x}%{ endfor }%{ for y in [1] }${y}%{ endfor }", ""},
		"a loop in a loop":           {"${[for x in range(3) : [for y in range(3) : y]]}", "for expression within another"},
		"a loop over a loop":         {"${[for x in [for y in range(3) : y] : x]}", "for expression within another"},
		"a loop in a loop of text":   {"%{ for x in [1] }${[for y in [1] : y]}%{ endfor }", "for expression within another"},
		"a loop of text in another":  {"%{ for x in [1] }%{ for y in [1] }a%{ endfor }%{ endfor }", "for expression within another"},
		"a loop in an object's loop": {"${{for x in [1] : x => {for y in [1] : y => y}}}", "for expression within another"},
		"a loop, spelt otherwise":    {"${[\\u0066or x in [1] : [f\\u006fr y in [1] : y]]}", "for expression within another"},
		"deep":                       {"${" + deep, "nests too deep"},
		"deep, spelt otherwise":      {"${" + strings.ReplaceAll(deep, "(", "\\u0028"), "nests too deep"},
	} {
		_, diags := Parse(map[string][]byte{"t.hcl.json": []byte(`{"locals": {"a": "` + tc.text + `"}}`)}, Options{})
		if got := render(diags); got != "" && tc.want == "" || !strings.Contains(got, tc.want) {
			t.Errorf("%s: got %.200s", name, got)
		}
	}
}
