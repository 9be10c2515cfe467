package nginx

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parsed(t *testing.T, src string) *File {
	t.Helper()
	f, diags := Parse("x.conf", []byte(src))
	if len(diags) > 0 {
		t.Fatalf("%v", problems(diags))
	}
	return f
}

func TestUpstreamView(t *testing.T) {
	f := parsed(t, `
		upstream a { server x; ip_hash; server 10.0.0.1:81 weight=5 backup; keepalive 4; zone a 64k; }
		stream { upstream b { server [::1]:53; server unix:/run/s:1; } }`)
	list := slices.Collect(f.Upstreams())
	if len(list) != 2 {
		t.Fatalf("%d upstreams", len(list))
	}
	a, b := list[0], list[1]
	if a.Name.Text != "a" || a.Family != HTTP || b.Family != Stream || b.Method != nil {
		t.Errorf("%+v", list)
	}
	if a.Method.Name.Text != "ip_hash" || a.Keepalive == nil || a.Zone == nil || a.Sticky != nil {
		t.Errorf("%+v", a)
	}
	var addresses []Address
	for _, s := range append(a.Servers, b.Servers...) {
		addresses = append(addresses, s.Address)
	}
	want := []Address{{"x", ""}, {"10.0.0.1", "81"}, {"[::1]", "53"}, {"unix:/run/s:1", ""}}
	if diff := cmp.Diff(want, addresses); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	weight, ok := a.Servers[1].Param("weight")
	if !ok || weight.Value != "5" || weight.Word.Range().Start.Column == 0 {
		t.Errorf("weight: %+v", weight)
	}
	if _, ok := a.Servers[0].Param("weight"); ok {
		t.Error("a weight that is not there")
	}
}

func TestVirtualServerView(t *testing.T) {
	f := parsed(t, `http { proxy_set_header Host $host;
		server { listen 80 default_server; listen 10.0.0.1; listen [::]:81 default; listen unix:/run/x;
			server_name a b; server_name c;
			location = /x { proxy_pass http://p; }
			location ~*\.php$ { proxy_set_header X 1; location /in { } }
			location @named { } }
		} stream { server { listen 53; } }`)
	list := slices.Collect(f.VirtualServers())
	if len(list) != 1 {
		t.Fatalf("%d servers", len(list))
	}
	s := list[0]
	var listens []string
	for _, l := range s.Listens {
		text := l.Address.Host + " " + l.Address.Port
		if l.IsDefault() {
			text += " default"
		}
		listens = append(listens, text)
	}
	if diff := cmp.Diff([]string{"* 80 default", "10.0.0.1 80", "[::] 81 default", "unix:/run/x "}, listens); diff != "" {
		t.Errorf("listens (-want +got):\n%s", diff)
	}
	if len(s.Names) != 3 || s.Names[2].Text != "c" {
		t.Errorf("names: %v", s.Names)
	}
	var locations []string
	for _, l := range s.Locations {
		locations = append(locations, l.Modifier+" "+l.Path)
	}
	if diff := cmp.Diff([]string{"= /x", `~* \.php$`, "@ named"}, locations); diff != "" {
		t.Errorf("locations (-want +got):\n%s", diff)
	}
	if s.Locations[0].ProxyPass == nil || s.Locations[1].ProxyPass != nil {
		t.Error("proxy_pass")
	}
	inner := s.Locations[1].Locations()[0]
	if inner.Path != "/in" || len(inner.Directive.Children()) != 0 {
		t.Errorf("the inner location: %+v", inner)
	}
}

func TestFragmentViews(t *testing.T) {
	f := parsed(t, "server { listen 80; } upstream p { server a; }")
	if len(slices.Collect(f.VirtualServers())) != 1 || len(slices.Collect(f.Upstreams())) != 1 {
		t.Error("the fragment's blocks are not found")
	}
}
