package apache

import (
	"fmt"
	"strings"
	"testing"
)

// bigFile is the configuration of n virtual hosts.
func bigFile(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `
# site %[1]d
<VirtualHost *:80>
    ServerName s%[1]d.example.net
    ErrorLog "|/usr/bin/rotatelogs /var/log/s%[1]d.%%Y 86400"
    ProxyPreserveHost On
    <Proxy balancer://b%[1]d>
        BalancerMember http://10.0.0.1:80 route=a "loadfactor=2"
        BalancerMember http://10.0.0.2:80 route=b
        ProxySet stickysession=ROUTEID
    </Proxy>
    ProxyPass / balancer://b%[1]d/
    ProxyPassReverse / balancer://b%[1]d/
</VirtualHost>
`, i)
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	src := bigFile(10_000)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := Parse("x.conf", src); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	src := bigFile(10_000)
	f, _ := Parse("x.conf", src)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if out, _ := f.Format(); len(out) != len(src) {
			b.Fatal("another text")
		}
	}
}

// BenchmarkEmit compiles hosts of 100, 1,000 and 10,000 virtual hosts: the time
// for one stays the same.
func BenchmarkEmit(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var src strings.Builder
			src.WriteString("host \"lb\" { platform = \"debian12\" }\n")
			for i := range n {
				fmt.Fprintf(&src, `
balancer "b%[1]d" {
  sticky {}
  member "a" {
    address = "10.0.0.1"
    port    = 80
  }
  member "b" {
    address = "10.0.0.2"
    port    = 80
  }
}
virtual_host "s%[1]d.example.net" {
  server = "apache"
  hosts  = [host.lb]
  location "/" { balancer = balancer.b%[1]d }
}
`, i)
			}
			top := read(b, src.String())
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				files, diags := Emit(top, top.Hosts[0])
				if diags.HasErrors() || len(files) != n {
					b.Fatal(len(files), diags)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/host")
		})
	}
}
