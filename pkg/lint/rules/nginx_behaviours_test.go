package rules

import (
	"crypto/tls"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/everlinux/hagen/pkg/lint"
)

// nginxBehaviours are the claims of the rules that nginx 1.22 can show with one
// request or a few. Not here are what the daemon refuses (daemon.txt has that),
// what other releases do, and what takes load or many minutes.
var nginxBehaviours = []*behaviour{
	{
		rule: "nginx-access-log-location", claim: "the requests of the location are not in the site's log",
		bad: `server {
    listen 80;
    access_log /var/log/nginx/site.log;
    location / {
        access_log /var/log/nginx/other.log;
        return 200;
    }
}`,
		good: `server {
    listen 80;
    access_log /var/log/nginx/site.log;
    location / {
        return 200;
    }
}`,
		probe: after(status("/a"), logged("var/log/nginx/site.log", "GET /a ")), sees: "not logged", then: "logged",
	},
	{
		rule: "nginx-add-header-content-type", claim: "two Content-Type fields",
		probe: field("Content-Type", "/version"), sees: "text/plain, text/plain", then: "text/plain",
	},
	{
		rule: "nginx-add-header-inheritance", claim: "the location loses the field that guards the client",
		files: map[string]string{"srv/www/static/x": "x"}, probe: field("X-Frame-Options", "/static/x"), sees: "none", then: "DENY",
	},
	{
		rule: "nginx-add-header-multiline", claim: "the field goes out over several lines",
		files: map[string]string{"srv/www/x": "x"},
		probe: func(s *site) string {
			text := raw("GET /x HTTP/1.1\r\nHost: www.example.net\r\nConnection: close\r\n\r\n", "10080")(s)
			_, policy, _ := strings.Cut(text, "Content-Security-Policy: ")
			policy, _, _ = strings.Cut(policy, ";")
			return fmt.Sprintf("%q", policy)
		},
		sees: `"\n        default-src 'self'"`, then: `"default-src 'self'"`,
	},
	{
		rule: "nginx-alias-slash", claim: "the file is looked for beside the folder",
		files: map[string]string{"srv/img/x": "in the folder", "srv/imgx": "beside it"}, probe: body("/img/x"), sees: "beside it", then: "in the folder",
	},
	{
		rule: "nginx-alias-traversal", claim: "a file outside of the folder is served",
		files: map[string]string{"srv/img/x": "", "srv/secret": "secret"}, probe: status("/img../secret"), sees: "200", then: "404",
	},
	{
		rule: "nginx-allow-without-deny", claim: "an address that is not in the list is let in",
		files: map[string]string{"srv/www/admin/x": "x"}, probe: status("/admin/x"), sees: "200", then: "403",
	},
	{
		rule: "nginx-autoindex", claim: "the files are listed",
		files: map[string]string{"srv/www/pub/x": "x"}, probe: status("/pub/"), sees: "200", then: "403",
	},
	{
		rule: "nginx-backup-before-method", claim: "the backup serves when the others are dead, for ip_hash gives up and goes round robin",
		bad:   "upstream app {\n    server 10.0.0.9:8080;\n    server 10.0.0.6:8080;\n    server 10.0.0.8:8080 backup;\n    ip_hash;\n}\n" + passToApp,
		probe: times(2, saw("back end", "/")), sees: "2 x 8",
	},
	{
		rule: "nginx-backup-before-method", claim: "so it does with random",
		bad:   "upstream app {\n    server 10.0.0.9:8080;\n    server 10.0.0.6:8080;\n    server 10.0.0.8:8080 backup;\n    random;\n}\n" + passToApp,
		probe: times(2, saw("back end", "/")), sees: "2 x 8",
	},
	{
		rule: "nginx-backup-before-method", claim: "so it does with hash",
		bad:   "upstream app {\n    server 10.0.0.9:8080;\n    server 10.0.0.6:8080;\n    server 10.0.0.8:8080 backup;\n    hash $uri;\n}\n" + passToApp,
		probe: times(2, saw("back end", "/")), sees: "2 x 8",
	},
	{
		rule: "nginx-error-log-off", claim: `a file named "off"`,
		bad: `server {
    listen 80;
    error_log off;
    location / {
        proxy_pass http://10.0.0.9:8080;
    }
}`,
		good: `server {
    listen 80;
    error_log /dev/null crit;
    location / {
        proxy_pass http://10.0.0.9:8080;
    }
}`,
		probe: after(status("/"), logged("off", "connect() failed")), sees: "logged", then: "not logged",
	},
	{
		rule: "nginx-fail-timeout", claim: "clients wait for a dead server, and at times several",
		bad:   hanging("2500ms"),
		good:  hanging("200ms"),
		probe: waitAtOnce, sees: "several wait at once", then: "one waits at a time",
	},
	{
		rule: "nginx-host-http-host", claim: "the field as it came, though the request line names another host",
		probe: func(s *site) string {
			text := raw("GET http://www.example.net/ HTTP/1.1\r\nHost: evil.example.net\r\nConnection: close\r\n\r\n", "10080")(s)
			_, host, _ := strings.Cut(text, "\nHost: ")
			host, _, _ = strings.Cut(host, "\n")
			return host
		},
		sees: "evil.example.net", then: "www.example.net",
	},
	{
		rule: "nginx-host-port", claim: "the back end does not learn the port",
		probe: saw("Host", "/", "To: 8443", "Host: console.example.net:8443"), sees: "console.example.net", then: "console.example.net:8443",
	},
	{
		rule: "nginx-host-spoofing", claim: "the client chooses the Host",
		probe: saw("Host", "/", "Host: www.example.net", "X-Forwarded-Host: evil.example.org"), sees: "evil.example.org", then: "www.example.net",
	},
	{
		rule: "nginx-hsts", claim: "the answer does not ask for TLS",
		probe: field("Strict-Transport-Security", "/", "To: 10443"), sees: "none", then: "max-age=31536000",
	},
	{
		rule: "nginx-http-splitting", claim: "the client writes a field of the answer",
		probe: field("Set-Cookie", "/%0d%0aSet-Cookie:%20a=1"), sees: "a=1", then: "none",
	},
	{
		rule: "nginx-http-splitting", claim: "a group that takes line breaks lets it do so too",
		probe: field("Set-Cookie", "/team/x%0d%0aSet-Cookie:%20a=1/", "To: 8080"), sees: "a=1.example.net/, a=1", then: "none",
	},
	{
		rule: "nginx-http-splitting", claim: "the client writes a field of the request to the back end",
		bad:   "server {\n    listen 80;\n    location ~ ^/team/([^?]*)$ {\n        proxy_pass http://10.0.0.7:8080/$1;\n    }\n}\n",
		good:  "server {\n    listen 80;\n    location ~ ^/team/([^?\\s]*)$ {\n        proxy_pass http://10.0.0.7:8080/$1;\n    }\n    location / {\n        proxy_pass http://10.0.0.7:8080;\n    }\n}\n",
		probe: saw("X-Evil", "/team/x%20HTTP/1.0%0d%0aX-Evil:%201%0d%0aX-Rest:"), sees: "1", then: "none",
	},
	{
		rule: "nginx-if-in-location", claim: "of two ifs only the last one's settings hold",
		bad: `server {
    listen 80;
    location / {
        if ($arg_a) {
            add_header X-A 1;
        }
        if ($arg_b) {
            add_header X-B 1;
        }
        root /srv/www;
    }
}`,
		good: `map $arg_a $a {
    default 1;
    '' '';
}
map $arg_b $b {
    default 1;
    '' '';
}
server {
    listen 80;
    location / {
        add_header X-A $a;
        add_header X-B $b;
        root /srv/www;
    }
}`,
		files: map[string]string{"srv/www/x": "x"},
		probe: all(field("X-A", "/x?a=1&b=1"), field("X-B", "/x?a=1&b=1")), sees: "none; 1", then: "1; 1",
	},
	{
		rule: "nginx-ip-hash-behind-proxy", claim: "all clients of the host before go to one server",
		bad:    hashed(""),
		good:   hashed("    set_real_ip_from 127.0.0.0/8;\n    real_ip_header X-Forwarded-For;\n"),
		beside: append(interfaceFiles("edge1", "192.0.2.2", "lb1", "SELF"), lint.Source{Name: "edge1", Host: "edge1", Path: "/etc/nginx/conf.d/edge.conf", Src: []byte(edge("SELF"))}),
		probe:  throughEdge, sees: "1 server", then: "2 servers",
	},
	{
		rule: "nginx-ip-hash-network", claim: "the clients of one network go to one server",
		bad: `upstream app {
    ip_hash;
    server 10.0.0.7:8080;
    server 10.0.0.8:8080;
}
server {
    listen 80;
    location / {
        proxy_pass http://app;
    }
}`,
		good: `upstream app {
    hash $remote_addr;
    server 10.0.0.7:8080;
    server 10.0.0.8:8080;
}
server {
    listen 80;
    location / {
        proxy_pass http://app;
    }
}`,
		probe: func(s *site) string {
			seen := make(map[string]bool)
			for n := 1; n <= 12; n++ {
				seen[s.saw("back end", "/", fmt.Sprintf("From: 127.0.5.%d", n))] = true
			}
			return fmt.Sprint(len(seen), " of 2")
		},
		sees: "1 of 2", then: "2 of 2",
	},
	{
		rule: "nginx-keepalive-http10", claim: "HTTP/1.0, and no connection is kept",
		probe: all(saw("request", "/"), saw("Connection", "/")), sees: "GET / HTTP/1.0; close", then: "GET / HTTP/1.1; none",
	},
	{
		rule: "nginx-location-duplicate", claim: "the second of two equal expressions is never tried",
		bad: `server {
    listen 80;
    location ~ ^/a {
        return 200 first;
    }
    location ~ ^/a {
        return 200 second;
    }
}`,
		probe: body("/a"), sees: "first",
	},
	{
		rule: "nginx-limit-behind-proxy", claim: "all clients share one limit",
		bad:    limitedBy(""),
		good:   limitedBy("    set_real_ip_from 127.0.0.0/8;\n    real_ip_header X-Forwarded-For;\n"),
		beside: append(interfaceFiles("edge1", "192.0.2.2", "lb1", "SELF"), lint.Source{Name: "edge1", Host: "edge1", Path: "/etc/nginx/conf.d/edge.conf", Src: []byte(edge("SELF"))}),
		probe: func(s *site) string {
			before := s.startEdge()
			return status("/", "From: 127.0.1.6")(before) + ", " + status("/", "From: 127.0.2.6")(before)
		},
		sees: "200, 503", then: "200, 200",
	},
	{
		rule: "nginx-listen-http2", claim: "every server on the address has HTTP/2",
		bad: "server {\n    listen 443 ssl;\n    server_name www.example.net;\n" + certified + "}\n" +
			"server {\n    listen 443 ssl http2;\n    server_name shop.example.net;\n" + certified + "}\n",
		probe: protocol("www.example.net"), sees: "h2",
	},
	{
		rule: "nginx-location-unreachable", claim: "the challenge is redirected",
		files: map[string]string{"srv/acme/.well-known/acme-challenge/x": "x"}, probe: status("/.well-known/acme-challenge/x"), sees: "301", then: "200",
	},
	{
		rule: "nginx-location-unreachable", claim: "the expression is never looked at, behind a prefix and behind another expression",
		files: map[string]string{"srv/www/img/new/x.png": "x", "srv/www/fonts/x": "x"},
		probe: all(field("Cache-Control", "/img/new/x.png", "To: 8080"), field("Cache-Control", "/fonts/x", "To: 8080")),
		sees:  "max-age=2592000; max-age=3600", then: "max-age=86400; max-age=86400",
	},
	{
		rule: "nginx-map-default", claim: "the empty string",
		bad: `map $uri $section {
    ~^/shop/ shop;
}
server {
    listen 80;
    location / {
        return 200 "section '$section'";
    }
}`,
		good: `map $uri $section {
    default other;
    ~^/shop/ shop;
}
server {
    listen 80;
    location / {
        return 200 "section '$section'";
    }
}`,
		probe: body("/forum/"), sees: "section ''", then: "section 'other'",
	},
	{
		rule: "nginx-max-fails-zero", claim: "the dead server is tried time and again",
		bad: `upstream app {
    server 10.0.0.9:8080 max_fails=0;
    server 10.0.0.8:8080;
}
server {
    listen 80;
    location / {
        add_header X-Tried $upstream_addr always;
        proxy_pass http://app;
    }
}`,
		good: `upstream app {
    server 10.0.0.9:8080;
    server 10.0.0.8:8080;
}
server {
    listen 80;
    location / {
        add_header X-Tried $upstream_addr always;
        proxy_pass http://app;
    }
}`,
		probe: times(8, field("X-Tried", "/")),
		sees:  "4 x 10.0.0.9:8080, 10.0.0.8:8080, 4 x 10.0.0.8:8080", then: "1 x 10.0.0.9:8080, 10.0.0.8:8080, 7 x 10.0.0.8:8080",
	},
	{
		rule: "nginx-method-order", claim: "the method takes the place of keepalive",
		bad:   keptUpstream("keepalive 16;\n    least_conn;"),
		good:  keptUpstream("least_conn;\n    keepalive 16;"),
		probe: kept, sees: "a connection for each request", then: "one connection",
	},
	{
		rule: "nginx-misdirected-request", claim: "a request for another name than the handshake's is answered",
		files: map[string]string{"srv/internal/x": "x"}, probe: status("/x", "To: 10443", "Host: other.example.net"), sees: "200", then: "421",
	},
	{
		rule: "nginx-next-upstream-status", claim: "the 503 of one server reaches the client",
		probe: times(2, status("/", "X-Fail: 7")), sees: "1 x 503, 1 x 200", then: "2 x 200",
	},
	{
		rule: "nginx-no-default-server", claim: "the first site answers for every name",
		files: map[string]string{"srv/a/index.html": "the first site"},
		probe: body("/", "Host: unknown.example.org"), sees: "the first site", then: "no answer: EOF",
	},
	{
		rule: "nginx-origin-regex", claim: "another site's origin matches",
		probe: status("/", "Origin: https://www.example.net.attacker.org"), sees: "204", then: "404",
	},
	{
		rule: "nginx-proxy-buffering-off", claim: "a slow client holds the back end",
		bad:   "server {\n    listen 80;\n    proxy_buffering off;\n    location / {\n        proxy_pass http://10.0.0.7:8080;\n    }\n}\n",
		good:  "server {\n    listen 80;\n    location / {\n        proxy_pass http://10.0.0.7:8080;\n    }\n}\n",
		probe: finishes, sees: "busy", then: "free",
	},
	{
		rule: "nginx-proxy-loop", claim: "the request goes round until no connection is left",
		bad: "server {\n    listen SELF:10080;\n    location / {\n        proxy_set_header Host $host;\n        proxy_pass http://SELF:10080;\n    }\n}\n",
		probe: func(s *site) string {
			class := status("/")(s)[:1] // 500 or 502, by which end of a connection is the last
			return class + "xx; " + logged("tmp/error.log", "512 worker_connections are not enough")(s)
		},
		sees: "5xx; logged",
	},
	{
		rule: "nginx-proxy-host", claim: "the Host that arrives",
		probe: all(saw("Host", "/", "Host: b.example.net"), saw("Host", "/api/", "Host: a.example.net")), sees: "app; app",
	},
	{
		rule: "nginx-proxy-host", claim: "the Host that arrives, with proxy_set_header",
		bad: `server {
    listen 80;
    proxy_set_header Host $host;
    location / {
        proxy_set_header X-A 1;
        proxy_pass http://10.0.0.7:8080;
    }
}`,
		good: `server {
    listen 80;
    proxy_set_header Host $host;
    location / {
        proxy_pass http://10.0.0.7:8080;
    }
}`,
		probe: saw("Host", "/", "Host: a.example.net"), sees: "10.0.0.7:8080", then: "a.example.net",
	},
	{
		rule: "nginx-proxy-pass-normalized", claim: "the path is decoded, and slashes become one",
		probe: saw("request", "/files/a%2Fb//c"), sees: "GET /files/a/b/c HTTP/1.0", then: "GET /files/a%2Fb//c HTTP/1.0",
	},
	{
		rule: "nginx-proxy-pass-uri-slash", claim: "the path that arrives",
		probe: all(saw("request", "/shop/x"), saw("request", "/shopx"), saw("request", "/forum/x")),
		sees:  "GET //x HTTP/1.0; GET /x HTTP/1.0; GET /boardx HTTP/1.0", then: "GET //x HTTP/1.0; GET /x HTTP/1.0; GET /board/x HTTP/1.0",
	},
	{
		rule: "nginx-proxy-pass-uri-slash", claim: "the path that arrives, with both slashes",
		bad:   "location /shop {\n    proxy_pass http://10.0.0.7:8080/;\n}\n",
		good:  "location /shop/ {\n    proxy_pass http://10.0.0.7:8080/;\n}\n",
		probe: all(saw("request", "/shop/x"), saw("request", "/shopx")), sees: "GET //x HTTP/1.0; GET /x HTTP/1.0", then: "GET /x HTTP/1.0; status 404",
	},
	{
		rule: "nginx-proxy-pass-variable-uri", claim: "one path for all",
		probe: saw("request", "/app/x?y=1"), sees: "GET / HTTP/1.0", then: "GET /app/x?y=1 HTTP/1.0",
	},
	{
		rule: "nginx-proxy-proto", claim: "the back end does not learn the scheme",
		probe: saw("X-Forwarded-Proto", "/"), sees: "none", then: "http",
	},
	{
		rule: "nginx-proxy-xff", claim: "the back end does not learn the address",
		probe: saw("X-Forwarded-For", "/", "From: 127.0.5.6"), sees: "none", then: "127.0.5.6",
	},
	{
		rule: "nginx-proxy-set-header-inheritance", claim: "the outer fields are gone",
		probe: all(saw("Host", "/reports/", "Host: www.example.net"), saw("X-Real-Ip", "/reports/", "From: 127.0.5.6")),
		sees:  "10.0.0.7:8080; none", then: "www.example.net; 127.0.5.6",
	},
	{
		rule: "nginx-proxy-ssl-sni", claim: "no name in the handshake",
		bad:   "location / {\n    proxy_set_header Host api.example.net;\n    proxy_pass https://api.example.net:8443;\n}\n",
		good:  "location / {\n    proxy_ssl_server_name on;\n    proxy_set_header Host api.example.net;\n    proxy_pass https://api.example.net:8443;\n}\n",
		probe: saw("SNI", "/"), sees: `""`, then: `"api.example.net"`,
	},
	{
		rule: "nginx-proxy-ssl-verify", claim: "a certificate of another name is taken",
		probe: status("/"), sees: "200", then: "502",
	},
	{
		rule: "nginx-proxy-timeouts", claim: "a back end that hangs holds the client",
		bad:   limited(""),
		good:  limited("    proxy_connect_timeout 3s;\n    proxy_read_timeout 200ms;\n"),
		probe: status("/pause"), sees: "200", then: "504",
	},
	{
		rule: "nginx-realip-anyone", claim: "the client says which address it comes from",
		bad:   realIP("0.0.0.0/0"),
		good:  realIP("192.0.2.0/24"),
		probe: body("/", "X-Forwarded-For: 203.0.113.9"), sees: "203.0.113.9", then: "127.0.0.1",
	},
	{
		rule: "nginx-realip-no-source", claim: "the address stays that of the balancer",
		bad: `events {}
http {
    server {
        listen 80;
        real_ip_header X-Forwarded-For;
        return 200 $remote_addr;
    }
}`,
		good: `events {}
http {
    set_real_ip_from 127.0.0.1;
    server {
        listen 80;
        real_ip_header X-Forwarded-For;
        return 200 $remote_addr;
    }
}`,
		probe: body("/", "X-Forwarded-For: 203.0.113.9"), sees: "127.0.0.1", then: "203.0.113.9",
	},
	{
		rule: "nginx-regex-backtracking", claim: "PCRE gives up on forty letters",
		probe: status("/tags/" + strings.Repeat("a", 40) + "!"), sees: "500", then: "404",
	},
	{
		rule: "nginx-regex-unanchored", claim: "more paths match than end so",
		bad:   "location ~ \\.php {\n    return 200 program;\n}\nlocation / {\n    return 200 file;\n}\n",
		good:  "location ~ \\.php$ {\n    return 200 program;\n}\nlocation / {\n    return 200 file;\n}\n",
		probe: body("/a.phpx/b"), sees: "program", then: "file",
	},
	{
		rule: "nginx-resolver-missing", claim: "502 for every request",
		probe: all(status("/"), logged("tmp/error.log", "no resolver defined to resolve app.example.net")), sees: "502; logged",
	},
	{
		rule: "nginx-resolver-public", claim: "who answers for the resolver chooses the back end",
		bad:   resolvedBy("8.8.8.8"),
		good:  resolvedBy("10.0.0.5"),
		probe: saw("back end", "/"), sees: "8", then: "7",
	},
	{
		rule: "nginx-retry-non-idempotent", claim: "a POST is sent twice",
		bad:   retries("error timeout http_503 non_idempotent"),
		good:  retries("error timeout http_503"),
		probe: field("X-Tried", "POST /order", "X-Fail: 78"), sees: "10.0.0.7:8080, 10.0.0.8:8080", then: "10.0.0.7:8080",
	},
	{
		rule: "nginx-return-before-access", claim: "everyone gets the answer",
		bad:   "location = /version {\n    allow 192.0.2.0/24;\n    deny all;\n    return 200 7;\n}\n",
		good:  "location = /version {\n    allow 192.0.2.0/24;\n    deny all;\n    try_files /none @version;\n}\nlocation @version {\n    return 200 7;\n}\n",
		probe: status("/version"), sees: "200", then: "403",
	},
	{
		rule: "nginx-rewrite-capture", claim: "the path loses the part",
		probe: field("Location", "/old/x", "Host: www.example.net"), sees: "http://www.example.net:10080/new/", then: "http://www.example.net:10080/new/x",
	},
	{
		rule: "nginx-root-filesystem", claim: "any file is served",
		probe: status("/etc/passwd"), sees: "200", then: "404",
	},
	{
		rule: "nginx-server-name-conflict", claim: "the second site never answers",
		files: map[string]string{"srv/a/index.html": "the first", "srv/b/index.html": "the second"},
		probe: body("/", "Host: www.example.net"), sees: "the first",
	},
	{
		rule: "nginx-server-tokens", claim: "the release in the Server field",
		bad: "server_tokens on;\nserver {\n    listen 80;\n}\n", good: "server_tokens off;\nserver {\n    listen 80;\n}\n",
		probe: func(s *site) string {
			name, release, _ := strings.Cut(field("Server", "/")(s), "/")
			return fmt.Sprintf("%s, release told: %t", name, release != "")
		},
		sees: "nginx, release told: true", then: "nginx, release told: false",
	},
	{
		rule: "nginx-ssl-ciphers", claim: "a cipher without encryption is agreed on",
		bad:   tlsWith("TLSv1.2", "HIGH:eNULL:@SECLEVEL=0"),
		good:  tlsWith("TLSv1.2", "HIGH:!aNULL:@SECLEVEL=0"),
		probe: cipher("ECDHE-ECDSA-NULL-SHA"), sees: "ECDHE-ECDSA-NULL-SHA", then: "refused",
	},
	{
		rule: "nginx-ssl-protocols", claim: "TLS 1.0 is spoken",
		bad:   tlsWith("TLSv1 TLSv1.1 TLSv1.2", "HIGH:!aNULL:@SECLEVEL=0"),
		good:  tlsWith("TLSv1.2 TLSv1.3", "HIGH:!aNULL:@SECLEVEL=0"),
		probe: speaksTLS10, sees: "TLS 1.0", then: "refused",
	},
	{
		rule: "nginx-ssl-stapling-resolver", claim: "the responder is asked at the address that its name had at the start, or by the resolver",
		probe: after(status("/", "To: 10443"), logged("tmp/error.log", "responder: ocsp.example.net, peer: 127.0.0.1:80")), sees: "logged", then: "not logged",
	},
	{
		rule: "nginx-ssrf", claim: "the client chooses whom nginx asks",
		probe: saw("request", "/fetch/10.0.0.8:8080/x"), sees: "GET /x HTTP/1.0", then: "status 404",
	},
	{
		rule: "nginx-status-exposed", claim: "everyone sees the page",
		probe: status("/status", "From: 127.0.5.6"), sees: "200", then: "403",
	},
	{
		rule: "nginx-try-files-proxy", claim: "the request goes to the back end though the file is there",
		files: map[string]string{"srv/www/x.html": "the file"},
		probe: func(s *site) string { text, _, _ := strings.Cut(body("/x.html")(s), "\n"); return text },
		sees:  "request: GET /x.html HTTP/1.0", then: "the file",
	},
	{
		rule: "nginx-upstream-all-down", claim: "502 at once",
		bad:   "upstream app {\n    server 10.0.0.7:8080 down;\n    server 10.0.0.8:8080 down;\n}\n" + passToApp,
		good:  "upstream app {\n    server 10.0.0.7:8080 down;\n    server 10.0.0.8:8080;\n}\n" + passToApp,
		probe: saw("back end", "/"), sees: "status 502", then: "8",
	},
	{
		rule: "nginx-upstream-duplicate-server", claim: "twice the requests",
		bad:   "upstream app {\n    server 10.0.0.7:8080;\n    server 10.0.0.8:8080;\n    server 10.0.0.7:8080;\n}\n" + passToApp,
		good:  "upstream app {\n    server 10.0.0.7:8080;\n    server 10.0.0.8:8080;\n}\n" + passToApp,
		probe: times(6, saw("back end", "/")), sees: "4 x 7, 2 x 8", then: "3 x 7, 3 x 8",
	},
	{
		rule: "nginx-upstream-name", claim: "the name is asked for once",
		bad: "upstream app {\n    server app1.example.net:8080;\n}\n" + passToApp,
		probe: func(s *site) string {
			before := s.saw("back end", "/")
			s.write("nss/hosts", s.b.local("10.0.0.8 app1.example.net\n", s.address))
			return before + ", after the move " + s.saw("back end", "/")
		},
		sees: "7, after the move 7",
	},
	{
		rule: "nginx-upstream-no-keepalive", claim: "a connection for each request",
		bad:   keptUpstream("least_conn;"),
		good:  keptUpstream("least_conn;\n    keepalive 16;"),
		probe: kept, sees: "a connection for each request", then: "one connection",
	},
	{
		rule: "nginx-upstream-no-zone", claim: "each worker finds out by itself that a server is dead", workers: true,
		bad:  twoWorkers(""),
		good: twoWorkers("        zone app 64k;\n"),
		probe: func(s *site) string {
			tries := 0
			for range 40 {
				if strings.Contains(field("X-Tried", "/")(s), "10.0.0.9") {
					tries++
				}
			}
			return fmt.Sprint(tries, " tries")
		},
		sees: "2 tries", then: "1 tries",
	},
	{
		rule: "nginx-upstream-single-server", claim: "the only server is never taken for failed",
		bad:   "upstream app {\n    server 10.0.0.9:8080 max_fails=1 fail_timeout=30s;\n}\n" + passToApp,
		probe: times(4, field("X-Tried", "/")), sees: "4 x 10.0.0.9:8080",
	},
	{
		rule: "nginx-upstream-underscore", claim: "the upstream's name goes out",
		probe: saw("Host", "/", "Host: www.example.net"), sees: "app_pool", then: "www.example.net",
	},
	{
		rule: "nginx-upstream-unknown-host", claim: "nginx finds out by the requests that fail",
		bad:    "upstream app {\n    server 10.0.0.7:8080;\n    server 10.0.0.9:8080;\n}\n" + passToApp,
		good:   "upstream app {\n    server 10.0.0.7:8080;\n    server 10.0.0.8:8080;\n}\n" + passToApp,
		beside: interfaceFiles("lb1", "192.0.2.1", "web1", "10.0.0.7", "web2", "10.0.0.8"),
		probe:  times(2, field("X-Tried", "/")), sees: "1 x 10.0.0.7:8080, 1 x 10.0.0.9:8080, 10.0.0.7:8080", then: "1 x 10.0.0.7:8080, 1 x 10.0.0.8:8080",
	},
	{
		rule: "nginx-upstream-unused", claim: "no request gets there",
		files: map[string]string{"srv/www/x": "a file"}, probe: saw("back end", "/x"), sees: "status 200", then: "7",
	},
	{
		rule: "nginx-valid-referers", claim: "a request without the field gets past",
		bad:   referers("none server_names"),
		good:  referers("server_names"),
		probe: status("/img/x"), sees: "200", then: "403",
	},
	{
		rule: "nginx-variable-case", claim: "one variable changes the other",
		probe: body("/"), sees: "second", then: "first firsts",
	},
	{
		rule: "nginx-websocket-connection", claim: "every request asks for an upgrade",
		probe: all(saw("Connection", "/"), saw("Connection", "/", "Connection: Upgrade", "Upgrade: websocket")),
		sees:  "upgrade; upgrade", then: "none; upgrade",
	},
	{
		rule: "nginx-worker-processes", claim: "one worker", workers: true,
		bad:   "events {}\nhttp {\n    server {\n        listen 80;\n    }\n}\n",
		good:  "worker_processes 2;\nevents {}\nhttp {\n    server {\n        listen 80;\n    }\n}\n",
		probe: workers, sees: "1", then: "2",
	},
	{
		rule: "nginx-worker-rlimit", claim: "500 while there are connections left", workers: true,
		bad:   fewFiles(40),
		good:  fewFiles(1024),
		probe: atOnce(40, 500, "/pause"), sees: "500: true", then: "500: false",
	},
}

