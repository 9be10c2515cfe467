package apache

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// modulesDir is where Debian keeps httpd's modules.
const modulesDir = "/usr/lib/apache2/modules"

// httpdPath returns the daemon's path; it skips the test where there is none.
func httpdPath(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("apache2")
	if err != nil {
		t.Skip("apache2 is not installed")
	}
	return path
}

// serverRoot makes an empty ServerRoot with a logs directory.
func serverRoot(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "logs"), 0o755); err != nil {
		t.Fatal(err)
	}
	return root
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// loadModules returns the LoadModule lines for modules named as a2enmod names
// them ("proxy_http"), and for what every server needs.
func loadModules(names ...string) string {
	var b strings.Builder
	for _, name := range append([]string{"mpm_event", "authz_core"}, names...) {
		fmt.Fprintf(&b, "LoadModule %s_module %s/mod_%s.so\n", name, modulesDir, name)
	}
	return b.String()
}

// dumpConfig has httpd read text as an included file and returns what it
// understood, printed as configuration by mod_info.
func dumpConfig(t testing.TB, text string, modules ...string) string {
	t.Helper()
	httpd, root := httpdPath(t), serverRoot(t)
	included, conf := filepath.Join(root, "included.conf"), filepath.Join(root, "httpd.conf")
	writeFile(t, included, text)
	writeFile(t, conf, loadModules(append(modules, "info")...)+"ServerName test.invalid\nListen 127.0.0.1:1\nInclude "+included+"\n")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var stderr strings.Builder
	cmd := exec.CommandContext(ctx, httpd, "-d", root, "-f", conf, "-t", "-DDUMP_CONFIG")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("httpd: %v\n%s", err, stderr.String())
	}
	_, dump, found := strings.Cut(string(out), "# In file: "+included+"\n")
	if !found {
		return ""
	}
	return dump
}

// readBack has httpd define a variable by each of the lines and returns the
// values that it shows. The lines define W0, W1 and so on.
func readBack(t testing.TB, defines []string) []string {
	t.Helper()
	var conf strings.Builder
	for _, line := range defines {
		conf.WriteString(line)
	}
	conf.WriteString("<VirtualHost *:1>\n") // for ServerAlias, which takes any words
	for i := range defines {
		fmt.Fprintf(&conf, "ServerAlias [${W%d}]\n", i)
	}
	conf.WriteString("</VirtualHost>\n")
	var values []string
	for line := range strings.Lines(dumpConfig(t, conf.String())) {
		if value, found := strings.CutPrefix(line, "  ServerAlias ["); found {
			values = append(values, strings.TrimSuffix(value, "]\n"))
		}
	}
	return values
}

// TestWordsAgainstHttpd compares the words of random lines with httpd's own:
// Define reads an argument, DUMP_CONFIG shows a variable replaced.
func TestWordsAgainstHttpd(t *testing.T) {
	pieces := []string{`"`, `"`, `'`, `\`, `\`, "a", "b", " ", "#", "$", "<", ">", "\t", "\\\n", "\\\r\n", "é"}
	random := rand.New(rand.NewPCG(1, 2))
	var lines, want []string
	for n := 0; len(want) < 4000; n++ {
		if n > 100_000 {
			t.Fatal("hardly any line has two arguments")
		}
		src := fmt.Sprintf("Define W%d ", len(want))
		for range 1 + random.IntN(9) {
			src += pieces[random.IntN(len(pieces))]
		}
		src += " \n" // the blank: a backslash before it continues nothing
		f, diags := Parse("x.conf", []byte(src))
		if diags.HasErrors() || len(f.Directives) != 1 || len(f.Directives[0].Args) != 2 || f.Directives[0].Arg(1) == "" {
			continue
		}
		lines = append(lines, src)
		want = append(want, f.Directives[0].Arg(1))
	}
	got := readBack(t, lines)
	if len(got) != len(want) {
		t.Fatalf("httpd shows %d values, not %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%q: the parser reads %q, httpd %q", lines[i], want[i], got[i])
		}
	}
}

// TestTreeAgainstHttpd compares the tree of a file with what httpd makes of it.
func TestTreeAgainstHttpd(t *testing.T) {
	const src = "# a comment \\\nServerName swallowed\n" +
		"\"ServerAdmin\" \"a b\" \nServerSignature> \\\n  on\r\n" +
		"<VirtualHost *:80 \\\n  *:81> # more\n" +
		"  ServerName x\n" +
		"  <Directory \"/a>b\" >\n\tOptions -Indexes +FollowSymLinks\n  <LimitExcept\tGET POST>\n  Require all denied\n  </limitexcept>\n" +
		"  <RequireAny\n  Require all granted\n  </RequireAny>\n" +
		"  </DIRECTORY> after\n" +
		"  <Proxy> balancer://pool>\n  BalancerMember \"http://127.0.0.1:81\" 'route=a b'\"loadfactor=2\"\n  </Proxy>\n" +
		"</VirtualHost>\n" +
		"ServerAdmin a\\\\\n\\\nb\nServerAdmin \"open"
	f, diags := Parse("x.conf", []byte(src))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	dump := dumpConfig(t, src, "proxy")
	understood, _ := Parse("dump", []byte(dump))
	if diff := cmp.Diff(outline(f), outline(understood)); diff != "" {
		t.Errorf("-parser +httpd:\n%s\n%s", diff, dump)
	}
}

// TestQuoteAgainstHttpd has httpd read back what Quote and the printer write.
func TestQuoteAgainstHttpd(t *testing.T) {
	texts := []string{
		" ", "a b", `"`, `'`, `\`, `\\`, `a\`, `\"`, `"'"`, "#x", "</VirtualHost>", ">", "$", "{}", "$ {x}",
		"%{Referer}i", ";", "é€", "\t", "a\x01b", `\\\"\`, "x\u00a0y", "&amp;",
	}
	var lines []string
	for i, text := range texts {
		word, err := Quote(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		f := &File{Directives: []*Directive{{
			Name: Word{Text: "Define"}, Args: []Word{{Text: fmt.Sprintf("W%d", i)}, word},
		}}}
		src, _ := f.Format()
		lines = append(lines, string(src))
	}
	if diff := cmp.Diff(texts, readBack(t, lines)); diff != "" {
		t.Errorf("-text +read by httpd:\n%s", diff)
	}
}

func TestQuoteRefuses(t *testing.T) {
	for _, text := range []string{"a\nb", "a\r", "a\x00b", "${HOME}", "a${"} {
		if w, err := Quote(text); err == nil {
			t.Errorf("%q became %q", text, w.Text)
		}
	}
}

// TestNoWordAddsALine: whatever is put into a tree by hand, no text of it ends
// its line.
func TestNoWordAddsALine(t *testing.T) {
	evil := "x\nLoadModule evil\\"
	f := &File{Directives: []*Directive{{
		Before: []Trivia{{Kind: Comment, Text: "# " + evil}},
		Name:   Word{Text: "A"}, Args: []Word{{Text: evil}},
	}}}
	src, _ := f.Format()
	if got := strings.Count(string(src), "\n"); got != 2 {
		t.Errorf("%d lines:\n%s", got, src)
	}
	again, _ := Parse("x.conf", src)
	if n := len(again.Directives); n != 1 {
		t.Errorf("%d directives:\n%s", n, src)
	}
}
