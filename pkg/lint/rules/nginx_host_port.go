package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var nginxHostPort = &lint.Rule{
	ID:       "nginx-host-port",
	Severity: lint.Info,
	Doc: `A site on another port whose back end does not learn the port

$host has no port: a back end that is told only the name builds links and redirects to port 80 or 443, where the site
is not.

Send $host:$server_port, unless something in front maps the usual port to this one.

Source: nginx's documentation of the variable $host; seen on nginx 1.22.`,
	Host: func(p *lint.Pass, h *lint.Host) {
		pl := nginxPlacesOf.Of(p, h)
		usual := make(map[*nginxNode]bool) // servers
		for _, s := range pl.servers {
			usual[s.nginxNode] = len(s.listens) == 0 || slices.ContainsFunc(s.in("listen"), nginxUsualPort)
		}
		for d := range pl.named("proxy_set_header") {
			if !strings.EqualFold(d.Arg(0), "host") || d.Arg(1) != "$host" {
				continue
			}
			server := d.inner("server")
			if server == nil || usual[server] {
				continue
			}
			p.ReportFix(d.Args[1].Range(), lint.Replace(d.Args[1].Range(), "$host:$server_port"), "$host has no port, and the site listens on %s alone", server.first("listen").Arg(0))
		}
	},
}

// nginxUsualPort tells whether a listen directive is on 80, 443 or a socket.
func nginxUsualPort(listen *nginxNode) bool {
	text := listen.Arg(0)
	if strings.HasPrefix(text, "unix:") {
		return true
	}
	if i := strings.LastIndexByte(text, ':'); i >= 0 && !strings.HasSuffix(text, "]") {
		text = text[i+1:]
	}
	port, err := strconv.Atoi(text)
	return err != nil || port == 80 || port == 443
}
