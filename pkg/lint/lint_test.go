package lint

import (
	"bytes"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/source"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/origin"
)

// noisy finds every autoindex, and would switch it off.
var noisy = &Rule{
	ID: "nginx-autoindex", Severity: Warning, Doc: "Autoindex",
	Nginx: func(p *Pass, f *nginx.File) {
		for d := range f.All() {
			if d.Name.Text == "autoindex" {
				p.ReportFix(d.Name.Range(), Replace(d.Args[0].Range(), "off"), "autoindex is %s", d.Args[0].Text)
			}
		}
	},
}

func lintText(src string, lines ...origin.Line) []Finding {
	e := NewEstate(nil, nil, []Source{{Name: "x.conf", Kind: KindNginx, Src: []byte(src), Lines: lines}})
	return Run(e, []*Rule{noisy})
}

func messages(findings []Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, f.Rule.ID+": "+f.Message)
	}
	return strings.Join(list, "\n")
}

func TestIgnores(t *testing.T) {
	for src, want := range map[string]string{
		"autoindex on;\n": "nginx-autoindex: autoindex is on",
		"# hagen:ignore nginx-autoindex the mirror is public\nautoindex on;\n":        "",
		"autoindex on; # hagen:ignore nginx-autoindex the mirror is public\n":         "",
		"# hagen:ignore nginx-autoindex\nautoindex on;\n":                             "hagen-ignore: the ignore of nginx-autoindex says no reason\nnginx-autoindex: autoindex is on",
		"# hagen:ignore nginx-autoindex a reason\n\nautoindex on;\n":                  "hagen-ignore: the ignore of nginx-autoindex answers no finding on its line\nnginx-autoindex: autoindex is on",
		"# hagen:ignore nginx-autoidnex a reason\nautoindex on;\n":                    "hagen-ignore: nginx-autoidnex is no rule that runs here\nnginx-autoindex: autoindex is on",
		"# hagen:ignore\nautoindex on;\n":                                             "hagen-ignore: the ignore names no rule\nnginx-autoindex: autoindex is on",
		"# hagen:ignore nginx-autoindex one\n# hagen:ignore other two\nautoindex on;": "hagen-ignore: other is no rule that runs here",
	} {
		if got := messages(lintText(src)); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", src, got, want)
		}
	}
}

// A finding in a generated file knows the line of the topology behind it.
func TestOrigin(t *testing.T) {
	at := hcl.Range{Filename: "t.hcl", Start: hcl.Pos{Line: 7, Column: 3}}
	findings := lintText("# header\nautoindex on;\n", origin.Line{}, origin.Line{Range: at})
	if len(findings) != 1 || findings[0].Origin != at {
		t.Errorf("findings: %+v", findings)
	}
}

// An ignore in the topology answers what its line causes in generated files.
func TestIgnoreInTopology(t *testing.T) {
	src := []byte("# hagen:ignore nginx-autoindex the mirror is public\nautoindex = true\n")
	origins := []origin.Line{{Range: source.NewLines(src).Range("t.hcl", bytes.LastIndex(src, []byte("auto")), len(src))}}
	e := NewEstate(nil, nil, []Source{
		{Name: "t.hcl", Src: src},
		{Name: "a", Kind: KindNginx, Src: []byte("autoindex on;\n"), Lines: origins},
		{Name: "b", Kind: KindNginx, Src: []byte("autoindex on;\n"), Lines: origins},
	})
	if got := messages(Run(e, []*Rule{noisy})); got != "" || len(e.Unknown) > 0 {
		t.Error(got, e.Unknown)
	}
}

func TestApplyFixes(t *testing.T) {
	src := []byte("autoindex on;\nautoindex  on ; # stays\n")
	fixed, n := ApplyFixes("x.conf", src, lintText(string(src)))
	if string(fixed) != "autoindex off;\nautoindex  off ; # stays\n" || n != 2 {
		t.Errorf("%d fixes: %q", n, fixed)
	}
	lines := source.NewLines(src)
	overlapping := []Finding{
		{Range: lines.Range("x.conf", 0, 1), Fix: Replace(lines.Range("x.conf", 0, 9), "a")},
		{Range: lines.Range("x.conf", 0, 1), Fix: Replace(lines.Range("x.conf", 5, 12), "b")},
		{Range: lines.Range("x.conf", 0, 1), Fix: Replace(lines.Range("x.conf", 12, 13), "c")},
	}
	if fixed, n := ApplyFixes("x.conf", src, overlapping); n != 2 || !strings.HasPrefix(string(fixed), "a onc\n") {
		t.Errorf("%d fixes: %q", n, fixed)
	}
}
