package rules

import (
	"cmp"
	"flag"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/topology"
)

var (
	differential = flag.Int("differential", 400, "compare what nginx and the rules say of that many configurations")
	seed         = flag.Uint64("seed", 1, "where the configurations of -differential begin")
)

// nginxSilentShare is how many of a hundred configurations that nginx refuses, and
// whose fault stands in the file, the rules may pass over: values of single
// directives and their parameters that no table has. It is to become less.
const nginxSilentShare = 9

// The rules and nginx agree on configurations that are wrong here and there: what
// nginx accepts is no error, and what it refuses is reported, but for what the
// table below holds and the share above. A disagreement is shown in as few lines
// as it takes; -v shows what the rules pass over.
func TestNginxDifferential(t *testing.T) {
	judge := newNginxJudge(t)
	random := rand.New(rand.NewPCG(*seed, 22))
	texts := nginxSeeds(t)
	specs := nginxSnippetSpecs()
	count := make(map[nginxVerdict]int)
	shown := make(map[string]int)
	first := make(map[string]nginxCase)
	for i := range *differential {
		text := nginxSnippet(random, specs[random.IntN(len(specs))])
		if i%2 == 0 {
			text = nginxMutate(random, texts[random.IntN(len(texts))])
		}
		c := judge.compare(text)
		count[c.verdict]++
		if c.verdict == nginxSilent || c.verdict == nginxAlarm {
			class := nginxClass(c)
			if shown[class]++; shown[class] == 1 {
				first[class] = c
			}
		}
	}
	t.Logf("%d configurations: %d accepted and %d refused by both; %d that hagen cannot judge", *differential,
		count[nginxAccepted], count[nginxRefused], count[nginxListed])
	classes := slices.SortedFunc(maps.Keys(shown), func(a, b string) int { return cmp.Or(shown[b]-shown[a], cmp.Compare(a, b)) })
	for _, class := range classes {
		c := first[class]
		if c.verdict == nginxAlarm || testing.Verbose() {
			c = judge.minimise(c)
		}
		say := t.Logf
		if c.verdict == nginxAlarm {
			say = t.Errorf
		}
		say("%d times %s\n%s\nnginx: %s\nhagen: %s", shown[class], class, c.text, c.said, c.found)
	}
	if silent := count[nginxSilent]; silent*100 > nginxSilentShare*(silent+count[nginxRefused]) {
		t.Errorf("hagen is silent on %d of %d configurations that nginx refuses", silent, silent+count[nginxRefused])
	}
	if count[nginxAccepted] == 0 || count[nginxRefused] == 0 {
		t.Errorf("nothing is compared: %v", count)
	}
}

// nginxBeyond are messages of nginx about what no file of the configuration shows,
// with why the rules are silent.
var nginxBeyond = []struct{ message, reason string }{
	{`host not found in`, "which names have an address is the resolver's matter"},
	{`unknown directive`, "of a module that is not loaded here, as far as the rules know"},
	{`^\[emerg\] (open|mkdir|opendir|dlopen|chown|unlink|stat|getpwnam|getgrnam|bind)\(|cannot load|ENGINE_by_id|PEM_|SSL_|BIO_|CERT_`,
		"what stands outside of the configuration: files, users, addresses, certificates"},
	{`unknown ".*" variable`, "modules and files that are not there define variables too"},
	{`must be (less|equal|greater)|could not build|unsupported on this platform`, "sizes that depend on each other, and on the machine"},
}

// nginxVerdict is what a comparison ends in.
type nginxVerdict string

const (
	nginxAccepted nginxVerdict = "accepted by both"
	nginxRefused  nginxVerdict = "refused by both"
	nginxListed   nginxVerdict = "not for hagen to see"
	nginxSilent   nginxVerdict = "refused by nginx, and hagen is silent"
	nginxAlarm    nginxVerdict = "accepted by nginx, and hagen reports an error"
)

// nginxCase is a configuration with what is said of it.
type nginxCase struct {
	text    string
	said    string // nginx's last words
	found   string // the errors that hagen reports
	verdict nginxVerdict
}

// nginxClass names what a disagreement is about, without the values.
func nginxClass(c nginxCase) string {
	text := c.said
	if c.verdict == nginxAlarm {
		text = c.found
		text, _, _ = strings.Cut(text, "\n")
	}
	text = regexp.MustCompile(` in \S*:\d+$|"[^"]*"|\d+`).ReplaceAllString(text, "_")
	return string(c.verdict) + ": " + text
}

