package rules

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// readTree is a host whose files use everything that changes what a file says:
// includes by path, pattern and folder, conditions, variables and macros.
var readTree = map[string]string{
	"apache2.conf": `# read from top to bottom \
Listen 127.0.0.1:1
<IfModule !mpm_event_module>
    LoadModule mpm_event_module modules/mod_mpm_event.so
</IfModule>
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule info_module modules/mod_info.so
LoadModule macro_module modules/mod_macro.so
LoadModule alias_module modules/mod_alias.so
ServerName test.invalid
Listen 127.0.0.1:18080
IncludeOptional nothing-enabled/*.conf
Define DOMAIN example.net
Define NAMES "a.${DOMAIN} b.${DOMAIN}"
Define EMPTY ""
Include macros.conf
Include conf.d
Include sites/*/site.conf
<IfDefine LATER>
    KeepAliveTimeout 7
</IfDefine>
<IfDefine !LATER>
    KeepAliveTimeout 8
</IfDefine>
UnDefine LATER
<IfDefine !LATER>
    KeepAliveTimeout 9
</IfDefine>
<IfModule mod_alias.c>
    Redirect /a /b
</IfModule>
<IfModule alias_module>
    Redirect /c /d
</IfModule>
<IfModule !mod_alias.c>
    Redirect /e /f
</IfModule>
<IfVersion < 2.4>
    Redirect /g /h
</IfVersion>
<IfVersion >= 2.3>
    Redirect /i \
        /j
</IfVersion>
`,
	"macros.conf": `<Macro Site $name $names $n>
    # $name
    <VirtualHost *:18080>
        ServerName $name.${DOMAIN}
        ServerAlias $names
        Use Log $name
        Include shared.conf
        <IfDefine $n>
            KeepAliveTimeout 4
        </IfDefine>
    </VirtualHost>
</Macro>
<Macro Log $of>
    ErrorLog logs/$of-error.log
    <Macro Inner$of %x>
        Redirect /inner-$of-%x /x
    </Macro>
</Macro>
`,
	"shared.conf":          "Redirect /shared /s\n",
	"conf.d/10-first.conf": "Define LATER\nKeepAlive On\n",
	"conf.d/20-uses.conf":  "Use Site one \"x.${DOMAIN} y\" LATER\nuse site two \"${NAMES}\" nothing\nUse Innerone deep\n",
	"conf.d/sub/30.conf":   "<VirtualHost *:18080>\n    ServerName ${UNKNOWN}.z\n    ServerAlias ${NAMES} \"${NAMES}\" ${EMPTY}\n</VirtualHost>\n",
	"sites/b/site.conf":    "Redirect /site-b /b\n",
	"sites/a/site.conf":    "Redirect /site-a /a\nUndefMacro Log\n",
	"sites/a/other.conf":   "Redirect /never /n\n",
}

