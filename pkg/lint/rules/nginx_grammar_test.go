package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// nginxWriter writes configurations of blocks in blocks, by a grammar: maps and
// their likes, variables, conditions, expressions, quotes and escapes, comments.
type nginxWriter struct {
	*rand.Rand
	b     strings.Builder
	depth int
	names int
}

// nginxWritten is a whole configuration, in one of six with a part that it
// includes, in some with other ends of lines or a byte order mark.
func nginxGrammar(random *rand.Rand) string {
	w := &nginxWriter{Rand: random}
	part := ""
	if w.IntN(6) == 0 {
		w.http()
		part = nginxPart + w.b.String()
		w.b.Reset()
		w.line("include part.conf;")
	}
	for range 1 + w.IntN(3) {
		w.http()
	}
	text := nginxFramed("http", w.b.String())
	if w.IntN(4) == 0 {
		w.b.Reset()
		w.stream()
		text = strings.Replace(text, "stream {\n", "stream {\n"+w.b.String(), 1)
	}
	if w.IntN(3) > 0 {
		text = nginxMutate(random, text)
	}
	switch w.IntN(20) {
	case 0:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 1:
		text = "\ufeff" + text
	}
	return text + part
}

func (w *nginxWriter) of(list ...string) string { return list[w.IntN(len(list))] }

