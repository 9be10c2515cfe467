package nginx

import "testing"

func TestArgumentCount(t *testing.T) {
	for _, tc := range []struct {
		name        string
		least, most int
	}{
		{"sendfile", 1, 1}, {"proxy_buffers", 2, 2}, {"error_page", 2, AnyNumber}, {"rewrite", 2, 3}, {"location", 1, 2}, {"internal", 0, 0},
		{"random", 0, 2}, {"if", 1, AnyNumber}, {"proxy_temp_path", 1, 4}, {"ssl_session_cache", 1, 2}, {"uwsgi_pass", 1, 1},
		{"keepalive_timeout", 1, 2}, {"ssl_protocols", 1, 6}, {"expires", 1, 2},
	} {
		if least, most := Lookup(tc.name)[0].ArgumentCount(); least != tc.least || most != tc.most {
			t.Errorf("%s: %d to %d arguments, want %d to %d", tc.name, least, most, tc.least, tc.most)
		}
	}
}

func TestValueAccepts(t *testing.T) {
	for _, tc := range []struct {
		name, good, bad string
	}{
		{"sendfile", "ON", "yes"}, {"keepalive_requests", "100", "-1"}, {"client_max_body_size", "8M", "8mb"}, {"send_timeout", "1h30m", "30m1h"},
		{"send_timeout", "500ms", "1.5s"}, {"send_timeout", "30", ""}, {"send_timeout", "1m 30", "ms"}, {"proxy_http_version", "1.1", "1.2"},
		{"proxy_next_upstream", "http_502", "http_499"}, {"satisfy", "any", "some"}, {"types_hash_max_size", "2048", "2k"},
		{"keepalive_requests", "0", "99999999999999999999"},
	} {
		v := Lookup(tc.name)[0].Value()
		if !v.Accepts(tc.good) || v.Accepts(tc.bad) {
			t.Errorf("%s: %q accepted: %v, %q accepted: %v", tc.name, tc.good, v.Accepts(tc.good), tc.bad, v.Accepts(tc.bad))
		}
	}
}