func readSources(tree map[string]string) []lint.Source {
	var list []lint.Source
	for name, text := range tree {
		path := "/etc/apache2/" + name
		list = append(list, lint.Source{Name: "lb" + path, Host: "lb", Path: path, Kind: lint.KindApache, Src: []byte(text)})
	}
	slices.SortFunc(list, func(a, b lint.Source) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// What the reader makes of a tree is what httpd says that it is.
func TestReadAsHttpdDoes(t *testing.T) {
	e := lint.NewEstate(nil, topology.LookupPlatform("debian12"), readSources(readTree))
	if e.Diagnostics().HasErrors() {
		t.Fatal(e.Diagnostics())
	}
	c := configurations.Of(&lint.Pass{Platform: e.Hosts[0].Platform}, e.Hosts[0]).configurations[0]
	if !c.main || c.incomplete {
		t.Errorf("main %v, incomplete %v", c.main, c.incomplete)
	}
	got := dumped(c)

	program := daemon(t, "apache2")
	s := newStage(t)
	for name, text := range readTree {
		s.write("etc/apache2/"+name, text)
	}
	s.mkdir("etc/apache2/logs")
	s.must(os.Symlink("/usr/lib/apache2/modules", s.path("etc/apache2/modules")))
	_, out := s.run(nil, program, "-t", "-DDUMP_CONFIG", "-d", s.path("etc/apache2"), "-f", s.path("etc/apache2/apache2.conf"))
	said := out
	_, out, _ = strings.Cut(out, "# In file:")
	var want []string
	for line := range strings.Lines(out) {
		if line = strings.Join(strings.Fields(line), " "); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "/") && !strings.HasPrefix(line, "macro '") && !strings.HasPrefix(line, "Syntax") {
			want = append(want, line)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("- httpd, + here:\n%s\n%s", diff, said)
	}
}

// dumped is a configuration as mod_info writes it: without what httpd does at once
// when it reads it.
func dumped(c *configuration) []string {
	atOnce := regexp.MustCompile(`^(If.+|Include|IncludeOptional|Use|Macro|UndefMacro|Define|UnDefine|LoadModule|ServerRoot)$`)
	var list []string
	var open []*configured
	closeUpTo := func(index int) {
		for len(open) > 0 && open[len(open)-1].end <= index {
			list = append(list, "</"+open[len(open)-1].Name.Text+">")
			open = open[:len(open)-1]
		}
	}
	for i, d := range c.directives {
		closeUpTo(i)
		if atOnce.MatchString(d.name) || d.verdict != always {
			continue
		}
		words := []string{d.Name.Text}
		for _, arg := range d.Args {
			text := arg.Text
			if arg.Quote != 0 {
				text = `"` + text + `"`
			}
			words = append(words, text)
		}
		line := strings.Join(words, " ")
		if d.Block != nil {
			line = "<" + line + ">"
			open = append(open, d)
		}
		list = append(list, line)
	}
	closeUpTo(len(c.directives))
	return list
}

// A finding in a macro's text is reported there, with the place where it is used;
// nothing there is mended.
func TestFindingInMacro(t *testing.T) {
	const text = `<Macro Balanced $name $ip>
    <Proxy balancer://$name>
        BalancerMember http://$ip:8080/
        BalancerMember http://10.0.0.2:8080
    </Proxy>
</Macro>
Use Balanced shop 10.0.0.1
`
	e := lint.NewEstate(nil, nil, []lint.Source{{Name: "a.conf", Kind: lint.KindApache, Src: []byte(text)}})
	var got []string
	for _, f := range lint.Run(e, []*lint.Rule{apacheMemberTrailingSlash}) {
		got = append(got, fmt.Sprintf("%d:%d %s; line %d %v", f.Range.Start.Line, f.Range.Start.Column, f.Message, f.Related[0].Range.Start.Line, f.Fix))
	}
	if diff := cmp.Diff([]string{"3:24 a request for /a is passed on as //a; line 7 <nil>"}, got); diff != "" {
		t.Error(diff)
	}
}

// Macros and files that stand for ever more end.
func TestReadIsBounded(t *testing.T) {
	var doubles strings.Builder
	for i := range 30 {
		fmt.Fprintf(&doubles, "<Macro M%d>\nUse M%d\nUse M%[2]d\n</Macro>\n", i, i+1)
	}
	for name, tree := range map[string]map[string]string{
		"macros that double":  {"apache2.conf": "Listen 80\n<Macro M30>\nKeepAlive On\n</Macro>\n" + doubles.String() + "Use M0\n"},
		"a macro of itself":   {"apache2.conf": "Listen 80\n<Macro M>\nUse M\nUse M\n</Macro>\nUse M\n"},
		"files in a circle":   {"apache2.conf": "Include a.conf\n", "a.conf": "Include b.conf\nInclude b.conf\n", "b.conf": "Include a.conf\nInclude a.conf\n"},
		"a folder of itself":  {"apache2.conf": "Include sub\n", "sub/a.conf": "Include sub\nInclude sub\n"},
		"no main file at all": {"x/a.conf": "Include x\nInclude x\n", "x/b.conf": "Include x/a.conf\nInclude x/a.conf\n"},
	} {
		t.Run(name, func(t *testing.T) {
			e := lint.NewEstate(nil, nil, readSources(tree))
			for _, c := range configurations.Of(&lint.Pass{}, e.Hosts[0]).configurations {
				if !c.incomplete {
					t.Errorf("%d directives are said to be all", len(c.directives))
				}
				if len(c.directives) > 2*maxRepeated {
					t.Errorf("%d directives", len(c.directives))
				}
			}
		})
	}
}

// Files that no main file includes are read with the others of their folder,
// unless they are there to choose from.
func TestFragments(t *testing.T) {
	e := lint.NewEstate(nil, nil, readSources(map[string]string{
		"sites-enabled/a.conf": "Include ../shared/x.conf\nInclude shared/x.conf\n", "sites-enabled/b.conf": "Listen 80\n", "shared/x.conf": "KeepAlive On\n",
		"sites-available/a.conf": "Listen 80\n", "sites-available/b.conf": "Listen 80\n",
	}))
	var got []string
	for _, c := range configurations.Of(&lint.Pass{}, e.Hosts[0]).configurations {
		got = append(got, strings.Join(dumped(c), ", "))
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"KeepAlive On, Listen 80", "Listen 80", "Listen 80"}, got); diff != "" {
		t.Error(diff)
	}
}
