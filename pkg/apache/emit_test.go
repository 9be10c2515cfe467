package apache

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// read parses a topology that has to be right.
func read(t testing.TB, src string) *topology.Topology {
	t.Helper()
	top, diags := topology.Parse(map[string][]byte{"topology.hcl": []byte(src)}, topology.Options{})
	if diags.HasErrors() {
		t.Fatalf("the topology has errors: %v\n%s", diags, src)
	}
	return top
}

// emit compiles the first host of a topology and returns the text of each file.
// Whatever is emitted must read back as the same tree.
func emit(t testing.TB, src string) (map[string]string, hcl.Diagnostics) {
	t.Helper()
	top := read(t, src)
	files, diags := Emit(top, top.Hosts[0])
	texts := make(map[string]string)
	for _, f := range files {
		text, lines := f.Format()
		if n := strings.Count(string(text), "\n"); len(lines) != n {
			t.Errorf("%s: %d origins for %d lines", f.Name, len(lines), n)
		}
		again, syntax := ParseDialect(f.Name, text, f.Dialect)
		if len(syntax) > 0 {
			t.Errorf("%s does not read: %v\n%s", f.Name, syntax, text)
		}
		if diff := cmp.Diff(outline(f), outline(again)); diff != "" {
			t.Errorf("%s reads as another tree (-emitted +read):\n%s", f.Name, diff)
		}
		texts[f.Name] = string(text)
	}
	return texts, diags
}

// estate is a topology of one host, one balancer and one virtual host, with room
// for more in each.
type estate struct {
	platform, version     string
	balancer, member      string
	virtualHost, location string
	more                  string // further blocks

	listen string
	ports  []int // of back ends on loopback, instead of 10.0.0.1 and 10.0.0.2
}

func (x estate) String() string {
	version := ""
	if x.version != "" {
		version = fmt.Sprintf("httpd_version = %q", x.version)
	}
	if x.platform == "" {
		x.platform = "debian12"
	}
	if !strings.Contains(x.virtualHost, "location ") {
		x.virtualHost += fmt.Sprintf("\n  location \"/\" {\n    balancer = balancer.pool\n    %s\n  }", x.location)
	}
	addresses, ports := []string{"10.0.0.1", "10.0.0.2"}, []int{80, 80}
	if x.ports != nil {
		addresses, ports = []string{"127.0.0.1", "127.0.0.1"}, x.ports
	}
	return fmt.Sprintf(`
host "lb" {
  platform = %q
  %s
}
balancer "pool" {
  %s
  member "app1" {
    address = %q
    port    = %d
    %s
  }
  member "app2" {
    address = %q
    port    = %d
  }
}
virtual_host "shop.example.net" {
  server = "apache"
  hosts  = [host.lb]
  %s
  %s
}
%s
`, x.platform, version, x.balancer, addresses[0], ports[0], x.member, addresses[1], ports[1], x.listen, x.virtualHost, x.more)
}

// only is the text of the virtual host's own file.
func (x estate) only(t testing.TB) string {
	t.Helper()
	texts, diags := emit(t, x.String())
	if diags.HasErrors() {
		t.Fatalf("%v\n%s", diags, x)
	}
	for name, text := range texts {
		if strings.HasSuffix(name, "/shop.example.net.conf") {
			return text
		}
	}
	t.Fatalf("no file among %v", texts)
	return ""
}
