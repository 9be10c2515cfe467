package apache

import (
	"slices"
	"testing"
)

// RewriteRule and RewriteCond are read as mod_rewrite reads them, and printed as
// they stand.
func TestRewriteArguments(t *testing.T) {
	for line, want := range map[string][]string{
		`RewriteCond %{THE_REQUEST} ^GET\ /(x\ y)$`: {`%{THE_REQUEST}`, `^GET\ /(x\ y)$`},
		`RewriteRule "a\\1" - [L]`:                  {`a\\1`, "-", "[L]"},
		`RewriteRule 'a\' "b"c`:                     {`a\`, "b", "c"},
		`rewriterule a\\ b`:                         {`a\\ b`},
		`RewriteRule "a b`:                          {"a b"},
		`Alias "a\\1" /x`:                           {`a\1`, "/x"},
	} {
		f, diags := Parse("x.conf", []byte(line+"\n"))
		if diags.HasErrors() || len(f.Directives) != 1 {
			t.Errorf("%s: %v", line, diags)
			continue
		}
		var args []string
		for _, w := range f.Directives[0].Args {
			args = append(args, w.Text)
		}
		if !slices.Equal(args, want) {
			t.Errorf("%s: %q, not %q", line, args, want)
		}
	}
}
