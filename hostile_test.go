package hagen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/everlinux/hagen"
	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
	"github.com/everlinux/hagen/pkg/topology"
)

// unruled builds without a look at what comes of it: rules refuse many of the
// strings, and here the formats are asked.
var unruled = hagen.Options{Rules: []*lint.Rule{}}

// hostile are strings that end a word, a quote, a directive, a section or a
// file in one of the formats, or stand for something else there.
var hostile = []string{
	"a\nServerName evil", "a\rb", "nul\x00byte", "tab\tbed", "bell\a",
	`double"quote`, `single'quote`, `"`, `'`, "semi;colon", "; evil on;", "open{brace", "close}brace", "} evil {",
	"less<than", "greater>than", "</VirtualHost>", "<Evil>", "]]>", "-->", "amp&ersand", "&lt;", "&evil;", "&#10;",
	"dollar$name", "${evil}", "$(evil)", "`evil`", "%{evil}", "%n", "back\\slash", "trailing\\", "hash # evil", "#evil",
	"two words", " leading", "trailing ", "pipe|evil", "|/bin/evil", "star*", "../../evil", "..", "/", "a/../b", "\u2028evil", "ünï", "",
	strings.Repeat("long", 2000),
}

// A value reaches a file as the same string, or the build ends with an error at
// the place where the value stands: for every string of topologies that cover the
// language. What else the files hold does not depend on it.
func TestNoStringSmugglesADirective(t *testing.T) {
	files, err := filepath.Glob("testdata/build/*/topology.hcl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no topologies: %v", err)
	}
	covered := make(map[string]bool)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		original, diags := hagen.Build(map[string][]byte{"t.hcl": src}, unruled)
		if diags.HasErrors() {
			t.Fatalf("%s: %v", file, diags)
		}
		before := read(t, original)
		name := filepath.Base(filepath.Dir(file))
		every := strings.HasPrefix(name, "every-") // made for this test
		done := make(map[string]bool)
		for _, place := range stringsOf(t, src) {
			covered[place.name], covered[place.open] = true, true
			if done[place.name] && !place.isPath() || place.value == "/" {
				continue // of one kind in a topology, one; a site without its root has another plan
			}
			done[place.name] = true
			t.Run(name+place.name, func(t *testing.T) {
				t.Parallel()
				for _, value := range hostile {
					taken := substitution{place, src, value}.check(t, before)
					if !taken && every {
						substitution{place, src, place.longer(value)}.check(t, before)
					}
				}
			})
		}
	}
	for _, spec := range topology.Schema() {
		checkCovered(t, covered, spec, "")
	}
}

// unheard are places of the language that no topology without errors can have.
var unheard = []string{
	"/cluster/gfs_controld/element", // no release knows an element there
}

// checkCovered reports the labels and attributes of a block that are written as
// strings and that no topology of the test has.
func checkCovered(t *testing.T, covered map[string]bool, spec *topology.BlockSpec, outer string) {
	t.Helper()
	path := outer + "/" + spec.Type
	if strings.HasSuffix(outer, "/"+spec.Type) {
		return // a block in one of its own type, seen already
	}
	texts := make(map[topology.Kind]int)
	for _, k := range topology.Kinds() {
		texts[k.Kind] = 1
	}
	texts[topology.Enum], texts[topology.Map] = 1, 2 // a name and a value
	need := func(place string) {
		if !covered[place] && !slices.Contains(unheard, path) {
			t.Errorf("no topology of the test has %s", place)
		}
	}
	for i := range spec.Labels {
		need(fmt.Sprintf("%s/label%d", path, i))
	}
	for _, a := range spec.Attrs {
		n := texts[a.Kind]
		for _, inner := range a.Object {
			n += texts[inner.Kind]
		}
		for i := range n {
			need(fmt.Sprintf("%s.%s.%d", path, a.Name, i))
		}
	}
	if spec.Open != "" && spec.Type != "locals" {
		need(path + ".*")
	}
	for _, nested := range spec.Blocks {
		checkCovered(t, covered, nested, path)
	}
}

// place is a string of a topology.
type place struct {
	// name is the string's place in the language: the blocks, the attribute or
	// label, and its number there.
	name string
	// open is the place without the attribute's name where the block is open.
	open string
	rng  hcl.Range // with the quotes
	// around is where an error about the string may point.
	around hcl.Range
	// indirect strings are used elsewhere: errors point there.
	indirect bool
	value    string
}

