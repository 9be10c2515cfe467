package rules

import "testing"

// Where lines may be repeated, and where not, and after what "proxy_redirect
// default" may stand: nginx and the rules agree.
func TestNginxSaidTwice(t *testing.T) {
	judge := newNginxJudge(t)
	for _, test := range []struct {
		block, text string
		want        nginxVerdict
	}{
		{"server", "proxy_redirect default;", nginxRefused},
		{"http", "proxy_redirect default;", nginxRefused},
		{"location", "proxy_redirect default;", nginxRefused},
		{"location", "proxy_redirect default; proxy_pass http://app;", nginxRefused},
		{"location", "proxy_pass http://app; proxy_redirect default;", nginxAccepted},
		{"location", "proxy_pass http://app; proxy_redirect default; proxy_redirect default; proxy_redirect a b;", nginxAccepted},
		{"location", "proxy_pass http://app; location /a { proxy_redirect default; }", nginxRefused},
		{"location", "proxy_pass http://app$uri; proxy_redirect default;", nginxRefused},
		{"location", "proxy_pass http://app$uri; proxy_redirect a b;", nginxAccepted},
		{"location", "proxy_redirect off; proxy_redirect a b;", nginxRefused},
		{"location", "proxy_redirect a b; proxy_redirect off;", nginxRefused},
		{"server", "proxy_cookie_domain off; proxy_cookie_domain off;", nginxRefused},
		{"location", "proxy_cookie_flags off; proxy_cookie_flags a secure;", nginxRefused},
		{"location", "proxy_cookie_path / /a; proxy_cookie_path /b /c;", nginxAccepted},
		{"server", "proxy_cookie_path off; location /a { proxy_cookie_path / /a; }", nginxAccepted},
		{"location", "valid_referers a.net/x A.NET;", nginxRefused},
		{"location", "valid_referers a.net; valid_referers a.net/y;", nginxRefused},
		{"location", "valid_referers .a.net a.net;", nginxRefused},
		{"location", "valid_referers *.a.net .a.net;", nginxRefused},
		{"location", "valid_referers .a.net *.a.net;", nginxRefused},
		{"location", "valid_referers a.* a.*/x;", nginxRefused},
		{"location", "valid_referers a.net *.a.net a.*;", nginxAccepted},
		{"location", "valid_referers b.a.net .a.net;", nginxAccepted},
		{"location", `valid_referers none none blocked server_names server_names ~\.a ~\.a a.net;`, nginxAccepted},
		{"server", "valid_referers a.net; location /a { valid_referers a.net; }", nginxAccepted},
		{"server", "error_log logs/e warn warn;", nginxRefused},
		{"main", "error_log logs/e debug_http warn;", nginxRefused},
		{"main", "error_log logs/e warn debug_http;", nginxRefused},
		{"stream server", "error_log logs/e debug debug_core;", nginxRefused},
		{"stream server", "listen 127.0.0.1:9999; return a; return b;", nginxRefused},
		{"location", "return 204; return 404;", nginxAccepted},
		{"server", "request_pool_size 1025;", nginxRefused},
		{"http", "connection_pool_size 48;", nginxRefused},
		{"server", "request_pool_size 1k; connection_pool_size 256;", nginxAccepted},
		{"location", "error_log tmp/e debug_http debug_core debug_http;", nginxAccepted},
	} {
		if got := judge.compare(nginxFramed(test.block, test.text)); got.verdict != test.want {
			t.Errorf("%s in %s: %s\nnginx: %s\nhagen: %s", test.text, test.block, got.verdict, got.said, got.found)
		}
	}
}
