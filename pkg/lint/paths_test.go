package lint

import (
	"slices"
	"testing"
)

func TestPaths(t *testing.T) {
	e := NewEstate(nil, nil, []Source{
		{Name: "given/lb/etc/nginx/nginx.conf", Host: "lb", Path: "/etc/nginx/nginx.conf", Src: []byte("events {}\n")},
		{Name: "given/lb/etc/nginx/conf.d/b.conf", Host: "lb", Path: "/etc/nginx/conf.d/b.conf"},
		{Name: "given/lb/etc/nginx/conf.d/a.conf", Host: "lb", Path: "/etc/nginx/conf.d/a.conf"},
		{Name: "given/lb/etc/nginx/conf.d/.hidden.conf", Host: "lb", Path: "/etc/nginx/conf.d/.hidden.conf"},
		{Name: "given/lb/etc/nginx/sites/one/x.conf", Host: "lb", Path: "/etc/nginx/sites/one/x.conf"},
		{Name: `alone\nginx\x.conf`, Kind: KindNginx},
	})
	alone, lb := e.Hosts[0], e.Hosts[1]
	if got := lb.Path("given/lb/etc/nginx/conf.d/a.conf"); got != "/etc/nginx/conf.d/a.conf" {
		t.Errorf("the path is %q", got)
	}
	if got := alone.Path(`alone\nginx\x.conf`); got != "alone/nginx/x.conf" {
		t.Errorf("without a path it is %q", got)
	}
	if got := lb.Path("nobody's"); got != "" {
		t.Errorf("of a file that is not the host's it is %q", got)
	}
	for pattern, want := range map[string][]string{
		"/etc/nginx/conf.d/*.conf":          {"given/lb/etc/nginx/conf.d/a.conf", "given/lb/etc/nginx/conf.d/b.conf"},
		"/etc/nginx/./conf.d/../nginx.conf": {"given/lb/etc/nginx/nginx.conf"},
		"/etc/nginx/sites/*/*.conf":         {"given/lb/etc/nginx/sites/one/x.conf"},
		"/etc/nginx/*.conf":                 {"given/lb/etc/nginx/nginx.conf"},
		"/etc/nginx/conf.d/.h*":             {"given/lb/etc/nginx/conf.d/.hidden.conf"},
		"/etc/nginx/conf.d/c.conf":          nil,
		"/etc/nginx/conf.d/[":               nil,
		"conf.d/*.conf":                     nil,
	} {
		if got := lb.Glob(pattern); !slices.Equal(got, want) {
			t.Errorf("%s matches %q, want %q", pattern, got, want)
		}
	}
}

// A folder that was looked through tells that what no pattern finds there is not
// there, but for what was passed over.
func TestWhole(t *testing.T) {
	e := NewEstate(nil, nil, []Source{
		{Name: "n", Host: "lb", Path: "/etc/nginx/nginx.conf", Src: []byte("events {}\n")},
		{Name: "s", Host: "lb", Path: "/etc/nginx/sites-available/shop", Src: []byte("server {}\n")},
	})
	e.AddFolder("lb", "/etc/nginx/conf.d", []string{"more.inc"})
	e.AddFolder("nobody", "/etc/nginx", nil)
	e.AddLink("lb", "/etc/nginx/sites-enabled/shop", "s")
	e.AddLink("lb", "/etc/nginx/sites-enabled/gone", "nothing")
	h := e.Hosts[0]
	for pattern, want := range map[string]bool{
		"/etc/nginx/conf.d/*.conf": true, "/etc/nginx/conf.d/x": true, "/etc/nginx/conf.d/*": false, "/etc/nginx/conf.d/more.inc": false,
		"/etc/nginx/*.conf": false, "/etc/nginx/*/*.conf": false, "/etc/nginx/conf.d/../conf.d/*.conf": true,
	} {
		if h.Whole(pattern) != want {
			t.Errorf("Whole(%q) is %t", pattern, !want)
		}
	}
	if got := h.Glob("/etc/nginx/sites-enabled/*"); !slices.Equal(got, []string{"s"}) {
		t.Errorf("by the link: %q", got)
	}
}
