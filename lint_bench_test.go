package hagen

import (
	"bytes"
	"fmt"
	"testing"
)

// nginxSites is an nginx.conf of n sites, some 600 bytes and 18 lines each, in the
// manner of a careful administrator: no rule finds anything in it.
func nginxSites(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`user nginx;
worker_processes auto;

events {
    worker_connections 1024;
}

http {
    include mime.types;
    server_tokens off;
    ssl_protocols TLSv1.2 TLSv1.3;
    proxy_connect_timeout 5s;
    proxy_next_upstream error timeout http_502 http_503;
    proxy_http_version 1.1;

    server {
        listen 80 default_server;
        server_name _;
        return 444;
    }
`)
	for i := range n {
		fmt.Fprintf(&b, `
    # site %d
    upstream pool%[1]d {
        zone pool%[1]d 64k;
        server 10.%d.%d.1:8080 max_fails=3 fail_timeout=30s;
        server 10.%[2]d.%[3]d.2:8080 max_fails=3 fail_timeout=30s;
        keepalive 16;
    }

    server {
        listen 80;
        server_name site%[1]d.example www.site%[1]d.example;

        location / {
            proxy_pass http://pool%[1]d;
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Connection ""; # kept open
        }
    }
`, i, i>>8&0xff, i&0xff)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// apacheSites is an apache2.conf of n sites, some 520 bytes and 14 lines each, in
// the manner of a careful administrator.
func apacheSites(n int) []byte {
	var b bytes.Buffer
	for _, module := range []string{"mpm_event", "authz_core", "alias", "headers", "proxy", "proxy_http", "proxy_balancer", "slotmem_shm", "lbmethod_byrequests"} {
		fmt.Fprintf(&b, "LoadModule %s_module /usr/lib/apache2/modules/mod_%[1]s.so\n", module)
	}
	b.WriteString(`Listen 80
ServerTokens Prod
ProxyTimeout 30

<VirtualHost *:80>
    ServerName default.invalid
    RedirectMatch 404 .*
</VirtualHost>
`)
	for i := range n {
		fmt.Fprintf(&b, `
# site %d
<VirtualHost *:80>
    ServerName site%[1]d.example
    ServerAlias www.site%[1]d.example
    RequestHeader set X-Forwarded-Proto http
    ProxyPreserveHost On
    ProxyPass /.well-known/acme-challenge !
    ProxyPass / balancer://pool%[1]d/
    ProxyPassReverse / balancer://pool%[1]d/
    <Proxy balancer://pool%[1]d>
        BalancerMember http://10.%d.%d.1:8080 retry=10
        BalancerMember http://10.%[2]d.%[3]d.2:8080 retry=10
    </Proxy>
</VirtualHost>
`, i, i>>8&0xff, i&0xff)
	}
	return b.Bytes()
}

// The files of 10,000 sites have 6 and 5 MB; nginx -t reads one like it in 2.4
// seconds, apache2 -t in 0.7.
func BenchmarkLint(b *testing.B) {
	for _, format := range []struct {
		name, file string
		sites      func(int) []byte
	}{
		{"nginx", "lb/etc/nginx/nginx.conf", nginxSites},
		{"apache", "lb/etc/apache2/apache2.conf", apacheSites},
	} {
		for _, n := range []int{1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", format.name, n), func(b *testing.B) {
				files := map[string][]byte{format.file: format.sites(n)}
				b.SetBytes(int64(len(files[format.file])))
				b.ReportAllocs()
				for b.Loop() {
					result, diags := Lint(files, LintOptions{})
					if len(diags)+len(result.Unknown)+len(result.Findings) > 0 {
						b.Fatal(diags, result.Unknown, result.Findings)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/site")
			})
		}
	}
}