// longer is the string's value with another at its end, before the slash where it
// has one there.
func (p place) longer(end string) string {
	if rest, ok := strings.CutSuffix(p.value, "/"); ok {
		return rest + end + "/"
	}
	return p.value + end
}

// isPath tells whether the string is a path of a virtual host: where it has a
// slash at its end, it has to have one.
func (p place) isPath() bool {
	return p.name == "/virtual_host/location/label0" || p.name == "/virtual_host/balancer_manager.path.0"
}

// stringsOf returns every quoted string of a topology.
func stringsOf(t *testing.T, src []byte) []place {
	t.Helper()
	f, diags := hclsyntax.ParseConfig(src, "t.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	c := collector{src: src}
	c.walk(f.Body.(*hclsyntax.Body), &topology.BlockSpec{Blocks: topology.Schema()}, "")
	slices.SortFunc(c.places, func(a, b place) int { return a.rng.Start.Byte - b.rng.Start.Byte })
	return c.places
}

type collector struct {
	src    []byte
	places []place
}

// walk collects the strings of a block, which stands at a path of the language.
func (c *collector) walk(body *hclsyntax.Body, spec *topology.BlockSpec, path string) {
	for _, a := range body.Attributes {
		c.attribute(a, spec, path)
	}
	methods := make(map[string]int) // blocks of one label are one thing
	for _, b := range body.Blocks {
		methods[b.Type+strings.Join(b.Labels, " ")]++
	}
	for _, b := range body.Blocks {
		switch b.Type {
		case "content":
			c.walk(b.Body, spec, path)
			continue
		case "dynamic":
			inner, its := nested(spec, path, b.Labels[0])
			for _, a := range b.Body.Attributes {
				c.attribute(a, nil, inner+"/dynamic")
			}
			for _, content := range b.Body.Blocks {
				c.walk(content.Body, its, inner)
			}
			continue
		}
		inner, its := nested(spec, path, b.Type)
		for i, r := range b.LabelRanges {
			if c.src[r.Start.Byte] == '"' && methods[b.Type+strings.Join(b.Labels, " ")] == 1 {
				c.places = append(c.places, place{name: fmt.Sprintf("%s/label%d", inner, i), rng: r, around: hcl.RangeBetween(b.TypeRange, b.CloseBraceRange), value: b.Labels[i]})
			}
		}
		c.walk(b.Body, its, inner)
	}
}

// nested is the path and the description of a block within another. A block in
// one of its own type has that one's path, whatever the depth.
func nested(spec *topology.BlockSpec, path, typ string) (string, *topology.BlockSpec) {
	if !strings.HasSuffix(path, "/"+typ) {
		path += "/" + typ
	}
	for _, s := range spec.Blocks {
		if s.Type == typ {
			return path, s
		}
	}
	return path, nil
}

func (c *collector) attribute(a *hclsyntax.Attribute, spec *topology.BlockSpec, path string) {
	p := place{
		around:   a.SrcRange,
		indirect: spec == nil || spec.Type == "locals" || spec.Type == "variable",
	}
	if spec != nil && !slices.ContainsFunc(spec.Attrs, func(known topology.AttrSpec) bool { return known.Name == a.Name }) {
		p.open = path + ".*"
	}
	n := 0
	_ = hclsyntax.VisitAll(a.Expr, func(node hclsyntax.Node) hcl.Diagnostics {
		if template, ok := node.(*hclsyntax.TemplateExpr); ok && template.IsStringLiteral() {
			v, _ := template.Value(nil)
			p.name, p.rng, p.value = fmt.Sprintf("%s.%s.%d", path, a.Name, n), template.SrcRange, v.AsString()
			c.places = append(c.places, p)
			n++
		}
		return nil
	})
}

// substitution is a topology in which one string is to be another.
type substitution struct {
	place
	src   []byte
	other string
}

// check builds the topology with the other string and compares its files with
// those before. It returns whether there are any.
func (s substitution) check(t *testing.T, before files) bool {
	t.Helper()
	quoted := hclwrite.TokensForValue(cty.StringVal(s.other)).Bytes()
	changed := slices.Concat(s.src[:s.rng.Start.Byte], quoted, s.src[s.rng.End.Byte:])
	result, diags := hagen.Build(map[string][]byte{"t.hcl": changed}, unruled)
	if diags.HasErrors() {
		if len(result.Outputs) > 0 {
			t.Errorf("%.40q: outputs beside errors", s.other)
		}
		s.checkErrors(t, diags, s.around.End.Byte+len(changed)-len(s.src))
		return false
	}
	after := read(t, result)
	if len(before) != len(after) {
		t.Errorf("%.40q: %d files became %d", s.other, len(before), len(after))
	}
	for path, directives := range before {
		changed := after[path]
		if strings.HasSuffix(s.name, "/label0") && changed == nil { // the name of a file
			changed = after[strings.ReplaceAll(path, s.value, s.other)]
		}
		if problem := s.compare(directives, changed); problem != "" && !s.means() {
			t.Errorf("%.40q: %s: %s", s.other, path, problem)
		}
	}
	return true
}

// checkErrors checks that a value is refused where it stands; where it is a name,
// also where it was used.
func (s substitution) checkErrors(t *testing.T, diags hcl.Diagnostics, end int) {
	t.Helper()
	there := s.indirect
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		if d.Summary == "Internal error" {
			t.Errorf("%.40q: %v", s.other, d)
		}
		there = there || d.Subject.Start.Byte < end && d.Subject.End.Byte > s.around.Start.Byte || strings.HasPrefix(d.Summary, "Unknown ")
	}
	if !there {
		t.Errorf("%.40q: the error is elsewhere: %v", s.other, diags)
	}
}

