package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheProxyArguments = &lint.Rule{
	ID:       "apache-proxy-arguments",
	Severity: lint.Error,
	Doc: `A path, a URL or a parameter that mod_proxy does not take there

In a section of a path, such as <Location>, the section's path is the one that ProxyPass and ProxyPassReverse map, and
<Proxy balancer://NAME> is the balancer of a BalancerMember; elsewhere the directive names it. What follows is one URL with a
scheme and a host, and behind it parameters of the form key=value. httpd does not start otherwise.

Leave the path out in a section that has one, write it in front where there is none, and write the whole URL.

Source: mod_proxy's source (add_pass, add_pass_reverse, add_member); seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (proxyUsage, bool) {
			usage, ok := proxyUsages[name]
			return usage, ok
		},
		func(p *lint.Pass, d *configured, usage proxyUsage) {
			if !evident(d) || d.blank {
				return
			}
			outside, inside := outsideOfPaths(d), d.section != nil && d.section.name != "VirtualHost"
			if !outside && !inside {
				return // it is not known where the file is included
			}
			var room [4]*apache.Word
			reportProxy(p, d, usage, usage.words(room[:0], d.Args, inside), inside)
		},
	),
}

// proxyUsage is what a directive of mod_proxy takes beside its path and its URL.
type proxyUsage struct {
	flags []string          // words without a value
	keys  bool              // key=value behind the URL
	free  bool              // and in front of it
	url   bool              // the URL is looked at
	path  func(string) bool // whether it is one; nil where any is
	says  string            // the path, for a message
}

var (
	passUsage   = proxyUsage{flags: []string{"nocanon", "interpolate", "noquery"}, keys: true, url: true, says: "a path"}
	proxyUsages = map[string]proxyUsage{
		"ProxyPass": passUsage, "ProxyPassMatch": passUsage,
		"ProxyPassReverse": {flags: []string{"interpolate"}, says: "a path"},
		"BalancerMember":   {keys: true, free: true, url: true, path: hasScheme, says: "a balancer"},
	}

	// proxyURLForm is a URL in which mod_proxy finds a scheme and a host. What holds
	// a "$" is left to requests.
	proxyURLForm = regexp.MustCompile(`(?is)^(?:!|unix:.*\|.*|[a-z][a-z0-9+.-]*://(?:[^/:\[]+(?::[0-9]*)?|[^/]*[@\]$][^/]*)(?:[/?#].*)?)$`)
)

// hasScheme tells whether a text has a scheme, if an empty one, and something behind.
func hasScheme(text string) bool {
	_, rest, ok := strings.Cut(text, ":")
	return ok && len(rest) > len("//") && strings.HasPrefix(rest, "//")
}

// namesHost tells of most of what proxyURLForm matches that it does, in less time.
func namesHost(url string) bool {
	scheme, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	name, port, _ := strings.Cut(host, ":")
	letter := func(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	return scheme != "" && allBytes(scheme, letter) && allBytes(port, digit) &&
		name != "" && allBytes(name, func(c byte) bool { return letter(c) || digit(c) || c == '.' || c == '-' })
}

// allBytes tells whether each byte of a text is of a class.
func allBytes(text string, is func(byte) bool) bool {
	for i := range len(text) {
		if !is(text[i]) {
			return false
		}
	}
	return true
}

// words adds to a list a directive's arguments without its flags and parameters: the path,
// where the section gives none, the URL, and what should not be there.
func (u *proxyUsage) words(list []*apache.Word, args []apache.Word, inside bool) []*apache.Word {
	before := 2
	if inside {
		before = 1
	}
	for i := range args {
		w := &args[i]
		switch {
		case u.keys && (u.free || len(list) >= before) && strings.Contains(w.Text, "="):
		case (len(list) >= before || !u.url) && slices.ContainsFunc(u.flags, func(f string) bool { return strings.EqualFold(f, w.Text) }):
		case i == 0 && w.Text == "~" && !inside:
		default:
			list = append(list, w)
		}
	}
	return list
}

func reportProxy(p *lint.Pass, d *configured, usage proxyUsage, words []*apache.Word, inside bool) {
	want, wants := 2, usage.says+" and a URL"
	if inside {
		want, wants = 1, "a URL: the section gives it "+usage.says
	}
	switch {
	case len(words) < want:
		d.report(p, d.Header(), "%s takes %s", d.name, wants)
		return
	case len(words) > want && usage.keys && inside && !strings.HasPrefix(words[0].Text, "/") && !usage.free:
		d.report(p, words[want].Range(), "%q is no parameter of the form key=value", words[want].Text)
		return
	case len(words) > want && (usage.keys || inside):
		d.report(p, words[len(words)-1].Range(), "%s takes %s; %q is too much", d.name, wants, words[len(words)-1].Text)
		return
	}
	path := words[0].Text
	if inside {
		path = pathOf(d)
	}
	if usage.path != nil && path != "" && !usage.path(path) {
		at := words[0].Range()
		if inside {
			at = d.Header()
		}
		d.report(p, at, "%s takes %s such as balancer://app, not %q", d.name, usage.says, path)
		return
	}
	if url := words[want-1]; usage.url && !namesHost(url.Text) && !proxyURLForm.MatchString(url.Text) {
		d.report(p, url.Range(), "%s takes a URL with a scheme and a host, not %q", d.name, url.Text)
	}
}

// pathOf is the path that the section around a directive gives it, "" where it is
// not known.
func pathOf(d *configured) string {
	section := d.section
	for section != nil && (section.name == "Limit" || section.name == "LimitExcept") {
		section = section.section
	}
	switch {
	case section == nil || !section.literal:
		return ""
	case len(section.Args) == 0:
		return "<" + section.name + ">"
	}
	return section.Args[0].Text
}