// interfaceFiles are the files of hosts, given by name and address, that tell the
// addresses.
func interfaceFiles(hosts ...string) (files []lint.Source) {
	for i := 0; i < len(hosts); i += 2 {
		files = append(files, lint.Source{
			Name: hosts[i] + "/ifcfg-eth0", Host: hosts[i], Path: "/etc/sysconfig/network-scripts/ifcfg-eth0",
			Src: []byte("DEVICE=eth0\nBOOTPROTO=none\nIPADDR=" + hosts[i+1] + "\nPREFIX=24\n"),
		})
	}
	return files
}

// hashed is an nginx that tells its clients apart by their addresses.
func hashed(from string) string {
	return `events {}
http {
` + from + `    upstream app {
        ip_hash;
        server 10.0.0.7:8080;
        server 10.0.0.8:8080;
    }
    server {
        listen 80;
        location / {
            proxy_pass http://app;
        }
    }
}
`
}

// edge is the nginx before that one.
func edge(to string) string {
	return `server {
    listen 80;
    location / {
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_pass http://` + to + `;
    }
}
`
}

// startEdge starts another nginx before the site's.
func (s *site) startEdge() *site {
	before := newStage(s.t)
	before.address = s.b.next()
	startNginx(before, []lint.Source{{Name: "edge.conf", Kind: lint.KindNginx, Src: []byte(edge(s.address + ":10080"))}})
	return &site{stage: before, b: s.b}
}

