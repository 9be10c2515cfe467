package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
)

// nginxTree lints the nginx files of one host, given by path, with one rule.
func nginxTree(rule *lint.Rule, files map[string]string) []string {
	var list []lint.Source
	for path, text := range files {
		s := lint.Source{Name: path, Kind: lint.KindNginx, Src: []byte(text)}
		if strings.HasPrefix(path, "/etc/") {
			s.Host, s.Path = "lb", path
		}
		list = append(list, s)
	}
	var got []string
	for _, f := range lint.Run(lint.NewEstate(nil, nil, list), []*lint.Rule{rule}) {
		got = append(got, fmt.Sprintf("%s:%d %s", f.Range.Filename, f.Range.Start.Line, f.Message))
	}
	return got
}

// What a rule sees of a directive is where nginx reads it, whichever file it is in.
func TestNginxIncludes(t *testing.T) {
	const events = "events {}\n"
	const proxied = "location / { proxy_pass http://app.example; }\n"
	noHost := func(at string) []string {
		return []string{at + " the back end of http://app.example gets its own name as Host, not the client's: nothing sets it"}
	}
	for _, tc := range []struct {
		name  string
		rule  *lint.Rule
		files map[string]string
		want  []string
	}{
		{"a snippet in the location", nginxProxyHost, map[string]string{
			"/etc/nginx/nginx.conf":       events + "http { include conf.d/*.conf; }",
			"/etc/nginx/conf.d/site.conf": "server { location / { proxy_pass http://app.example; include snippets/proxy; } }",
			"/etc/nginx/snippets/proxy":   "proxy_set_header Host $host;",
		}, nil},
		{"a snippet that is not there", nginxProxyHost, map[string]string{
			"/etc/nginx/nginx.conf":       events + "http { include conf.d/*.conf; }",
			"/etc/nginx/conf.d/site.conf": "server { location / { proxy_pass http://app.example; include snippets/proxy; } }",
		}, nil},
		{"a snippet that sets another field", nginxProxyHost, map[string]string{
			"/etc/nginx/nginx.conf":       events + "http { proxy_set_header Host $host; include conf.d/*.conf; }",
			"/etc/nginx/conf.d/site.conf": "server {\n location / { proxy_pass http://app.example; include /etc/nginx/snippets/proxy; } }",
			"/etc/nginx/snippets/proxy":   "proxy_set_header X-Real-IP $remote_addr;",
		}, []string{"/etc/nginx/conf.d/site.conf:2 the back end of http://app.example gets its own name as Host, not the client's: the proxy_set_header lines of this level take the place of those around it"}},
		{"set in http, in another file", nginxProxyHost, map[string]string{
			"/etc/nginx/nginx.conf":        events + "http { include conf.d/*.conf; }",
			"/etc/nginx/conf.d/proxy.conf": "proxy_set_header Host $host;",
			"/etc/nginx/conf.d/site.conf":  "server { " + proxied + " }",
		}, nil},
		{"a pattern of another folder", nginxProxyHost, map[string]string{
			"/etc/nginx/nginx.conf":        events + "http { include mine/*.conf; }",
			"/etc/nginx/mine/proxy.conf":   "server {\n" + proxied + "}",
			"/etc/nginx/conf.d/proxy.conf": "proxy_set_header Host $host;",
		}, noHost("/etc/nginx/mine/proxy.conf:2")},
		{"relative to the folder of nginx.conf", nginxProxyHost, map[string]string{
			"/etc/edge/nginx.conf":           events + "http { include sites/*; }",
			"/etc/edge/sites/one":            "server { include snippets/proxy; " + proxied + "}",
			"/etc/edge/snippets/proxy":       "proxy_set_header Host $host;",
			"/etc/edge/sites/snippets/proxy": "",
		}, nil},
		{"a copy of the folder elsewhere", nginxProxyHost, map[string]string{
			"copy/nginx.conf":        events + "http { include /etc/nginx/conf.d/*.conf; }",
			"copy/conf.d/proxy.conf": "proxy_set_header Host $host;",
			"copy/conf.d/site.conf":  "server { " + proxied + " }",
		}, nil},
		{"a directive of a snippet in the wrong place", nginxDirectiveContext, map[string]string{
			"/etc/nginx/nginx.conf": events + "http { include site; }",
			"/etc/nginx/site":       "upstream a { server b; }\nworker_processes 1;",
		}, []string{"/etc/nginx/site:2 worker_processes does not stand in http: it takes main"}},
		{"one name in two files that nginx reads", nginxServerNameConflict, map[string]string{
			"/etc/nginx/nginx.conf":               events + "http { include sites-enabled/*; }",
			"/etc/nginx/sites-enabled/a":          "server { listen 80; server_name x.example; }",
			"/etc/nginx/sites-enabled/b":          "server { listen 80; server_name X.example; }",
			"/etc/nginx/sites-available/b":        "server { listen 80; server_name X.example; }",
			"/etc/nginx/sites-available/b.backup": "server { listen 80; server_name X.example; }",
		}, []string{"/etc/nginx/sites-enabled/b:1 X.example on 80 is another server's already"}},
		{"servers of an upstream in a file", nginxUpstreamOnlyBackup, map[string]string{
			"/etc/nginx/nginx.conf":  events + "http { upstream app {\n include app.servers;\n} }",
			"/etc/nginx/app.servers": "server 10.0.0.1 backup;",
		}, []string{`/etc/nginx/nginx.conf:2 every server of the upstream "app" is a backup`}},
		{"a name that is no upstream's", nginxUpstreamName, map[string]string{
			"/etc/nginx/nginx.conf": events + "http { include site; upstream a.example { server 10.0.0.1; } }",
			"/etc/nginx/site":       "server {\n location /a { proxy_pass http://a.example; }\n location /b { proxy_pass http://b.example:81; }\n location /c { proxy_pass http://app; } }",
		}, []string{
			"/etc/nginx/site:3 b.example is resolved once, when nginx starts",
			`/etc/nginx/site:4 there is no upstream "app": it is a host's name, and resolved once, when nginx starts`,
		}},
		{"two of one place in a location", nginxDirectiveDuplicate, map[string]string{
			"/etc/nginx/nginx.conf": events + "http { server { include a; include a; } }",
			"/etc/nginx/a":          "root /srv;",
		}, []string{"/etc/nginx/a:1 root is in this block already"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, nginxTree(tc.rule, tc.files)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Files that include themselves, and each other, end: nginx refuses them, and what
// is found in them does not matter.
func TestNginxIncludesWithoutEnd(t *testing.T) {
	for _, files := range []map[string]string{
		{"/etc/nginx/nginx.conf": "events {}\nhttp { include nginx.conf; include nginx.conf; }"},
		{"/etc/nginx/nginx.conf": "events {}\ninclude nginx.conf;\ninclude nginx.conf;"},
		{"/etc/nginx/nginx.conf": "events {}\nhttp { include a; }", "/etc/nginx/a": "include b; include b; location / { include a; }", "/etc/nginx/b": "include a; include a; root /x;"},
	} {
		nginxTree(nginxDirectiveDuplicate, files)
	}
}