// nginxJudge compares what nginx and the rules say.
type nginxJudge struct {
	t        *testing.T
	stage    *stage
	program  string
	env      []string
	platform *topology.Platform
	// serves are the rules that report as an error what nginx accepts: the service
	// breaks.
	serves map[string]bool
}

func newNginxJudge(t *testing.T) *nginxJudge {
	j := &nginxJudge{t: t, program: daemon(t, "nginx"), stage: newStage(t), serves: make(map[string]bool)}
	daemonReleases(t)
	if _, err := os.Stat(nginxStreamModule); err != nil {
		t.Skip("the stream module is not installed")
	}
	j.env = j.stage.environment(t, []lint.Source{{Src: []byte("www.example.net shop.example.net app1.example.net app2.example.net lb1.example.net")}})
	j.platform = topology.LookupPlatform("debian12")
	for _, rule := range All() {
		said, _ := os.ReadFile(filepath.Join(fixtures, rule.ID, "daemon.txt"))
		j.serves[rule.ID] = regexp.MustCompile(`(?m)^bad.*nginx -t accepts it`).Match(said)
	}
	return j
}

// compare asks nginx and the rules about one text.
func (j *nginxJudge) compare(text string) nginxCase {
	j.stage.write("etc/nginx/nginx.conf", j.stage.local(nginxPortsUp(text)))
	accepted, out := j.stage.run(j.env, j.program, "-t", "-p", j.stage.dir, "-c", j.stage.path("etc/nginx/nginx.conf"), "-e", j.stage.path("tmp/error.log"))
	c := nginxCase{text: text, verdict: nginxAccepted}
	for _, line := range lines(nginxPortsDown(j.stage.host(out)), nginxChatter) {
		if strings.HasPrefix(line, "[emerg]") || c.said == "" {
			c.said = line
		}
	}
	errors := j.lint(text)
	c.found = strings.Join(errors, "\n")
	switch {
	case accepted && len(errors) > 0:
		c.verdict = nginxAlarm
	case accepted:
	case len(errors) > 0:
		c.verdict = nginxRefused
	case slices.ContainsFunc(nginxBeyond, func(b struct{ message, reason string }) bool {
		return regexp.MustCompile(b.message).MatchString(c.said)
	}):
		c.verdict = nginxListed
	default:
		c.verdict = nginxSilent
	}
	return c
}

// lint returns the errors that hagen sees, without those of rules about a service
// that breaks although nginx starts.
func (j *nginxJudge) lint(text string) []string {
	var errors []string
	src := lint.Source{Name: "lb1/etc/nginx/nginx.conf", Host: "lb1", Path: "/etc/nginx/nginx.conf", Kind: lint.KindNginx, Src: []byte(text)}
	e := lint.NewEstate(nil, j.platform, []lint.Source{src})
	for _, d := range e.Diagnostics() {
		errors = append(errors, d.Error())
	}
	for _, f := range lint.Run(e, All()) {
		if f.Rule.Severity == lint.Error && !j.serves[f.Rule.ID] {
			errors = append(errors, f.Rule.ID+": "+f.Message)
		}
	}
	return errors
}

// minimise leaves out lines as long as the disagreement remains.
func (j *nginxJudge) minimise(c nginxCase) nginxCase {
	class := nginxClass(c)
	for size := strings.Count(c.text, "\n") / 2; size > 0; size /= 2 {
		for at := 0; ; {
			list := strings.SplitAfter(c.text, "\n")
			if at+size > len(list) {
				break
			}
			if less := j.compare(strings.Join(slices.Delete(list, at, at+size), "")); less.text != c.text && nginxClass(less) == class {
				c = less
			} else {
				at += size
			}
		}
	}
	return c
}

const nginxStreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so"

// nginxFrame is a configuration with a place for a snippet in each block, and
// what a snippet may name.
const nginxFrame = `load_module ` + nginxStreamModule + `;
pid tmp/pid;
@main@
events {
@events@
}
http {
    client_body_temp_path tmp/client_body;
    proxy_temp_path tmp/proxy;
    fastcgi_temp_path tmp/fastcgi;
    uwsgi_temp_path tmp/uwsgi;
    scgi_temp_path tmp/scgi;
    access_log off;
    limit_req_zone $binary_remote_addr zone=one:1m rate=1r/s;
    limit_conn_zone $binary_remote_addr zone=conns:1m;
    proxy_cache_path tmp/cache keys_zone=cache:1m;
    log_format timed '$remote_addr $request_time';
    map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
@http@
    upstream app {
        server 10.0.0.7:8080;
@upstream@
    }
    server {
        listen 127.0.0.1:10080;
        server_name www.example.net;
@server@
        location / {
            root html;
@location@
            if ($request_method = POST) {
@if in location@
                set $posted 1;
            }
            limit_except GET {
@limit_except@
                deny all;
            }
        }
    }
}
stream {
    upstream tcp {
        server 10.0.0.7:3306;
@stream upstream@
    }
@stream@
    server {
        listen 127.0.0.1:10306;
        proxy_pass tcp;
@stream server@
    }
}
`

