package apache

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRewrite(t *testing.T) {
	replace := strings.NewReplacer("$a", "one two", "$q", `"x y"`, "$none", "", "$n", "Redirect", "$s", "<Location").Replace
	for _, tc := range []struct {
		text string
		want []string // each argument and where it begins; nil for no directive
		name string
	}{
		{"ServerAlias x $a z", []string{"x 1", "one 1", "two 1", "z 1"}, "ServerAlias"},
		{`ServerAlias x "$a" z`, []string{"x 13", "one two 15", "z 20"}, "ServerAlias"},
		{"ServerAlias x $q z", []string{"x 13", "x y 15", "z 18"}, "ServerAlias"},
		{"ServerAlias x z", []string{"x 13", "z 15"}, "ServerAlias"},
		{"ServerAlias x $none", []string{"x 1"}, "ServerAlias"},
		{"$n /a /b", []string{"/a 4", "/b 7"}, "Redirect"},
		{"$none", nil, ""},
		{"$s /x>", nil, ""},
		{"<Location /$a>\n</Location>", []string{"/one 1", "two 1"}, "Location"},
		{"ServerAlias x \\\n  $q", []string{"x 13", "x y 3"}, "ServerAlias"},
	} {
		f, diags := Parse("a.conf", []byte(tc.text))
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		d := f.Directives[0]
		made, ok := d.Rewrite(Httpd24, replace)
		if ok != (tc.want != nil) {
			t.Errorf("%s: %v", tc.text, ok)
			continue
		}
		if !ok {
			continue
		}
		var got []string
		for _, arg := range made.Args {
			got = append(got, fmt.Sprintf("%s %d", arg.Text, arg.Range().Start.Column))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" || made.Name.Text != tc.name || made.Header() != d.Header() || made.Block != d.Block {
			t.Errorf("%s: %s %v\n%s", tc.text, made.Name.Text, made.Header(), diff)
		}
		if out, _ := f.Format(); string(out) != tc.text {
			t.Errorf("%s: the file is changed", tc.text)
		}
	}
}
