package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

// Whoever writes a file must not decide how long the rules take: each of these once
// took the square, or the cube, of its size.
func BenchmarkNginxRulesOnHostileFiles(b *testing.B) {
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	addresses := func(n int, format string) string {
		return strings.ReplaceAll(repeat(n, format), "N", "80")
	}
	for name, text := range map[string]string{
		"servers that listen on much, with one large upstream": "upstream a {" + addresses(2000, "server 10.0.0.1:N%d;") + "} server { proxy_set_header Host $host;" +
			addresses(2000, "listen 10.0.0.2:N%d;") + repeat(2000, "location /%d { proxy_pass http://a; }") + "}",
		"names and listens": "server {" + addresses(1000, "listen 10.0.0.2:N%d;") + repeat(2000, "server_name a%d.example;") + "}",
		"fields":            "server { location / {" + repeat(20000, "proxy_set_header X-%d 1;") + strings.Repeat("if ($a) { proxy_set_header A b; proxy_pass http://x; }", 2000) + "}}",
		"variables":         "server {" + repeat(10000, "set $a%d http://x;") + repeat(10000, "location /%d { proxy_pass http://$a1; }") + "}",
		"near names":        repeat(10000, "upstream undefine%d { server 10.0.0.1; }") + "server {" + repeat(10000, "location /%d { proxy_pass http://undefined1; }") + "}",
		"locations":         "server {" + repeat(10000, "location ^~ /%d { } location ~ ^/(a+)+$ { }") + "}",
		"blocks in blocks":  strings.Repeat("location / {", 900) + strings.Repeat("proxy_pass http://x;", 5000) + strings.Repeat("}", 900),
	} {
		e := lint.NewEstate(nil, nil, []lint.Source{{Name: "nginx.conf", Kind: lint.KindNginx, Src: []byte("events {}\nhttp {\n" + text + "}\n")}})
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				lint.Run(e, nginxRules())
			}
		})
	}
}