// limitedBy is an nginx that lets each client ask once a minute.
func limitedBy(from string) string {
	return `events {}
http {
` + from + `    limit_req_zone $binary_remote_addr zone=clients:1m rate=1r/m;
    server {
        listen 80;
        location / {
            limit_req zone=clients;
            proxy_pass http://10.0.0.7:8080;
        }
    }
}
`
}

// throughEdge starts another nginx before the site's, and tells how many servers
// the clients of many networks get to.
func throughEdge(s *site) string {
	before := s.startEdge()
	asked := make(map[string]bool)
	for i := range 12 {
		asked[before.saw("back end", "/", fmt.Sprintf("From: 127.0.%d.6", i))] = true
	}
	if len(asked) == 1 {
		return "1 server"
	}
	return fmt.Sprint(len(asked), " servers")
}

const certified = "    ssl_certificate /etc/ssl/certs/www.pem;\n    ssl_certificate_key /etc/ssl/private/www.key;\n"

// protocol is what a server by TLS agrees to speak with a client that can HTTP/2.
func protocol(name string) probe {
	return func(s *site) string {
		c, err := tls.DialWithDialer(&net.Dialer{Timeout: 5 * time.Second}, "tcp", net.JoinHostPort(s.address, "10443"), &tls.Config{
			InsecureSkipVerify: true, ServerName: name, NextProtos: []string{"h2", "http/1.1"},
		})
		s.must(err)
		defer c.Close()
		return c.ConnectionState().NegotiatedProtocol
	}
}

