package rules

import (
	"net/netip"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
)

// literal tells whether a word holds no variable.
func literal(w apache.Word) bool { return !strings.Contains(w.Text, "${") }

// proxyURL is the URL of a member or a target in its parts.
type proxyURL struct {
	scheme, host, port, path string // in lower case, but for the path
	socket                   bool   // unix:PATH|URL: host and port are not where it is
}

// splitURL takes a URL apart; ok is false for what is none, such as "!".
func splitURL(text string) (u proxyURL, ok bool) {
	if before, rest, found := strings.Cut(text, "|"); found && len(before) >= 5 && strings.EqualFold(before[:5], "unix:") {
		text, u.socket = rest, true
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return u, false
	}
	u.scheme = strings.ToLower(scheme)
	authority := rest
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		authority, u.path = rest[:slash], rest[slash:]
	}
	u.host = strings.ToLower(authority)
	if colon := strings.LastIndexByte(authority, ':'); colon > strings.LastIndexByte(authority, ']') {
		u.host, u.port = strings.ToLower(authority[:colon]), authority[colon+1:]
	}
	if u.port == "" {
		switch u.scheme {
		case "http", "ws", "h2c":
			u.port = "80"
		case "https", "wss", "h2":
			u.port = "443"
		}
	}
	return u, true
}

// http tells whether the scheme is spoken by mod_proxy_http, plain or over TLS.
func (u proxyURL) http() bool { return u.scheme == "http" || u.scheme == "https" }

// tls tells whether the scheme is one over TLS.
func (u proxyURL) tls() bool { return u.scheme == "https" || u.scheme == "wss" || u.scheme == "h2" }

// runsPrograms tells whether the scheme is one whose back end is a program, and the
// path that of its file.
func (u proxyURL) runsPrograms() bool {
	return u.scheme == "fcgi" || u.scheme == "scgi" || u.scheme == "uwsgi"
}

// oneSlash tells whether httpd makes one of the slashes that a path begins with:
// mod_proxy_uwsgi does, in PATH_INFO.
func (u proxyURL) oneSlash(path string) bool {
	return u.scheme == "uwsgi" && strings.HasPrefix(path, "//")
}

// isAddress tells whether a host is an address and not a name.
func isAddress(host string) bool {
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}

// splitAddress takes "10.0.0.1:80", "[::1]:80", "*:80" or "80" apart.
func splitAddress(text string) (host, port string) {
	colon := strings.LastIndexByte(text, ':')
	switch {
	case colon > strings.LastIndexByte(text, ']'):
		return text[:colon], text[colon+1:]
	case number(text):
		return "", text
	}
	return text, ""
}

// everyAddress writes the address of a virtual host that is for every one, with
// its port, in the newer of its two forms.
func everyAddress(text string) string {
	text = strings.ToLower(text)
	if rest, found := strings.CutPrefix(text, "_default_"); found {
		return "*" + rest
	}
	return text
}

// serverName is the name in a ServerName, which may have a scheme and a port.
func serverName(text string) string {
	if _, rest, found := strings.Cut(text, "://"); found {
		text = rest
	}
	if colon := strings.LastIndexByte(text, ':'); colon > strings.LastIndexByte(text, ']') {
		text = text[:colon]
	}
	return strings.ToLower(strings.TrimSuffix(text, "."))
}