// means tells whether the value has a meaning of its own at that place.
func (s substitution) means() bool {
	switch {
	case strings.Contains(s.name, "_headers."), strings.HasSuffix(s.name, ".description.0"):
		return s.other == "" // a field that is taken out, a remark that is left out
	case s.isPath():
		return strings.HasSuffix(s.other, "/") != strings.HasSuffix(s.value, "/") || strings.ContainsAny(s.other, "*?[]")
	case s.name == "/fence_device.agent.0": // the parameters of a known one have other names
		return true
	}
	return false
}

// compare says how a file differs in more than the value; "" where it does not.
func (s substitution) compare(before, after [][]string) string {
	if s.isPath() { // what is on paths stands in an order of their own
		before, after = s.inOrder(before), s.inOrder(after)
	}
	if len(before) != len(after) {
		return fmt.Sprintf("%d directives became %d", len(before), len(after))
	}
	for i, words := range before {
		if len(words) != len(after[i]) {
			return fmt.Sprintf("%.200q became %.200q", words, after[i])
		}
		for j, word := range words {
			if got := after[i][j]; got != word && !s.replaced(word, got) {
				return fmt.Sprintf("%.200q became %.200q", word, got)
			}
		}
	}
	return ""
}

// inOrder sorts directives by what they are with neither value in them.
func (s substitution) inOrder(directives [][]string) [][]string {
	key := func(words []string) string {
		text := strings.Join(words, " ")
		for _, written := range notations {
			text = strings.ReplaceAll(text, written(s.other), "@")
			text = strings.ReplaceAll(text, written(s.value), "@")
		}
		return text
	}
	return slices.SortedStableFunc(slices.Values(directives), func(a, b []string) int { return strings.Compare(key(a), key(b)) })
}

// notations are the ways in which a value may be written into a word.
var notations = []func(string) string{
	func(s string) string { // in Apache's patterns of paths, which all begin with a slash
		return strings.ReplaceAll(strings.TrimPrefix(regexp.QuoteMeta(s), "/"), "/", "/+")
	},
	func(s string) string { return strings.ReplaceAll(s, "%", "%%") },  // in Apache's header fields
	func(s string) string { return strings.TrimRight(s, "/") },         // with a slash after it anyway
	func(s string) string { return strings.ReplaceAll(s, "*", "[*]") }, // in Apache's patterns of directories
	func(s string) string { return s },
}

// replaced tells whether a word differs from one before in the value alone.
func (s substitution) replaced(before, after string) bool {
	for _, written := range notations {
		value, other := written(s.value), written(s.other)
		if value == "" {
			continue
		}
		if strings.ReplaceAll(before, value, other) == after {
			return true
		}
		for i := range before { // the same text may stand there for another reason
			if rest, ok := strings.CutPrefix(before[i:], value); ok && before[:i]+other+rest == after {
				return true
			}
		}
	}
	// An expression in Apache has one of several delimiters around it.
	return strings.HasSuffix(s.name, ".body_regexp.0") && strings.Contains(after, "=~ m") && strings.Contains(after, s.other)
}