func resolvedBy(resolver string) string {
	return `server {
    listen 80;
    resolver ` + resolver + `:5300 ipv6=off;
    location / {
        set $app app.example.net;
        proxy_pass http://$app:8080;
    }
}
`
}

// passToApp is a server for an upstream of that name, which says whom it asked.
const passToApp = `server {
    listen 80;
    location / {
        add_header X-Tried $upstream_addr always;
        proxy_pass http://app;
    }
}
`

// keptUpstream is an upstream of one server, and all that keepalive needs beside it.
func keptUpstream(lines string) string {
	return `upstream app {
    ` + lines + `
    server 10.0.0.7:8080;
}
server {
    listen 80;
    location / {
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_pass http://app;
    }
}
`
}

// kept tells whether two requests come by one connection.
func kept(s *site) string {
	if s.saw("port", "/") == s.saw("port", "/") {
		return "one connection"
	}
	return "a connection for each request"
}

func realIP(from string) string {
	return `server {
    listen 80;
    set_real_ip_from ` + from + `;
    real_ip_header X-Forwarded-For;
    return 200 $remote_addr;
}
`
}

func retries(when string) string {
	return `upstream app {
    server 10.0.0.7:8080;
    server 10.0.0.8:8080;
}
server {
    listen 80;
    location / {
        add_header X-Tried $upstream_addr always;
        proxy_next_upstream ` + when + `;
        proxy_pass http://app;
    }
}
`
}

