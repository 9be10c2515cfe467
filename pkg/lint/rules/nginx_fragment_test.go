package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/everlinux/hagen/pkg/lint"
)

// A fragment shows what stands in it, and not what stands around it: the http
// block may have what the fragment lacks.
func TestNginxFragments(t *testing.T) {
	const (
		shop    = "upstream shop { server 10.0.0.7:8080; server 10.0.0.8:8080; }\n"
		passed  = "location / { proxy_pass http://shop; }\n"
		address = "location / { proxy_pass http://10.0.0.7:8080; }\n"
		noHost  = " the back end of http://10.0.0.7:8080 gets its own name as Host, not the client's: nothing sets it"
	)
	whole := func(text string) string { return "events {}\nhttp {\n" + text + "}\n" }
	server := func(text string) string { return "server { listen 80 default_server; " + text + "}\n" }
	for _, tc := range []struct {
		name  string
		rule  *lint.Rule
		files map[string]string
		want  []string
	}{
		{"a line beside the location", nginxProxyHost, map[string]string{"a.conf": "proxy_set_header Host $host;\n" + address}, nil},
		{"a line in the file beside it", nginxProxyHost, map[string]string{"a.conf": "proxy_set_header Host $host;\n", "b.conf": address}, nil},
		{"a snippet that is not there", nginxProxyHost, map[string]string{"a.conf": "include proxy_params;\n" + address}, nil},
		{"another line beside it", nginxProxyHost, map[string]string{"a.conf": "proxy_buffers 8 8k;\n" + address}, []string{"a.conf:2" + noHost}},
		{"what stands beside it is replaced", nginxProxySetHeaderInheritance, map[string]string{
			"a.conf": "proxy_set_header Host $host;\nlocation / {\nproxy_set_header X-A 1;\nproxy_pass http://10.0.0.7:8080; }\n",
		}, []string{"a.conf:3 the proxy_set_header lines of this level keep it from inheriting Host"}},
		{"what stands in another file may be elsewhere", nginxProxySetHeaderInheritance, map[string]string{
			"a.conf": "proxy_set_header Host $host;\n", "b.conf": "location / {\nproxy_set_header X-A 1;\nproxy_pass http://10.0.0.7:8080; }\n",
		}, nil},

		{"limits: a fragment", nginxProxyTimeouts, map[string]string{"a.conf": address}, nil},
		{"limits: once", nginxProxyTimeouts, map[string]string{"a.conf": whole(server(address) + server(address) + server(address))},
			[]string{"a.conf:3 the connection to http://10.0.0.7:8080 may take 60 seconds to fail, and so may those of 2 more proxy_pass"}},
		{"limits: a socket", nginxProxyTimeouts, map[string]string{"a.conf": whole("upstream shop { server unix:/run/a; }\n" + server(passed+"location /b { proxy_pass http://unix:/run/b; }"))}, nil},
		{"fields: none, in a fragment", nginxProxyXFF, map[string]string{"a.conf": server(address)}, nil},
		{"fields: none, in http", nginxProxyXFF, map[string]string{"a.conf": whole(server(address) + server(address))}, []string{"a.conf:3 no header field tells http://10.0.0.7:8080 the client's address"}},
		{"fields: a set for two", nginxProxyXFF, map[string]string{"a.conf": server("proxy_set_header Host $host;\n" + address + address)}, []string{"a.conf:2 no header field tells http://10.0.0.7:8080 the client's address"}},
		{"scheme: by https", nginxProxyProto, map[string]string{"a.conf": "location / { proxy_set_header Host $host; proxy_pass https://10.0.0.7; }\n"}, nil},
		{"status: a fragment", nginxNextUpstreamStatus, map[string]string{"a.conf": shop + server(passed)}, nil},
		{"status: once for an upstream", nginxNextUpstreamStatus, map[string]string{"a.conf": whole(shop + server(passed+"\n"+passed))}, []string{`a.conf:4 a 502 or 503 of one of the 2 servers of "shop" is not tried elsewhere`}},
		{"kept: nobody passes to it", nginxUpstreamNoKeepalive, map[string]string{"a.conf": shop}, nil},
		{"zone: a fragment", nginxUpstreamNoZone, map[string]string{"a.conf": shop}, nil},
		{"zone: one worker by default", nginxUpstreamNoZone, map[string]string{"a.conf": whole(shop)}, nil},
		{"zone: one worker", nginxUpstreamNoZone, map[string]string{"a.conf": "worker_processes 1;\n" + whole(shop)}, nil},
		{"zone: two workers", nginxUpstreamNoZone, map[string]string{"a.conf": "worker_processes 2;\n" + whole(shop)}, []string{`a.conf:4 the workers do not share the state of the servers of "shop"`}},
		{"zone: an excerpt", nginxUpstreamNoZone, map[string]string{"a.conf": "http {\n" + shop + "}\n"}, []string{`a.conf:2 the workers do not share the state of the servers of "shop"`}},
		{"default: a fragment", nginxNoDefaultServer, map[string]string{"a.conf": "server { listen 80; server_name a.example; }\n"}, nil},
		{"default: an include that is not there", nginxNoDefaultServer, map[string]string{"a.conf": whole("include sites/*;\nserver { listen 80; server_name a.example; }\n")}, nil},
		{"default: the first has no name", nginxNoDefaultServer, map[string]string{"a.conf": whole("server { listen 80; server_name _; }\nserver { listen 80; server_name a.example; }\n")}, nil},
		{"default: it is not the first", nginxNoDefaultServer, map[string]string{"a.conf": whole("server { listen 80; server_name a.example; }\nserver { listen 80; server_name _; }\n")},
			[]string{"a.conf:3 no server is the default_server of 80, so this one, the first, is"}},
		{"network: after realip", nginxIPHashNetwork, map[string]string{"a.conf": "upstream shop { ip_hash; server 10.0.0.7; server 10.0.0.8; }\n" + server("set_real_ip_from 10.0.0.9; "+passed)}, nil},
		{"modules: one is loaded", nginxForeignDirective, map[string]string{"a.conf": "load_module modules/ngx_http_brotli_filter_module.so;\n" + whole("brotli on;\n")}, nil},
		{"modules: nginx's own is loaded", nginxForeignDirective, map[string]string{"a.conf": "load_module modules/ngx_stream_module.so;\n" + whole("brotli on;\n")},
			[]string{"a.conf:4 brotli is of none of nginx's own modules, and no other is loaded"}},
		{"modules: a folder of them", nginxForeignDirective, map[string]string{"a.conf": "include /etc/nginx/modules-enabled/*.conf;\n" + whole("brotli on;\n")}, nil},
		{"modules: a fragment", nginxForeignDirective, map[string]string{"a.conf": server("brotli on;")}, nil},
		{"suffix: names that begin with a dot", nginxRegexUnanchored, map[string]string{"a.conf": "location ~ /\\.git { deny all; }\nlocation ~ \\.php { deny all; }\n"}, []string{`a.conf:2 \.php also matches where more follows`}},
		{"path: another one in its place", nginxProxyPassNormalized, map[string]string{"a.conf": "location /a/ { proxy_pass http://10.0.0.7/; }\n"}, nil},
		{"path: the root for the root", nginxProxyPassNormalized, map[string]string{"a.conf": "location / { proxy_pass http://10.0.0.7/; }\n"}, []string{"a.conf:1 the URI /, which is the location's, makes nginx pass the path on decoded, with double slashes merged"}},
		{"HSTS: a fragment", nginxHSTS, map[string]string{"a.conf": "server { listen 443 ssl; server_name a.example; }\n"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, nginxTree(tc.rule, tc.files)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// An address that the host's own interfaces have is there when nginx starts.
func TestNginxListenAddressOfTheHost(t *testing.T) {
	for address, want := range map[string]int{"192.0.2.10": 0, "192.0.2.11": 1} {
		e := lint.NewEstate(nil, nil, []lint.Source{
			{Name: "n", Host: "lb", Path: "/etc/nginx/conf.d/a.conf", Src: []byte("server { listen " + address + ":80; }\n")},
			{Name: "i", Host: "lb", Path: "/etc/sysconfig/network-scripts/ifcfg-eth0", Src: []byte("DEVICE=eth0\nBOOTPROTO=none\nIPADDR=192.0.2.10\nPREFIX=24\n")},
		})
		if got := lint.Run(e, []*lint.Rule{nginxListenAddress}); len(got) != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