// files are the words of files as their daemons read them: of each directive, by
// host and path.
type files map[string][][]string

// read reads the files of a build.
func read(t *testing.T, r *hagen.Result) files {
	t.Helper()
	all := make(files)
	for _, o := range r.Outputs {
		if strings.HasPrefix(o.Path, "/runbook-") { // commands for a shell, of which pkg/runbook has a test of its own
			continue
		}
		directives := directives(o)
		if len(directives) == 0 {
			t.Errorf("%s%s is empty", o.Host, o.Path)
		}
		all[o.Host+o.Path] = append(directives, comments(o)...)
	}
	return all
}

// comments returns the comments of a file, each as one word.
func comments(o hagen.Output) [][]string {
	var list [][]string
	content := o.Content
	for {
		start := bytes.Index(content, []byte("<!--"))
		if start < 0 {
			break
		}
		end := bytes.Index(content, []byte("-->"))
		list = append(list, []string{string(content[start:end])})
		content = content[end+3:]
	}
	for line := range strings.Lines(string(o.Content)) {
		if line = strings.TrimLeft(line, " "); strings.HasPrefix(line, "#") {
			list = append(list, []string{strings.TrimSuffix(line, "\n")})
		}
	}
	return list
}

// directives returns the words of each directive, whatever the format.
func directives(o hagen.Output) [][]string {
	var list [][]string
	add := func(first string, n int, text func(i int) string) {
		words := []string{first}
		for i := range n {
			words = append(words, text(i))
		}
		list = append(list, words)
	}
	switch base := filepath.Base(o.Path); {
	case base == "cluster.conf":
		f, _ := clusterconf.Parse(o.Path, o.Content)
		for e := range f.All() {
			add(e.Name.Text, len(e.Attrs), func(i int) string { return e.Attrs[i].Name.Text })
			add("of "+e.Name.Text, len(e.Attrs), func(i int) string { return e.Attrs[i].Value.Text })
		}
	case base == "hosts":
		f, _ := hosts.Parse(o.Path, o.Content)
		for e := range f.All() {
			add(e.Address.Text, len(e.Names), func(i int) string { return e.Names[i].Text })
		}
	case strings.HasPrefix(base, "ifcfg-"):
		f, _ := ifcfg.Parse(o.Path, o.Content)
		for d := range f.All() {
			add(d.Name.Text, 1, func(int) string {
				if d.Value.Expands {
					return "an expansion: " + d.Value.Text
				}
				return d.Value.Text
			})
		}
	case strings.Contains(o.Path, "modprobe"):
		f, _ := ifcfg.ParseModprobe(o.Path, o.Content)
		for d := range f.All() {
			add(d.Name.Text, len(d.Args), func(i int) string { return d.Args[i].Text })
		}
	case strings.Contains(o.Path, "nginx"):
		f, _ := nginx.Parse(o.Path, o.Content)
		for d := range f.All() {
			add(d.Name.Text, len(d.Args), func(i int) string { return nginxWord(d.Name.Text, d.Args[i].Text) })
		}
	default:
		f, _ := apache.Parse(o.Path, o.Content)
		for d := range f.All() {
			words := []string{d.Name.Text}
			for _, w := range d.Args {
				if m := unless.FindStringSubmatch(w.Text); m != nil { // paths in an order of their own
					for path := range strings.SplitSeq(m[1], "|/+") {
						list = append(list, []string{"unless", strings.TrimPrefix(path, "/+")})
					}
					w.Text = m[2]
				}
				words = append(words, apacheWords(d.Name.Text, w.Text)...)
			}
			list = append(list, words)
		}
	}
	return list
}

// unless matches a path of Apache that is not for some paths within it.
var unless = regexp.MustCompile(`^\^\(\?!(.+)\)(/.*)$`)

// nginxWord reads what nginx replaces in an argument. Where a topology may name
// variables (header fields, the key of a hash) they are left as they are.
func nginxWord(directive, text string) string {
	switch directive {
	case "proxy_pass", "root", "alias", "access_log", "return", "rewrite", "ssl_certificate", "ssl_certificate_key", "sticky":
		return strings.ReplaceAll(text, "$", "a variable: ")
	}
	return text
}

