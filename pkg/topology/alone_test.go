package topology

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// manyBlocks is a topology of several runs of blocks, some of which stand alone,
// with a mistake of each kind now and then where wrong is true.
func manyBlocks(wrong bool) string {
	var b strings.Builder
	b.WriteString(`
variable "port" { default = 8080 }
variable "password" {
  default   = "tiger-lily"
  sensitive = true
}
locals { first = host.h0.interface.eth0.ip }
network "n" { cidr = "10.0.0.0/8" }
balancer "b" {
  dynamic "member" {
    for_each = ["10.255.0.1", "10.255.0.2"]
    labels   = [member.value]
    content { port = var.port }
  }
}
dynamic "virtual_host" {
  for_each = range(400)
  labels   = ["d${virtual_host.value}"]
  content {
    server = "nginx"
    hosts  = [host.h0]
    admin  = "admin-${virtual_host.value}@example.net"
    location "/" { balancer = balancer.b }
  }
}
dynamic "virtual_host" {
  for_each = [host.h1, host.h2]
  iterator = each
  labels   = ["on-${each.value.name}"]
  content {
    server = "nginx"
    hosts  = [each.value]
    location "/" { balancer = balancer.b }
  }
}
`)
	for i := range 700 {
		platform, listen := `"rhel9"`, `"*:80"`
		switch {
		case i%7 == 3:
			listen = fmt.Sprintf(`"${host.h%d.interface.eth0.ip}:80"`, i)
		case i%11 == 5:
			platform = fmt.Sprintf("host.h%d.platform", i-1)
		case i%13 == 6:
			listen = `"${local.first}:80"`
		case wrong && i%17 == 0:
			platform = `"rhel99"`
		case wrong && i%19 == 0:
			listen = `"*:http"`
		}
		fmt.Fprintf(&b, "host \"h%[1]d\" {\n platform = %[2]s\n interface \"eth0\" { address = \"10.%[3]d.%[4]d.1\" }\n}\n", i, platform, i/250, i%250)
		fmt.Fprintf(&b, "virtual_host \"v%[1]d\" {\n server = \"nginx\"\n hosts = [host.h%[1]d]\n listen = [%[2]s]\n location \"/\" {\n balancer = balancer.b\n request_headers = { X-Key = var.password }\n }\n}\n", i, listen)
	}
	if wrong {
		b.WriteString("host \"h9\" { platform = \"rhel9\" }\nhost \"bad name\" { colour = 1 }\nvirtual_host \"x\" { hosts = [host.nobody, balancer.b] }\n")
	}
	return b.String()
}

// parseInTurn is Parse with one block decoded after the other.
func parseInTurn(src string) (*Topology, *evaluator) {
	t := &Topology{Secrets: &Secrets{}}
	e := newEvaluator(t.Secrets, 0)
	bodies, _ := e.parseFiles(map[string][]byte{"t.hcl": []byte(src)})
	e.collect(bodies, Options{})
	d := newDecoder(e)
	var all []*block
	for _, spec := range rootSpec.Blocks {
		if set := e.top[spec.Type]; set != nil {
			for _, b := range e.inOrder(set) {
				d.block(b)
				all = append(all, b)
			}
		}
	}
	d.fill(t, all)
	return t, e
}

// Blocks that are decoded side by side come to what they come to in turn.
func TestSideBySideIsInTurn(t *testing.T) {
	for _, wrong := range []bool{false, true} {
		src := manyBlocks(wrong)
		got, diags := Parse(map[string][]byte{"t.hcl": []byte(src)}, Options{})
		if diags.HasErrors() != wrong {
			t.Fatalf("%.2000s", render(diags))
		}
		want, e := parseInTurn(src)
		if diff := cmp.Diff(render(e.diags.sorted()), render(diags)); diff != "" {
			t.Error(diff)
		}
		if !reflect.DeepEqual(got.Secrets.values, want.Secrets.values) || !reflect.DeepEqual(got.Secrets.attributes, want.Secrets.attributes) {
			t.Error("other secrets than in turn")
		}
		if len(got.Hosts) == 0 || len(got.VirtualHosts) != len(want.VirtualHosts) {
			t.Fatalf("%d hosts, %d virtual hosts of %d", len(got.Hosts), len(got.VirtualHosts), len(want.VirtualHosts))
		}
		if !wrong {
			want.complete()
			if !reflect.DeepEqual(got.VirtualHosts, want.VirtualHosts) || !reflect.DeepEqual(got.Hosts, want.Hosts) {
				t.Error("another topology than in turn")
			}
		}
	}
}

func TestAlone(t *testing.T) {
	e := newEvaluator(&Secrets{}, 0)
	bodies, ok := e.parseFiles(map[string][]byte{"t.hcl": []byte(`
variable "v" { default = 1 }
locals { l = 1 }
host "a" { platform = "rhel9" }
host "b" { platform = host.a.platform }
balancer "c" {
  member "10.0.0.1" { port = var.v + 1 }
}
balancer "d" {
  member "10.0.0.1" { port = local.l }
}
balancer "e" {
  dynamic "member" {
    for_each = []
    content {}
  }
}
virtual_host "f" { hosts = [host.a, host.b] }
virtual_host "g" { hosts = [host.a, host.unknown] }
virtual_host "h" { hosts = values(host) }
`)})
	if !ok {
		t.Fatal(render(e.diags.sorted()))
	}
	e.collect(bodies, Options{})
	got := make(map[string]bool)
	for _, typ := range []string{"host", "balancer", "virtual_host"} {
		for _, b := range e.inOrder(e.top[typ]) {
			got[b.name()] = e.alone(b)
		}
	}
	want := map[string]bool{"a": true, "b": false, "c": true, "d": false, "e": false, "f": true, "g": false, "h": false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
