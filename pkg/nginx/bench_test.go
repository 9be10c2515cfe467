package nginx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// sites is a configuration of n upstreams and servers, some 640 bytes each.
func sites(n int) []byte {
	var b bytes.Buffer
	b.WriteString("events {}\nhttp {\n")
	for i := range n {
		fmt.Fprintf(&b, `
    # site %d
    upstream pool%[1]d {
        ip_hash;
        server 10.0.0.1:8080 max_fails=3 fail_timeout=30s;
        server 10.0.0.2:8080 max_fails=3 fail_timeout=30s;
    }

    server {
        listen 80;
        server_name site%[1]d.example "www.site%[1]d.example";
        access_log /var/log/nginx/site%[1]d.log;

        location / {
            proxy_pass http://pool%[1]d;
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header Connection ""; # kept open
        }
    }
`, i)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			src := sites(n)
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := Parse("nginx.conf", src); len(diags) > 0 {
					b.Fatal(diags)
				}
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			src := sites(n)
			f, _ := Parse("nginx.conf", src)
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				f.Format()
			}
		})
	}
}

// All virtual hosts stand on one host, and each has a balancer of its own.
func BenchmarkEmit(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var src strings.Builder
			src.WriteString("host \"lb\" { platform = \"debian12\" }\n")
			for i := range n {
				fmt.Fprintf(&src, "balancer \"pool%d\" {\n  member \"10.0.0.1\" { port = 80 }\n}\n", i)
				fmt.Fprintf(&src, "virtual_host \"site%d\" {\n  server = \"nginx\"\n  hosts = [host.lb]\n  location \"/\" { balancer = balancer.pool%[1]d }\n}\n", i)
			}
			top, diags := topology.Parse(map[string][]byte{"t.hcl": []byte(src.String())}, topology.Options{})
			if diags.HasErrors() {
				b.Fatal(diags)
			}
			b.ReportAllocs()
			for b.Loop() {
				if files, diags := Emit(top, top.Hosts[0]); len(diags) > 0 || len(files) != n+1 {
					b.Fatal(diags)
				}
			}
		})
	}
}

// shapes are what input made to be slow repeats.
var shapes = []string{`"`, `" `, "\"\n", `'"`, "a\n", "{", "a{", "}", ";", `\`, "$", "#", "# \"\n", "a \"b\nc", `a{"`, "a_by_lua_block {[[", "types{a{", `a "b"c}`}

func BenchmarkParseHostile(b *testing.B) {
	for _, shape := range shapes {
		b.Run(fmt.Sprintf("%q", shape), func(b *testing.B) {
			src := bytes.Repeat([]byte(shape), 1<<20/len(shape))
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Parse("x.conf", src)
			}
		})
	}
}

// Whoever writes the file must not decide how long reading it takes: were one of
// these a square, it would take ten seconds and more.
func TestParseIsLinear(t *testing.T) {
	for _, shape := range shapes {
		src := bytes.Repeat([]byte(shape), 1<<18/len(shape))
		start := time.Now()
		f, _ := Parse("x.conf", src)
		if got, _ := f.Format(); !bytes.Equal(got, src) {
			t.Errorf("%q repeated does not come back", shape)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q repeated takes %v", shape, took)
		}
	}
}
