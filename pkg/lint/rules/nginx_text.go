package rules

import (
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/nginx"
)

// nginxTarget is the argument of a proxy_pass, taken apart.
type nginxTarget struct {
	Scheme, Host, Port, URI string
}

// nginxTargetOf takes apart "http://host:port/uri".
func nginxTargetOf(text string) nginxTarget {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return nginxTarget{Host: text}
	}
	t := nginxTarget{Scheme: scheme}
	if socket, isSocket := strings.CutPrefix(rest, "unix:"); isSocket {
		socket, t.URI, _ = strings.Cut(socket, ":")
		t.Host = "unix:" + socket
		return t
	}
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		rest, t.URI = rest[:i], rest[i:]
	}
	a := nginx.ParseAddress(rest)
	t.Host, t.Port = a.Host, a.Port
	return t
}

// nginxInsert is the fix that writes lines above a directive, indented as it is.
func nginxInsert(d *nginx.Directive, lines ...string) *lint.Fix {
	at := d.Name.Range()
	at.End = at.Start
	blanks := " "
	if i := strings.LastIndexByte(d.Name.Before, '\n'); i >= 0 {
		blanks = d.Name.Before[i:]
	}
	return lint.Replace(at, strings.Join(lines, blanks)+blanks)
}

// nginxLine writes a simple directive as text; it is empty where nginx's syntax
// cannot say one of its words.
func nginxLine(d *nginx.Directive) string {
	words := []string{d.Name.Text}
	for _, w := range d.Args {
		quoted, err := nginx.Quote(w.Text)
		if err != nil {
			return ""
		}
		words = append(words, nginxWritten(quoted))
	}
	return strings.Join(words, " ") + ";"
}

// nginxWritten is a word as it stands in a file.
func nginxWritten(w nginx.Word) string {
	if w.Quote == 0 {
		return w.Text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(w.Text) + `"`
}

// nginxVersion is the release of nginx that the host runs, false where it is not known.
func nginxVersion(p *lint.Pass) (v nginx.Version, known bool) {
	if p.Platform == nil || p.Platform.Nginx.IsZero() {
		return v, false
	}
	return nginx.Version(p.Platform.Nginx), true
}
