package nginx

import "testing"

func TestSuggest(t *testing.T) {
	for name, want := range map[string]string{
		"proxy_pas":        "proxy_pass",
		"sever_name":       "server_name",
		"worker_procesess": "worker_processes",
		"more_set_headers": "",
		"x":                "",
		"":                 "",
	} {
		if got := Suggest(name); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", name, got, want)
		}
	}
}