// line writes a line, now and then with a comment above or behind it.
func (w *nginxWriter) line(format string, args ...any) {
	indent := strings.Repeat("    ", w.depth)
	if w.IntN(12) == 0 {
		fmt.Fprintf(&w.b, "%s# %s\n", indent, w.of("a {", `"it's"`, "; }", `\`, "é"))
	}
	fmt.Fprintf(&w.b, indent+format, args...)
	if w.IntN(12) == 0 {
		w.b.WriteString(w.of(" # }", "# x", "\t#;"))
	}
	w.b.WriteString("\n")
}

// block writes a block and what is in it.
func (w *nginxWriter) block(head string, inside ...func()) {
	w.line("%s {", head)
	w.depth++
	for range 1 + w.IntN(3) {
		inside[w.IntN(len(inside))]()
	}
	w.depth--
	w.line("}")
}

// name is a name that nothing else has.
func (w *nginxWriter) name() string {
	w.names++
	return fmt.Sprintf("n%d", w.names)
}

// value is a word, in some cases quoted.
func (w *nginxWriter) value() string {
	return w.of("a", `"b c"`, `'$uri'`, "$host", "${scheme}", `"$http_x;{}"`, `a\ b`, `"\"x\""`, `'it\'s'`, "$arg_a$arg_b", `""`, "$connection_upgrade", "é", `\$`, `a\;b`)
}

// expression is a regular expression, quoted where it has to be.
func (w *nginxWriter) expression() string {
	return w.of(`^/a`, `\.php$`, `^/(b|c)/(.*)$`, `"^/d{2,3}$"`, `[a-z]+`, `(?<`+w.name()+`>x)`, `^(?!/y)`, `"^/\d{4}"`, `[^/]*\.(png|jpe?g)$`, `(?i)z`, `^/x*+y`, `[[:alpha:]]`)
}

func (w *nginxWriter) http() {
	switch w.IntN(6) {
	case 0:
		w.block("map "+w.value()+" $"+w.name(), w.mapLine)
	case 1:
		w.block("geo $"+w.name(), w.geoLine)
	case 2:
		w.block("split_clients "+w.value()+" $"+w.name(), func() { w.line("%d%% %s;", 1+w.IntN(20), w.value()) })
	case 3:
		w.block("upstream "+w.name(), w.member)
	case 4:
		w.line("log_format %s %s '%s';", w.name(), w.of("", "escape=json"), w.of("$status", "$request $body_bytes_sent", `"$http_referer"`, "$upstream_addr"))
	case 5:
		w.block("server", w.server)
	}
}

func (w *nginxWriter) mapLine() {
	w.line("%s %s;", w.of("default", "hostnames;\n default", `"~*`+w.of("bot", "^a b$", "(x|y)")+`"`, w.name(), "*."+w.name()+".net", `""`, "volatile;\n "+w.name()), w.value())
}

func (w *nginxWriter) geoLine() {
	w.line("%s %s;", w.of("default", fmt.Sprintf("10.%d.0.0/16", w.IntN(256)), fmt.Sprintf("192.168.0.%d", w.IntN(256)), "2001:db8::/32", "proxy_recursive;\n default"), w.of("a", "1", `"b c"`))
}

func (w *nginxWriter) member() {
	w.line("server 10.0.0.%d%s%s;", 1+w.IntN(250), w.of("", ":8080"), w.of("", " weight=2", " max_fails=0 fail_timeout=5s", " down", " max_conns=10"))
}

func (w *nginxWriter) server() {
	switch w.IntN(6) {
	case 0:
		w.line("server_name %s;", w.of("a.example.net", "*.example.org", `"~^(?<`+w.name()+`>.+)\.example\.net$"`, `""`, "_"))
	case 1:
		w.line("listen 127.0.0.1:%d%s;", 10100+w.IntN(200), w.of("", " reuseport", " backlog=64", " so_keepalive=on", " proxy_protocol"))
	case 2:
		w.block("location "+w.of("~", "~*")+" "+w.expression(), w.location)
	default:
		w.block("location "+w.of("", "= ", "^~ ")+"/"+w.name(), w.location, w.nested)
	}
}

func (w *nginxWriter) nested() { w.block("location ~ "+w.expression(), w.location) }

func (w *nginxWriter) location() {
	switch w.IntN(9) {
	case 0:
		w.line("return %s %s;", w.of("200", "301", "404"), w.value())
	case 1:
		w.line("set $%s %s;", w.name(), w.value())
	case 2:
		w.line("rewrite %s %s%s;", w.expression(), w.of("/y", "/z?a=$1", "https://$host/"), w.of("", " last", " break", " permanent"))
	case 3:
		w.block(fmt.Sprintf("if (%s)", w.of("$arg_a", "$host = a", "$request_uri ~ "+w.of("^/a", "(x|y)"), "-f $request_filename", "$http_x != 'a b'", "!-d /srv/www")), func() { w.line("return 403;") })
	case 4:
		w.line("add_header X-%s %s%s;", w.name(), w.value(), w.of("", " always"))
	case 5:
		w.line("proxy_set_header X-%s %s;", w.name(), w.value())
	case 6:
		w.line("limit_req zone=one%s;", w.of("", " burst=5", " burst=5 nodelay", " burst=5 delay=2"))
	case 7:
		w.line("error_page %s /%s;", w.of("404", "500 502", "404 =200", "404 ="), w.name())
	case 8:
		w.line("%s %s;", w.of("allow", "deny"), w.of("all", "10.0.0.0/8", "unix:", "2001:db8::1", "192.168.0.7"))
	}
}

func (w *nginxWriter) stream() {
	switch w.IntN(3) {
	case 0:
		w.block("map "+w.of("$remote_addr", "$protocol", "$ssl_preread_server_name")+" $"+w.name(), func() { w.line("%s %s;", w.of("default", w.name()), w.of("a", `"b c"`, "$protocol")) })
	case 1:
		w.block("upstream "+w.name(), func() { w.line("server 10.0.0.%d:%d%s;", w.IntN(250), 1+w.IntN(999), w.of("", " backup", " weight=3")) })
	case 2:
		w.line("log_format %s '$remote_addr %s';", w.name(), w.of("$protocol", "$bytes_sent", "$session_time"))
	}
}

// nginxExpressionText is a text over what means something in expressions.
func nginxExpressionText(random *rand.Rand) string {
	pieces := []string{"a", "b", "(", ")", "[", "]", "*", "+", "?", "|", "^", "$", ".", `\d`, `\.`, `\b`, "{2}", "{2,1}", "{1,3}", "{", "}", "-", "(?:", "(?=", "(?<n>", `\1`, "[^", "a-z", "z-a", `\\`, "(?i)", ",", "1", "/"}
	var list []string
	for range 1 + random.IntN(7) {
		list = append(list, pieces[random.IntN(len(pieces))])
	}
	return strings.Join(slices.Clip(list), "")
}
