package rules

import (
	"cmp"
	"flag"
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

var minimised = flag.Int("minimise", 0, "leave out what does not matter of the first of that many disagreements with httpd")

// The rules and httpd agree on configurations that are wrong here and there: what
// httpd refuses is reported, and what it accepts is no error, but for what the
// table below holds.
func TestApacheDifferential(t *testing.T) {
	judge := newApacheJudge(t)
	texts := apacheSeeds(t)
	fixtures, directives := newApacheTurns(slices.Collect(maps.Keys(texts))), newApacheTurns(apacheSnippetNames())
	tally := newApacheTally()
	for i := range *differential / 4 { // httpd takes twice as long as nginx
		fixture, directive := fixtures[i%len(fixtures)], directives[i%len(directives)]
		tally.add(judge.compare(apacheMutate(fixture.random, texts[fixture.name])))
		tally.add(judge.compare(apacheSnippet(directive.random, directive.name)))
	}
	tally.report(t, judge)
}

// The rules and httpd agree on random regular expressions.
func TestApacheExpressionDifferential(t *testing.T) {
	judge := newApacheJudge(t)
	random := newApacheTurns([]string{"expressions"})[0].random
	tally := newApacheTally()
	for range *differential / 20 {
		expression := nginxExpressionText(random)
		line := "RewriteRule \"" + expression + "\" -\n" // which takes no backslash away
		if random.IntN(2) == 0 {
			line = "AliasMatch \"" + strings.ReplaceAll(expression, `\`, `\\`) + "\" /srv/www\n"
		}
		tally.add(judge.compare(apacheHead() + line))
	}
	tally.report(t, judge)
}

// An httpd that something else has ended is no verdict, whatever hagen says.
func TestApacheMute(t *testing.T) {
	judge := newApacheJudge(t)
	for _, errors := range [][]string{nil, {"apache-argument-form: x"}} {
		if c := judge.verdict("", false, "", errors, false); c.verdict != apacheMute {
			t.Errorf("with errors %q: %s", errors, c.verdict)
		}
	}
	if c := judge.verdict("", false, "[core:crit] [pid 7] AH1: x\n", nil, false); c.verdict != apacheSilent {
		t.Errorf("with a reason in its log: %s", c.verdict)
	}
	if ok, ended, _ := judge.stage.runWithin(time.Millisecond, nil, "sleep", "5"); ok || ended {
		t.Errorf("what is out of time: content %t, at its end %t", ok, ended)
	}
	judge.program = "/bin/false"
	if c := judge.compare("x"); c.verdict != apacheMute {
		t.Errorf("what ends without a word: %s", c.verdict)
	}
}

// apacheTurn is a fixture or a directive with a generator of its own: one that is
// added does not change what comes of the others.
type apacheTurn struct {
	name   string
	random *rand.Rand
	rank   uint64
}

// newApacheTurns brings names into an order that each has its own place in, another
// one for each seed: a short run has some of all.
func newApacheTurns(names []string) []apacheTurn {
	list := make([]apacheTurn, 0, len(names))
	for _, name := range names {
		hash := fnv.New64a()
		hash.Write([]byte(name))
		random := rand.New(rand.NewPCG(*seed, hash.Sum64()))
		list = append(list, apacheTurn{name, random, random.Uint64()})
	}
	slices.SortFunc(list, func(a, b apacheTurn) int { return cmp.Compare(a.rank, b.rank) })
	return list
}

// apacheTally counts what comparisons end in.
type apacheTally struct {
	count   map[apacheVerdict]int
	excused map[string]int        // by reason
	shown   map[string]int        // by class
	first   map[string]apacheCase // the first of a class
}

func newApacheTally() *apacheTally {
	return &apacheTally{make(map[apacheVerdict]int), make(map[string]int), make(map[string]int), make(map[string]apacheCase)}
}

func (y *apacheTally) add(c apacheCase) {
	y.count[c.verdict]++
	switch c.verdict {
	case apacheListed:
		y.excused[c.reason]++
	case apacheSilent, apacheAlarm:
		class := apacheClass(c)
		if y.shown[class]++; y.shown[class] == 1 {
			y.first[class] = c
		}
	}
}

// report logs the counts, and fails for every disagreement that no reason excuses.
func (y *apacheTally) report(t *testing.T, judge *apacheJudge) {
	t.Helper()
	total := 0
	for _, n := range y.count {
		total += n
	}
	agreed := y.count[apacheAccepted] + y.count[apacheRefused]
	t.Logf("%d configurations: %d accepted and %d refused by both, %.1f %%; %d disagreements are listed; %d refused by httpd alone, %d by hagen alone",
		total, y.count[apacheAccepted], y.count[apacheRefused], 100*float64(agreed)/float64(max(1, total)), y.count[apacheListed], y.count[apacheSilent], y.count[apacheAlarm])
	if n := y.count[apacheMute]; n > 0 {
		t.Logf("%5d  %s, twice: left out", n, apacheMute)
	}
	for _, reason := range byCount(y.excused) {
		t.Logf("%5d  %s", y.excused[reason], reason)
	}
	for i, class := range byCount(y.shown) {
		c := y.first[class]
		if i < *minimised {
			c = judge.minimise(c)
		}
		t.Errorf("%d times %s\n%s\nhttpd: %s\nhagen: %s", y.shown[class], class, strings.TrimPrefix(c.text, apacheHead()), c.said, c.found)
	}
	if y.count[apacheAccepted] == 0 || y.count[apacheRefused] == 0 {
		t.Errorf("nothing is compared: %v", y.count)
	}
}

// apacheReason is why a disagreement stands: what httpd says where hagen is silent,
// or what hagen says where httpd is.
type apacheReason struct {
	pattern *regexp.Regexp
	reason  string
}

func because(reason, pattern string) apacheReason {
	return apacheReason{regexp.MustCompile(pattern), reason}
}

// apacheBeyond are messages of httpd about what the rules leave alone, with why.
var apacheBeyond = []apacheReason{
	because("which files are on the host is not known",
		`(?:file|directory) '[^']*' does not exist|No such file or directory$|CoreDumpDirectory .* does not exist|`+
			`^Include/IncludeOptional: No matches for|must be a valid directory|is not a directory, or is not readable|^Cannot load .* into server|`+
			`RewriteMap: file for map .* not found|suEXEC isn't supported: Missing|Unable to (?:open|create)|Permission denied|^Could not open `),
	because("which names have an address is the resolver's matter",
		`RemoteIP: Error parsing IP|Listen setup failed|^ProxySourceAddress invalid value|could not resolve|Could not resolve host name|bad (?:user|group) name`),
	because("what the OpenSSL of the host can do is not known",
		`^This version of OpenSSL|SSLCryptoDevice: Invalid argument|invalid OpenSSL configuration command`),
	because("no rule reads the language of expressions",
		`^Could not parse expression|^Cannot parse (?:condition clause|expression in require line|alias expression|redirect expression)|`+
			`^Can't parse (?:envclause/|value )expression|^RewriteCond: cannot compile expression|^SSLRequire: `),
	because("no fault is looked for behind a recursion or a conditional group", `(?:cannot compile regular expression|could not be compiled).*\(\?[\d(+-]`),
	because("the operator of <IfVersion> is not judged", `unrecognized operator`),
	because("what an earlier directive must have declared is not followed",
		`^FilterProtocol: No such filter|^Undeclared smart filter|no macro defined before (?:Use|UndefMacro)|cannot remove undefined macro|macro '[^']*' undefined|^ProxySet can not find`),
	because("the check of the whole, in which <RequireAll> must grant something, is not followed", `^AH00014: Configuration check failed$`),
	because("a path below that of the <Location> is not compared with it", `^When in a Location, CacheEnable must specify`),
	because("which characters a host name may have is left to httpd", `^Invalid ServerName "[^"]*" use ServerAlias`),
	because("the order of the words of one directive for HTTP/2 is left to httpd", `^(?:too many parameter|unknown last parameter)$`),
	because("a variable that is not defined may be given on the command line: its directive is not judged", `\$\{$`),
	because("an MPM may be built in", `No MPM loaded`),
	because("what stands behind the number of a time is left to httpd", `^Invalid timeout value$|has wrong format$`),
	because("an empty argument of a directive that takes its arguments apart itself is left to httpd",
		`^Listen requires|URL must be absolute!: ?$|^Missing (?:regular|envariable) expression|^Invalid ProxySet parameter|Invalid argument ''$|^Unknown Authz provider: ?$`),
	because("an Error directive in what hagen builds says itself what is missing", `needs mod_\w+: a2enmod`),
	because("values of directives that few use are left to httpd",
		`not allowed with other directives in AllowOverrideList|^protocol '[^']*' not supported|Unknown health check condition expr|^SSLOCSPProxyURL: |^SSLOCSPEnable: `),
	because("the product of two directives is not worked out", `^CacheDirLevels\*CacheDirLength value must not be higher`),
}

// apacheStricter are errors that hagen reports and httpd does not see.
var apacheStricter = []apacheReason{
	because("httpd does not look for what closes a conditional section that is the last of a file", `Section <If\w+> is not closed`),
	because("httpd compares the whole line that closes a conditional section where the condition is false, and reads past it there", `Text after </If`),
	because("httpd passes over a line that begins with an empty name in quotes", `Directive without a name`),
	because("httpd here is of another release than the platform's", `^apache-directive-release: |is an httpd \S+ (?:parameter|method); `),
}

func excuse(list []apacheReason, text string) (reason string, ok bool) {
	for _, r := range list {
		if r.pattern.MatchString(text) {
			return r.reason, true
		}
	}
	return "", false
}

// apacheVerdict is what a comparison ends in.
type apacheVerdict string

const (
	apacheAccepted apacheVerdict = "accepted by both"
	apacheRefused  apacheVerdict = "refused by both"
	apacheListed   apacheVerdict = "not for hagen to see"
	apacheSilent   apacheVerdict = "refused by httpd, and hagen is silent"
	apacheAlarm    apacheVerdict = "accepted by httpd, and hagen reports an error"
	apacheMute     apacheVerdict = "httpd ended with an error and no reason"
)

// apacheCase is a configuration with what is said of it.
type apacheCase struct {
	text    string
	said    string // httpd's complaint
	found   string // the errors that hagen reports
	verdict apacheVerdict
	reason  string // why a disagreement is listed
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
	accepted, out := j.ask(j.env, j.stage.path("etc/apache2/apache2.conf"))
	errors, warned := j.lint([]lint.Source{{Name: "lb1/etc/apache2/apache2.conf", Host: "lb1", Path: "/etc/apache2/apache2.conf", Kind: lint.KindApache, Src: []byte(text)}})
	return j.verdict(text, accepted, out, errors, warned)
}

// ask has httpd check a configuration: once more where it ends with an error and
// says nothing, since something else has ended it.
func (j *apacheJudge) ask(env []string, file string) (accepted bool, out string) {
	for range 2 {
		if accepted, out = j.stage.run(env, j.program, "-t", "-d", j.stage.dir, "-f", file); accepted || out != "" {
			break
		}
	}
	return accepted, out
}

// verdict compares what httpd and the rules said.
func (j *apacheJudge) verdict(text string, accepted bool, out string, errors []string, warned bool) apacheCase {
	out = strings.ReplaceAll(j.stage.host(out), ":\n", ": ")
	c := apacheCase{text: text, verdict: apacheAccepted}
	if said := lines(out, apacheChatter); len(said) > 0 {
		c.said = said[len(said)-1]
	}
	c.found = strings.Join(errors, "\n")
	alarm, _, _ := strings.Cut(c.found, "\n")
	message := apacheWhere.ReplaceAllString(c.said, "")
	if strings.HasSuffix(message, "could not be compiled.") { // and does not say which
		message += apacheLine(text, c.said)
	}
	if strings.Contains(apacheLine(text, c.said), "${") {
		message += " ${"
	}
	var ok bool
	switch {
	case accepted && len(errors) == 0:
	case !accepted && out == "":
		c.verdict = apacheMute
	case !accepted && (len(errors) > 0 || warned):
		c.verdict = apacheRefused
	case accepted:
		c.verdict = apacheAlarm
		if c.reason, ok = excuse(apacheStricter, alarm); ok {
			c.verdict = apacheListed
		}
	default:
		c.verdict = apacheSilent
		if c.reason, ok = excuse(apacheBeyond, message); ok {
			c.verdict = apacheListed
		}
	}
	return c
}

// apacheWhere is what httpd says of the place before what is wrong.
var apacheWhere = regexp.MustCompile(`^(?:AH00526: )?Syntax error on line (\d+) of \S+: `)

// apacheLine is the line of a text that httpd complains about, "" where it names none.
func apacheLine(text, said string) string {
	m := apacheWhere.FindStringSubmatch(said)
	if m == nil {
		return ""
	}
	n, _ := strconv.Atoi(m[1])
	list := strings.Split(text, "\n")
	return list[min(n, len(list))-1]
}

// lint returns the errors that hagen sees, without those of rules about a service
// that httpd starts, and whether a rule about the use of words has a warning.
func (j *apacheJudge) lint(files []lint.Source) (errors []string, warned bool) {
	e := lint.NewEstate(nil, j.platform, files)
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
// fixtures, and what is built of the examples, each with its name.
func apacheSeeds(t *testing.T) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	_ = filepath.WalkDir(fixtures, func(path string, d fs.DirEntry, err error) error {
		rule := filepath.Base(filepath.Dir(path))
		if err != nil || !strings.HasPrefix(rule, "apache-") || filepath.Base(path) != "good.conf" || unaccepted[rule+"/good.conf"] != "" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil && !strings.Contains(string(text), "LoadModule") {
			texts[rule] = apacheHead() + string(text)
		}
		return nil
	})
	built, _ := filepath.Glob("../../../testdata/build/*/want/*/etc/*/*/*.conf*")
	for _, path := range built {
		text, err := os.ReadFile(path)
		if err != nil || !regexp.MustCompile(`/(?:apache2|httpd)/`).MatchString(path) || strings.Contains(string(text), "LoadModule") ||
			strings.Contains(string(text), "NameVirtualHost") { // of httpd 2.2
			continue
		}
		texts[path] = apacheHead() + string(text)
	}
	if len(texts) < 20 {
		t.Fatalf("only %d configurations to change", len(texts))
	}
	return texts
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