var nginxPlaceMark = regexp.MustCompile(`(?m)^@([a-z_ ]+)@\n`)

// nginxFramed puts a text into a block of the frame.
func nginxFramed(block, text string) string {
	return nginxPlaceMark.ReplaceAllStringFunc(nginxFrame, func(mark string) string {
		if strings.Trim(mark, "@\n") == block {
			return strings.TrimSuffix(text, "\n") + "\n"
		}
		return ""
	})
}

// nginxSeeds are the configurations to change: fixtures in the blocks that they
// are fragments of, and the files of a host without a fault in one.
func nginxSeeds(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(fixtures, "nginx-*", "*.conf"))
	if err != nil || len(files) < 100 {
		t.Fatalf("%d fixtures: %v", len(files), err)
	}
	var list []string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parsed, _ := nginx.Parse(name, src)
		block := nginxBlock(parsed)
		if block == "stream" || block == "main" {
			list = append(list, string(src))
			continue
		}
		list = append(list, nginxFramed(block, string(src)))
	}
	folder := "../../../testdata/clean/nginx/lb1/etc/nginx"
	err = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		block := map[string]string{"conf.d": "http", "sites-enabled": "http", "snippets": "server", "stream.d": "stream"}[filepath.Base(filepath.Dir(name))]
		if block != "" && !strings.Contains(string(src), "include ") {
			list = append(list, nginxFramed(block, string(src)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// nginxToken is a word of a configuration, with what it stands between.
var nginxToken = regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'|[^\s;{}"']+|[;{}]|\s+`)

// nginxMutate changes a token or two of a text.
func nginxMutate(random *rand.Rand, text string) string {
	tokens := nginxToken.FindAllString(text, -1)
	var words []int
	for i, token := range tokens {
		if strings.TrimSpace(token) != "" {
			words = append(words, i)
		}
	}
	for range 1 + random.IntN(2) {
		i := words[random.IntN(len(words))]
		switch token := tokens[i]; random.IntN(6) {
		case 0:
			tokens[i] = ""
		case 1:
			tokens[i] += " " + token
		case 2:
			k := words[random.IntN(len(words))]
			tokens[i], tokens[k] = tokens[k], tokens[i]
		case 3:
			tokens[i] = nginxWrong[random.IntN(len(nginxWrong))]
		default:
			tokens[i] = misspelt(random, token)
		}
	}
	return strings.Join(tokens, "")
}

// misspelt leaves out, doubles or exchanges a character of a word.
func misspelt(random *rand.Rand, word string) string {
	if word == "" { // one that was left out before
		return word
	}
	i := random.IntN(len(word))
	switch random.IntN(3) {
	case 0:
		return word[:i] + word[i+1:]
	case 1:
		return word[:i] + word[i:i+1] + word[i:]
	}
	return word[:i] + string(word[i]^1) + word[i+1:]
}

// nginxWrong are words that hardly fit anywhere.
var nginxWrong = []string{
	"", "foo", "-1", "1x", "10k", "5s", "0", "1.5", "99999999999999999999", "on", "off", "yes", "$host", "$nowhere", "10.0.0.300",
	"http://", "(", "[a", "10.0.0.7:99999", "key=", "zone=none", "600", "=", "1m",
}

// nginxSnippetSpecs are the directives of the modules that come with nginx.
func nginxSnippetSpecs() []nginx.DirectiveSpec {
	var list []nginx.DirectiveSpec
	for _, name := range slices.Sorted(nginx.DirectiveNames()) {
		for _, spec := range nginx.Lookup(name) {
			if !strings.HasPrefix(spec.Module, "ngx_mail") && spec.Name != "load_module" && spec.Name != "pid" && spec.Name != "include" {
				list = append(list, spec)
			}
		}
	}
	return list
}

// nginxSnippet writes a directive with arguments as its documentation has them, or
// nearly so, mostly in a block that it belongs to.
func nginxSnippet(random *rand.Rand, spec nginx.DirectiveSpec) string {
	blocks := []string{"main", "events", "http", "server", "location", "upstream"}
	if len(spec.Contexts) > 0 && random.IntN(8) > 0 {
		blocks = spec.Contexts
	}
	block := blocks[random.IntN(len(blocks))]
	if strings.HasPrefix(spec.Module, "ngx_stream") && (block == "server" || block == "upstream") {
		block = "stream " + block
	}
	if block == "if" {
		block = "if in location"
	}
	args := nginxArguments(random, spec.Syntax)
	if random.IntN(2) == 0 {
		switch i := random.IntN(len(args) + 1); {
		case i == len(args):
			args = append(args, nginxWrong[1+random.IntN(len(nginxWrong)-1)])
		case random.IntN(3) == 0:
			args = slices.Delete(args, i, i+1)
		case random.IntN(2) == 0:
			args[i] = misspelt(random, args[i])
		default:
			args[i] = nginxWrong[1+random.IntN(len(nginxWrong)-1)]
		}
	}
	for i, word := range args {
		if strings.ContainsAny(word, " ;{}\"'") || word == "" {
			args[i] = `"` + word + `"`
		}
	}
	line := strings.Join(append([]string{spec.Name}, args...), " ") + ";"
	if spec.Block {
		line = strings.TrimSuffix(line, ";") + " {\n}"
	} else if random.IntN(10) == 0 {
		line += "\n" + line
	}
	return nginxFramed(block, line)
}

// nginxArguments are arguments after a syntax as the documentation writes it.
func nginxArguments(random *rand.Rand, syntax string) []string {
	forms := nginx.SplitSyntax(syntax)
	var args []string
	depth, skip := 0, 0
	for _, word := range strings.Fields(forms[random.IntN(len(forms))]) {
		if strings.HasPrefix(word, "[") {
			if depth++; skip == 0 && random.IntN(2) == 0 {
				skip = depth
			}
		}
		bare := strings.Trim(word, "[]")
		if skip == 0 && bare != "" && bare != "|" && bare != "..." {
			args = append(args, nginxSample(random, bare))
		}
		for range strings.Count(word, "]") - strings.Count(strings.TrimPrefix(word, "["), "[") {
			if skip == depth {
				skip = 0
			}
			depth--
		}
	}
	return args
}

// nginxSample is a value for a word of a syntax.
func nginxSample(random *rand.Rand, word string) string {
	if key, value, ok := strings.Cut(word, "="); ok && key != "" {
		return key + "=" + nginxSample(random, strings.TrimSuffix(value, "["))
	}
	if strings.Contains(word, "|") {
		words := strings.Split(word, "|")
		return words[random.IntN(len(words))]
	}
	if list := nginxSamples[word]; len(list) > 0 {
		return list[random.IntN(len(list))]
	}
	return word
}

// nginxSamples are values of the kinds of words in the documentation's syntax.
var nginxSamples = map[string][]string{
	"size": {"8k", "1m", "1024", "64K"}, "number": {"4", "16", "1"}, "time": {"30s", "5", "1m", "500ms", "1h30m"}, "timeout": {"60s", "75"},
	"file": {"html/x", "logs/error.log"}, "path": {"tmp/x", "/srv/www"}, "uri": {"/x", "/index.html"}, "URL": {"http://app"},
	"url": {"http://app"}, "string": {"text", "$host", "a b"}, "name": {"x", "app"}, "address": {"10.0.0.9", "10.0.0.9:80", "127.0.0.1"},
	"CIDR": {"10.0.0.0/8"}, "rate": {"0", "10k"}, "code": {"404", "200", "502"}, "zone": {"one", "conns", "cache"}, "field": {"X-A"},
	"value": {"b", "$host"}, "regex": {"^/a$", "(x|y)"}, "replacement": {"/y$1", "http://www.example.net/"}, "flag": {"last", "break"},
	"$variable": {"$mine", "$yours"}, "key": {"$remote_addr", "$uri"}, "N": {"10"}, "mime-type": {"text/css"}, "level": {"1", "5"},
	"users:permissions": {"user:rw"}, "method": {"GET", "POST"}, "condition": {"($host)", "$posted"}, "port": {"80"}, "parameter": {"X"},
	"ciphers": {"HIGH"}, "protocol": {"TLSv1.2"}, "connections": {"16"}, "length": {"10"}, "format": {"timed"},
}