// tlsWith is a server by TLS. @SECLEVEL=0 lets OpenSSL, which would refuse them by
// itself, offer what is weak.
func tlsWith(protocols, ciphers string) string {
	return `server {
    listen 443 ssl;
    ssl_certificate /etc/ssl/certs/www.pem;
    ssl_certificate_key /etc/ssl/private/www.key;
    ssl_ciphers ` + ciphers + `;
    ssl_protocols ` + protocols + `;
    return 200;
}
`
}

func referers(list string) string {
	return `server {
    listen 80;
    server_name www.example.net;
    location /img/ {
        valid_referers ` + list + `;
        if ($invalid_referer) {
            return 403;
        }
        return 200;
    }
}
`
}

// limited is a configuration that passes requests on with the given limits.
func limited(limits string) string {
	return `events {}
http {
` + limits + `    server {
        listen 80;
        location / {
            proxy_pass http://10.0.0.7:8080;
        }
    }
}
`
}

// twoWorkers is an upstream with a dead server, and two workers that share the
// connections.
func twoWorkers(zone string) string {
	return `worker_processes 2;
events {}
http {
    upstream app {
` + zone + `        server 10.0.0.9:8080;
        server 10.0.0.8:8080;
    }
    server {
        listen 80 reuseport;
        location / {
            add_header X-Tried $upstream_addr always;
            proxy_pass http://app;
        }
    }
}
`
}

func fewFiles(n int) string {
	return fmt.Sprintf(`worker_rlimit_nofile %d;
events {
    worker_connections 512;
}
http {
    server {
        listen 80;
        location / {
            proxy_pass http://10.0.0.7:8080;
        }
    }
}
`, n)
}