// apacheWords reads what Apache reads in an argument once more.
func apacheWords(directive, text string) []string {
	text = strings.ReplaceAll(text, "${", "a variable: ")
	switch {
	case strings.HasSuffix(directive, "Log") && strings.HasPrefix(text, "|"): // a command line
		words := []string{"|"}
		for _, m := range commandLine.FindAllStringSubmatch(text[1:], -1) {
			words = append(words, m[1]+m[2])
		}
		return words
	case directive == "RedirectMatch" && strings.HasPrefix(text, "http"):
		matched := strings.NewReplacer(`\$`, "$", `\&`, "&", "$", "a group: ", "&", "what matched: ")
		return []string{matched.Replace(text)}
	}
	return []string{text}
}

// commandLine matches the words of a command line as apr_tokenize_to_argv and a
// shell both read them.
var commandLine = regexp.MustCompile(`'([^'\\]*)'|([^ '"$\\;|&<>()*?#\x60]+)`)

// In JSON any string can be the name of a block, an attribute or a header field.
// One that no format can hold, or that its program does not know, is an error.
func TestNoNameSmugglesADirective(t *testing.T) {
	const src = `{
  "locals": {"@1": "x"},
  "variable": {"@2": {"default": "x"}},
  "network": {"ring": {"cidr": "10.0.0.0/24"}},
  "host": {
    "a": {"platform": "rhel6", "interface": {"eth0": {"address": "10.0.0.1"}}},
    "b": {"platform": "rhel6", "interface": {"eth0": {"address": "10.0.0.2"}}}
  },
  "fence_device": {"f": {"agent": "fence_own", "@3": "x"}},
  "cluster": {"c": {
    "heartbeat": "${network.ring}",
    "node": {
      "a": {"host": "${host.a}", "fence": {"m": {"device": "${fence_device.f}", "@4": "x"}}},
      "b": {"host": "${host.b}"}
    },
    "cman": {"@5": "x"},
    "service": {"s": {"resource": {"@6": {"r": {"@7": "x"}}}}},
    "element": {"@8": {"@9": "x"}}
  }},
  "balancer": {"app": {"member": {"10.0.0.9": {"port": 80}}}},
  "virtual_host": {
    "www.example.net": {
      "server": "apache", "hosts": ["${host.a}"],
      "location": {"/": {"balancer": "${balancer.app}", "request_headers": {"@10": "x"}, "response_headers": {"@11": "x"}}}
    },
    "api.example.net": {
      "server": "nginx", "hosts": ["${host.b}"],
      "location": {"/": {"balancer": "${balancer.app}", "request_headers": {"@12": "x"}, "response_headers": {"@13": "x"}}}
    }
  }
}`
	fit := strings.NewReplacer(
		`"@1"`, `"one"`, `"@2"`, `"two"`, `"@3"`, `"three"`, `"@4"`, `"four"`, `"@5"`, `"keyfile"`, `"@6"`, `"script"`, `"@7"`, `"file"`,
		`"@8"`, `"clvmd"`, `"@9"`, `"interface"`, `"@10"`, `"X-Ten"`, `"@11"`, `"X-Eleven"`, `"@12"`, `"X-Twelve"`, `"@13"`, `"X-Thirteen"`)
	build := func(src string) (files, hcl.Diagnostics) {
		result, diags := hagen.Build(map[string][]byte{"t.hcl.json": []byte(fit.Replace(src))}, unruled)
		return read(t, result), diags
	}
	before, diags := build(src)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	for i := range 13 {
		for _, value := range hostile {
			name, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			after, diags := build(strings.Replace(src, fmt.Sprintf(`"@%d"`, i+1), string(name), 1))
			if diags.HasErrors() {
				continue
			}
			for path, directives := range before {
				if len(directives) != len(after[path]) {
					t.Errorf("@%d is %.40q: %s: %d directives became %d", i+1, value, path, len(directives), len(after[path]))
				}
			}
			if i < 2 {
				continue // nothing uses it
			}
			words := make(map[string]bool)
			for _, directives := range after {
				for _, list := range directives {
					for _, word := range list {
						words[word] = true
					}
				}
			}
			if !words[value] {
				t.Errorf("@%d: %.40q is in no file", i+1, value)
			}
		}
	}
}
