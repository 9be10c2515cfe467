package rules

import (
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var minimised = flag.Int("minimise", 0, "leave out what does not matter of the first of that many disagreements with httpd")

// The rules and httpd agree on configurations that are wrong here and there: what
// httpd refuses is reported, and what it accepts is no error, but for what the
// tables below hold.
func TestApacheDifferential(t *testing.T) {
	judge := newApacheJudge(t)
	random := rand.New(rand.NewPCG(*seed, 24))
	texts, names := apacheSeeds(t), apacheSnippetNames()
	count := make(map[apacheVerdict]int)
	shown := make(map[string]int)
	first := make(map[string]apacheCase)
	for i := range *differential / 2 { // httpd takes twice as long as nginx
		text := apacheSnippet(random, names[random.IntN(len(names))])
		if i%2 == 0 {
			text = apacheMutate(random, texts[random.IntN(len(texts))])
		}
		c := judge.compare(text)
		count[c.verdict]++
		if c.verdict == apacheSilent || c.verdict == apacheAlarm {
			class := apacheClass(c)
			if shown[class]++; shown[class] == 1 {
				first[class] = c
			}
		}
	}
	t.Logf("%d configurations: %d accepted and %d refused by both; %d that hagen cannot judge; %d refused by httpd alone, %d by hagen alone",
		*differential/2, count[apacheAccepted], count[apacheRefused], count[apacheListed], count[apacheSilent], count[apacheAlarm])
	classes := slices.SortedFunc(maps.Keys(shown), func(a, b string) int { return cmp.Or(shown[b]-shown[a], cmp.Compare(a, b)) })
	for i, class := range classes {
		c := first[class]
		if i < *minimised {
			c = judge.minimise(c)
		}
		t.Errorf("%d times %s\n%s\nhttpd: %s\nhagen: %s", shown[class], class, strings.TrimPrefix(c.text, apacheHead()), c.said, c.found)
	}
	if count[apacheAccepted] == 0 || count[apacheRefused] == 0 {
		t.Errorf("nothing is compared: %v", count)
	}
}

// apacheBeyond are messages of httpd about what the rules leave alone, with why.
var apacheBeyond = []struct{ message, reason string }{
	{`Invalid command '`, "a module of somebody else may have the directive; what is near a known name is reported"},
	{`does not exist|No such file|[Cc]ould not open|Can't open|cannot open|cannot access|is not a directory|Unable to|Cannot load|not (?:a )?readable|is not executable`, "what else is on the host is not known"},
	{`could not resolve|[Nn]ame or service not known|bad (?:user|group) name|invalid hostname`, "which names have an address is the resolver's matter"},
	{`BalancerMember|Proxy(?:Pass|Set|Remote)|Invalid Proxy`, "no rule counts yet what mod_proxy takes apart itself: paths in and outside of locations, URLs of members"},
	{`cannot occur within`, "no rule knows yet the places that a module itself refuses to a directive"},
	{`Listen requires|Port must be specified|The address or port is invalid`, "no rule reads yet the addresses of Listen and VirtualHost"},
	{`Unknown Auth[nz] provider|Undeclared smart filter|no macro defined|file for map|not supported \(known names|not found`, "modules and other files define what these name"},
	{`takes .*arguments? when|must have (?:two|one) arguments?|needs? a (?:path|URL)|keyword must be|Second keyword|to redirect to|non-URL|Error in|Syntax error in|syntax error, unexpected|ca(?:n ?not|n't) (?:parse|compile)|could not be compiled|unknown (?:option|flag)|[Bb]ad (?:flag|argument|syntax|expires)|must (?:specify|start|contain|be)|requires? (?:a|one|two|three|either)|accepts|[Ii]nvalid|[Ii]llegal|Unrecognized|not a valid|not allowed with|is missing|Missing|[Uu]nknown|has wrong format|compression methods|first parameter|value`,
		"no rule knows yet the values that this module checks itself"},
}

// apacheStricter are errors that httpd does not see: it does not look for what
// closes a conditional section where that is the last of a file.
var apacheStricter = regexp.MustCompile(`Section <If\w+> is not closed`)

// apacheHeld are messages that rules answer for, whatever the table above says.
var apacheHeld = regexp.MustCompile(`takes (?:one|two|three|no|1-2).* arguments?,|must be On or Off$|not allowed here|requires at least`)

// apacheVerdict is what a comparison ends in.
type apacheVerdict string

const (
	apacheAccepted apacheVerdict = "accepted by both"
	apacheRefused  apacheVerdict = "refused by both"
	apacheListed   apacheVerdict = "not for hagen to see"
	apacheSilent   apacheVerdict = "refused by httpd, and hagen is silent"
	apacheAlarm    apacheVerdict = "accepted by httpd, and hagen reports an error"
)

// apacheCase is a configuration with what is said of it.
type apacheCase struct {
	text    string
	said    string // httpd's complaint
	found   string // the errors that hagen reports
	verdict apacheVerdict
}

var apacheValues = regexp.MustCompile(`line \d+ of \S+:|'[^']*'|"[^"]*"|\S*/\S+|\d+`)

// apacheClass names what a disagreement is about, without the values.
func apacheClass(c apacheCase) string {
	text := c.said
	if c.verdict == apacheAlarm {
		text, _, _ = strings.Cut(c.found, "\n")
	}
	return string(c.verdict) + ": " + apacheValues.ReplaceAllString(text, "_")
}

// apacheJudge compares what httpd and the rules say.
type apacheJudge struct {
	stage    *stage
	program  string
	env      []string
	platform *topology.Platform
	// serves are the rules that report as an error what httpd accepts: the service
	// breaks.
	serves map[string]bool
}

func newApacheJudge(t *testing.T) *apacheJudge {
	j := &apacheJudge{program: daemon(t, "apache2"), stage: newStage(t), serves: make(map[string]bool), platform: topology.LookupPlatform("debian12")}
	daemonReleases(t)
	j.env = j.stage.apacheEnvironment([]lint.Source{{Src: []byte("www.example.net shop.example.net app1.example.net app2.example.net lb1.example.net")}})
	for _, rule := range All() {
		said, _ := os.ReadFile(filepath.Join(fixtures, rule.ID, "daemon.txt"))
		j.serves[rule.ID] = regexp.MustCompile(`(?m)^bad.*apache2 -t accepts it`).Match(said)
	}
	return j
}

// compare asks httpd and the rules about one text.
func (j *apacheJudge) compare(text string) apacheCase {
	j.stage.write("etc/apache2/apache2.conf", j.stage.local(withoutBuiltIn(text)))
	accepted, out := j.stage.run(j.env, j.program, "-t", "-d", j.stage.dir, "-f", j.stage.path("etc/apache2/apache2.conf"))
	out = strings.ReplaceAll(j.stage.host(out), ":\n", ": ")
	c := apacheCase{text: text, verdict: apacheAccepted}
	if said := lines(out, apacheChatter); len(said) > 0 {
		c.said = said[len(said)-1]
	}
	errors, warned := j.lint(text)
	c.found = strings.Join(errors, "\n")
	switch {
	case accepted && apacheStricter.MatchString(c.found):
		c.verdict = apacheListed
	case accepted && len(errors) > 0:
		c.verdict = apacheAlarm
	case accepted:
	case len(errors) > 0 || warned:
		c.verdict = apacheRefused
	case !apacheHeld.MatchString(c.said) && slices.ContainsFunc(apacheBeyond, func(b struct{ message, reason string }) bool {
		return regexp.MustCompile(b.message).MatchString(c.said)
	}):
		c.verdict = apacheListed
	default:
		c.verdict = apacheSilent
	}
	return c
}

// lint returns the errors that hagen sees, without those of rules about a service
// that httpd starts, and whether a rule about the use of words has a warning.
func (j *apacheJudge) lint(text string) (errors []string, warned bool) {
	src := lint.Source{Name: "lb1/etc/apache2/apache2.conf", Host: "lb1", Path: "/etc/apache2/apache2.conf", Kind: lint.KindApache, Src: []byte(text)}
	e := lint.NewEstate(nil, j.platform, []lint.Source{src})
	for _, d := range e.Diagnostics() {
		errors = append(errors, d.Error())
	}
	for _, f := range lint.Run(e, All()) {
		if f.Rule.Severity == lint.Error && !j.serves[f.Rule.ID] {
			errors = append(errors, f.Rule.ID+": "+f.Message)
		}
		warned = warned || f.Rule == apacheInlineComment
	}
	return errors, warned
}

// minimise leaves out lines as long as the disagreement remains.
func (j *apacheJudge) minimise(c apacheCase) apacheCase {
	class := apacheClass(c)
	for size := strings.Count(c.text, "\n") / 2; size > 0; size /= 2 {
		for at := 0; ; {
			list := strings.SplitAfter(c.text, "\n")
			if at+size > len(list) {
				break
			}
			if less := j.compare(strings.Join(slices.Delete(list, at, at+size), "")); apacheClass(less) == class {
				c = less
			} else {
				at += size
			}
		}
	}
	return c
}

// apacheHead loads the modules that configurations count on.
func apacheHead() string {
	var b strings.Builder
	b.WriteString("ServerName localhost\nListen 8080\n")
	for _, m := range apacheModules {
		if _, err := os.Stat(filepath.Join("/usr/lib/apache2/modules", "mod_"+m+".so")); err == nil {
			fmt.Fprintf(&b, "LoadModule %s_module modules/mod_%[1]s.so\n", m)
		}
	}
	return b.String()
}

// apacheSeeds are configurations without a fault: those of single files among the
// fixtures.
func apacheSeeds(t *testing.T) []string {
	t.Helper()
	var list []string
	_ = filepath.WalkDir(fixtures, func(path string, d fs.DirEntry, err error) error {
		rule := filepath.Base(filepath.Dir(path))
		if err != nil || !strings.HasPrefix(rule, "apache-") || filepath.Base(path) != "good.conf" || unaccepted[rule+"/good.conf"] != "" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil && !strings.Contains(string(text), "LoadModule") {
			list = append(list, apacheHead()+string(text))
		}
		return nil
	})
	if len(list) < 20 {
		t.Fatalf("only %d configurations to change", len(list))
	}
	return list
}

// apacheMutate changes some words or lines of a configuration, behind its modules.
func apacheMutate(r *rand.Rand, text string) string {
	head := strings.LastIndex(text, "LoadModule ")
	head += strings.IndexByte(text[head:], '\n') + 1
	list := strings.SplitAfter(text[head:], "\n")
	for range 1 + r.IntN(2) {
		i := r.IntN(len(list))
		words := strings.Fields(list[i])
		if len(words) == 0 {
			continue
		}
		w := r.IntN(len(words))
		switch r.IntN(9) {
		case 0: // a line is lost, perhaps the one that closes a section
			list = slices.Delete(list, i, i+1)
			if len(list) == 0 {
				list = []string{"\n"}
			}
			continue
		case 1:
			list = slices.Insert(list, i, list[i])
			continue
		case 2: // a line moves
			line := list[i]
			list = slices.Delete(list, i, i+1)
			list = slices.Insert(list, r.IntN(len(list)+1), line)
			continue
		case 3:
			words = slices.Delete(words, w, w+1)
		case 4:
			words = slices.Insert(words, w, words[w])
		case 5:
			other := strings.Fields(list[r.IntN(len(list))])
			if len(other) > 0 {
				words[w] = other[r.IntN(len(other))]
			}
		case 6:
			words[w] = apacheMisspell(r, words[w])
		case 7:
			words[w] = apacheArguments[r.IntN(len(apacheArguments))]
		case 8:
			words[w] += " \\\n  "
		}
		list[i] = strings.Join(words, " ") + "\n"
	}
	return text[:head] + strings.Join(list, "")
}

// apacheMisspell leaves out, doubles or exchanges a letter.
func apacheMisspell(r *rand.Rand, word string) string {
	i := r.IntN(len(word))
	switch r.IntN(3) {
	case 0:
		return word[:i] + word[i+1:]
	case 1:
		return word[:i] + word[i:i+1] + word[i:]
	}
	return word[:i] + string(rune('a'+r.IntN(26))) + word[i+1:]
}

// apacheArguments are arguments that some directives take and others do not.
var apacheArguments = []string{
	"On", "off", "yes", "5", "0", "-1", "10s", "99999", "64K", "all", "none", "/x", "*:80", "http://127.0.0.1:8081/", `"a b"`, `""`, `"`, "a#b", "# x",
	"404", "GET", "^/(.*)$", "(", "env=x", "!x", "=", "a=b", "+x", "-Indexes", "Full", "DNS", "text/html", "gzip", "\\\n  5",
}

// apacheSnippetNames are the directives of httpd 2.4's modules that are loaded.
func apacheSnippetNames() []string {
	loaded := make(map[string]bool)
	for _, m := range append(apacheModules, "log_config", "so", "unixd", "version", "logio") {
		loaded["mod_"+m] = true
	}
	var names []string
	for _, name := range apache.DirectiveNames() {
		d, _ := apache.LookupDirective(name)
		_, measured := apache.LookupUsage(name)
		if (loaded[d.Module] || d.Module == "core" || d.Module == "mpm_common" || d.Module == "event") && measured && !d.Section {
			names = append(names, name)
		}
	}
	return names
}

// apachePlaces are the sections around a snippet; %s is its place.
var apachePlaces = []string{
	"%s", "<VirtualHost *:8080>\nServerName www.example.net\n%s</VirtualHost>\n", "<Directory /srv/www>\n%s</Directory>\n", "<Location /x>\n%s</Location>\n",
	"<Files x>\n%s</Files>\n", "<Proxy balancer://app>\n%s</Proxy>\n", "<If \"true\">\n%s</If>\n", "<Directory /srv/www>\n<Limit GET>\n%s</Limit>\n</Directory>\n",
	"<IfModule mod_proxy.c>\n%s</IfModule>\n",
}

// apacheSnippet writes a directive with arguments that are right, or wrong in some
// way, into some place.
func apacheSnippet(r *rand.Rand, name string) string {
	d, _ := apache.LookupDirective(name)
	usage, _ := apache.LookupUsage(name)
	line := name
	n := max(1, usage.Min)
	if r.IntN(6) == 0 {
		n = r.IntN(5)
	}
	words := append(strings.FieldsFunc(d.Syntax, func(c rune) bool { return strings.ContainsRune(" |[]<>.", c) })[1:], "x")
	for range n {
		word := words[r.IntN(len(words))]
		if usage.Flag && r.IntN(2) == 0 {
			word = "On"
		} else if r.IntN(2) == 0 {
			word = apacheArguments[r.IntN(len(apacheArguments))]
		}
		line += " " + word
	}
	return apacheHead() + fmt.Sprintf(apachePlaces[r.IntN(len(apachePlaces))], line+"\n")
}
