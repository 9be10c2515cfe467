package apache

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
)

// TestWhatAReleaseLacks: what a release cannot do is reported at the attribute
// that asked for it; warnings say what is written instead.
func TestWhatAReleaseLacks(t *testing.T) {
	proxied := func(attrs string) string { return "location \"/\" {\n balancer = balancer.pool\n " + attrs + "\n}" }
	site := func(tls string) string {
		return "tls {\n certificate = \"/c\"\n certificate_key = \"/k\"\n " + tls + "\n}\n" + proxied("")
	}
	tests := []struct {
		name   string
		estate estate
		at     string // the source that the diagnostic points at
		want   string // regular expression over severity, summary and detail
	}{
		{"ip_hash", estate{balancer: `method = "ip_hash"`}, `"ip_hash"`, `^warning: .*httpd has no ip_hash: lbmethod=byrequests is written. .*lbmethod`},
		{"ip_hash, lbmethod", estate{balancer: "method = \"ip_hash\"\nlbmethod = \"bytraffic\""}, "", ``},
		{"ping, 2.2", estate{platform: "rhel5", member: `ping = "10s"`}, `"10s"`, `^warning: Needless ping.*2\.2\.3 on lb`},
		{"ping of AJP, 2.2.3", estate{platform: "rhel5", balancer: `scheme = "ajp"`, member: `ping = "10s"`}, `"10s"`, `^error: .*ping= is an httpd 2\.2\.4 feature; lb runs httpd 2\.2\.3 \(rhel5\)`},
		{"ping, 2.4", estate{member: `ping = "10s"`}, "", ``},
		{"backup, 2.2.3", estate{platform: "rhel5", member: `backup = true`}, `true`, `^error: .*a hot standby \(status=\+H\) is an httpd 2\.2\.4 feature; lb runs httpd 2\.2\.3 \(rhel5\)`},
		{"least_conn, 2.2.3", estate{platform: "rhel5", balancer: `method = "least_conn"`}, `"least_conn"`, `^error: .*lbmethod=bybusyness is an httpd 2\.2\.10 feature`},
		{"heartbeat, 2.2", estate{platform: "rhel6", balancer: `lbmethod = "heartbeat"`}, `"heartbeat"`, `^error: .*lbmethod=heartbeat is an httpd 2\.4\.0 feature`},
		{"connectiontimeout, 2.2.3", estate{platform: "rhel5", member: `connectiontimeout = "3s"`}, `"3s"`, `^error: .*connectiontimeout= is an httpd 2\.2\.10 feature`},
		{"connect_timeout, 2.2.3", estate{platform: "rhel5", location: `connect_timeout = "3s"`}, `"3s"`, `^error: .*connectiontimeout= is an httpd 2\.2\.10 feature`},
		{"failontimeout, 2.2.15", estate{platform: "rhel6", balancer: "failontimeout = true"}, "true", `^error: .*failontimeout= is an httpd 2\.2\.25 and 2\.4\.5 feature; lb runs httpd 2\.2\.15`},
		{"health check, 2.4.6", estate{platform: "rhel7", balancer: `health_check {}`}, `health_check`, `^error: .*mod_proxy_hcheck is an httpd 2\.4\.21 feature; lb runs httpd 2\.4\.6 \(rhel7\)`},
		{"GET11, 2.4.37", estate{platform: "rhel8", balancer: `health_check { method = "GET11" }`}, `"GET11"`, `^error: .*2\.4\.55 feature`},
		{"PROVIDER", estate{balancer: `health_check { method = "PROVIDER" }`}, `"PROVIDER"`, `^error: Not implemented`},
		{"addressttl", estate{member: `addressttl = "5s"`}, `"5s"`, `^error: .*addressttl= is an httpd 2\.4\.59 feature; lb runs httpd 2\.4\.57 \(debian12\)`},
		{"drain, 2.2", estate{platform: "rhel6", member: "drain = true"}, "true", `^error: .*draining a member \(status=\+N\) is an httpd 2\.4\.0 feature`},
		{"fcgi, 2.2", estate{platform: "rhel6", balancer: `scheme = "fcgi"`}, `"fcgi"`, `^error: .*mod_proxy_fcgi`},
		{"separator, 2.2", estate{platform: "rhel6", balancer: `sticky { separator = "-" }`}, `"-"`, `^error: .*stickysessionsep= is an httpd 2\.4\.4 feature`},
		{"two separators", estate{balancer: `sticky { separator = "--" }`}, `"--"`, `^error: Bad separator`},
		{"preserve_host, 2.2", estate{platform: "rhel6", virtualHost: proxied("") + "\nlocation \"/a\" {\n balancer = balancer.pool\n preserve_host = false\n}"}, "false", `^error: .*ProxyPreserveHost in <Location>`},
		{"preserve_host nowhere, 2.2", estate{platform: "rhel6", location: "preserve_host = false"}, "", ``},
		{"forwarded_for, 2.2", estate{platform: "rhel6", location: "forwarded_for = false"}, "false", `^error: .*ProxyAddHeaders`},
		{"http2, 2.4.6", estate{platform: "rhel7", virtualHost: site("http2 = true")}, "true", `^error: .*HTTP/2 is an httpd 2\.4\.17 feature`},
		{"TLSv1.3, 2.4.6", estate{platform: "rhel7", virtualHost: site(`protocols = ["TLSv1.2", "TLSv1.3"]`)}, `"TLSv1.3"`, `^error: .*TLSv1\.3 in SSLProtocol is an httpd 2\.4\.36 feature`},
		{"TLS, 2.2.15", estate{platform: "rhel6", virtualHost: site("")}, "tls", `^warning: Old TLS`},
		{"chain", estate{virtualHost: site(`chain = "/x"`)}, `"/x"`, `^error: Chain apart .*put the intermediate certificates into /c`},
		{"chain, 2.4.6", estate{platform: "rhel7", virtualHost: site(`chain = "/x"`)}, "", ``},
		{"websocket, 2.2", estate{platform: "rhel6", location: "websocket = true"}, "true", `^error: .*mod_proxy_wstunnel is an httpd 2\.4\.5 feature`},
		{"websocket of ajp", estate{platform: "rhel8", balancer: `scheme = "ajp"`, location: "websocket = true"}, "true", `^error: No WebSockets over ajp`},
		{"websocket of ajp, 2.4.57", estate{balancer: `scheme = "ajp"`, location: "websocket = true"}, "true", `^error: No WebSockets over ajp`},
		{"redirect 308, 2.2", estate{platform: "rhel6", virtualHost: "location \"/\" {\n redirect = \"https://x.example/\"\n redirect_status = 308\n}"}, "308", `^error: .*the status 308`},
		{"redirect 305", estate{virtualHost: "location \"/\" {\n redirect = \"https://x.example/\"\n redirect_status = 305\n}"}, "305", `^error: Not a redirect`},
		{"send_timeout", estate{location: `send_timeout = "5s"`}, `"5s"`, `^error: Not in Apache: send_timeout is of nginx`},
		{"time too fine", estate{member: `timeout = "500ms"`}, `"500ms"`, `^error: Time too fine`},
		{"fine connect, 2.4", estate{member: `connectiontimeout = "500ms"`}, "", ``},
		{"two read timeouts", estate{virtualHost: proxied(`read_timeout = "5s"`) + "\nlocation \"/a\" {\n balancer = balancer.pool\n read_timeout = \"6s\"\n}"}, `"6s"`, `^error: Two values for one balancer`},
		{"read_timeout and timeout", estate{member: `timeout = "5s"`, location: `read_timeout = "6s"`}, `"5s"`, `^error: Two values for one member`},
		{"rotation of a second", estate{virtualHost: "error_log \"/x/%Y\" {\n rotate = { every = \"500ms\" }\n}\n" + proxied("")}, `"500ms"`, `^error: Time too fine`},
		{"offset and local time", estate{virtualHost: "error_log \"/x/%Y\" {\n rotate = { every = \"1h\", utc_offset = \"1h\", local_time = true }\n}\n" + proxied("")}, `"1h"`, `^error: Two time zones`},
		{"dates without rotation", estate{virtualHost: "error_log \"/x/%Y\" {}\n" + proxied("")}, `"/x/%Y"`, `^error: Dates without rotation`},
		{"quote in a piped path", estate{virtualHost: "error_log \"/x/it's\" {\n rotate = { every = \"1h\" }\n}\n" + proxied("")}, `"/x/it's"`, `^error: Path that cannot be piped`},
		{"two error logs", estate{virtualHost: "error_log \"/x\" {}\nerror_log \"/y\" {}\n" + proxied("")}, `error_log "/y"`, `^error: Two error logs`},
		{"wildcard first", estate{virtualHost: "names = [\"*.example.net\"]\n" + proxied("")}, `"*.example.net"`, `^error: Wildcard as main name`},
		{"no name", estate{virtualHost: "names = [\"_\"]\n" + proxied("")}, `"_"`, `^error: Not a name to Apache`},
		{"escaped slash", estate{virtualHost: "location \"/a%2fb\" { balancer = balancer.pool }"}, `"/a%2fb"`, `^error: Path that never matches`},
		{"one path twice", estate{virtualHost: "location \"/a\" { balancer = balancer.pool }\nlocation \"/%61\" { balancer = balancer.pool }"}, `"/%61"`, `^error: Two locations with one path`},
		{"restricted redirect", estate{virtualHost: "location \"/\" {\n redirect = \"https://x.example/\"\n allow = [\"10.0.0.0/8\"]\n}"}, `["10.0.0.0/8"]`, `^error: Restriction without effect`},
		{"percent in a header", estate{location: `request_headers = { X = "100%" }`}, `"100%"`, `^error: Bad format in a header field`},
		{"formats in a header", estate{location: `request_headers = { X = "%D %t %%{REMOTE_ADDR}e %%{SSL_PROTOCOL}s 5%%" }`}, "", ``},
		{"one header twice", estate{location: `request_headers = { X-A = "1", x-a = "2" }`}, `x-a`, `^error: Duplicate header field`},
		{"bad header", estate{location: `request_headers = { "a b" = "1" }`}, `"a b"`, `^error: Bad name of a header field`},
		{"unknown state", estate{member: `status = "+Q"`}, `"+Q"`, `^error: Unknown state`},
		{"bad state", estate{member: `status = "H-"`}, `"H-"`, `^error: Bad state`},
		{"hot spare, 2.2", estate{platform: "rhel6", member: `status = "+R"`}, `"+R"`, `^error: .*hot spare`},
		{"route with a dot", estate{balancer: "sticky {}", member: `route = "a.b"`}, `"a.b"`, `^error: Separator in a route`},
		{"redirect to no route", estate{member: `redirect = "b"`}, `"b"`, `^error: Unknown route`},
		{"one route twice", estate{balancer: "sticky {}", member: `route = "app2"`}, `"app2"`, `^error: Duplicate route`},
		{"long route", estate{member: `route = "` + strings.Repeat("a", 64) + `"`}, `"` + strings.Repeat("a", 64) + `"`, `^error: Text too long`},
		{"small buffer", estate{member: "iobuffersize = 100"}, "100", `^error: Buffer too small`},
		{"variable", estate{virtualHost: "admin = \"$${HOME}\"\n" + proxied("")}, `"$${HOME}"`, `^error: Text that Apache cannot read: .*\$\{…\}`},
		{"bad regexp", estate{balancer: `health_check { body_regexp = "a(" }`}, `"a("`, `^error: Bad regular expression`},
		{"regexp of PCRE", estate{balancer: `health_check { body_regexp = "a(?!b)c++" }`}, "", ``},
		{"regexp without a delimiter", estate{balancer: `health_check { body_regexp = "/#,;!|%:_-." }`}, `"/#,;!|%:_-."`, `^error: Expression that Apache cannot read`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := test.estate.String()
			_, diags := emit(t, src)
			if test.want == "" {
				if len(diags) > 0 {
					t.Errorf("unexpected: %v", diags)
				}
				return
			}
			var found bool
			var got []string
			for _, d := range diags {
				text := map[hcl.DiagnosticSeverity]string{hcl.DiagError: "error", hcl.DiagWarning: "warning"}[d.Severity] + ": " + d.Summary + ": " + d.Detail
				at := src[d.Subject.Start.Byte:d.Subject.End.Byte]
				got = append(got, at+" | "+text)
				found = found || at == test.at && regexp.MustCompile(test.want).MatchString(text)
			}
			if !found {
				t.Errorf("no %q at %s:\n%s", test.want, test.at, strings.Join(got, "\n"))
			}
			seen := make(map[string]bool)
			for _, g := range got {
				if seen[g] {
					t.Errorf("reported twice: %s", g)
				}
				seen[g] = true
			}
		})
	}
}

// TestTwoHosts are mistakes between virtual hosts.
func TestTwoHosts(t *testing.T) {
	second := func(name, attrs string) string {
		return "virtual_host \"" + name + "\" {\n server = \"apache\"\n hosts = [host.lb]\n " + attrs + "\n location \"/\" { balancer = balancer.pool }\n}"
	}
	const tls = "tls {\n certificate = \"/c\"\n certificate_key = \"/k\"\n}\n"
	own := tls + "location \"/\" { balancer = balancer.pool }"
	tests := []struct {
		name   string
		estate estate
		want   string // summary, "" for none
	}{
		{"TLS twice, 2.2.3", estate{platform: "rhel5", virtualHost: own, more: second("b", tls)}, "Two TLS hosts on one address"},
		{"TLS twice, 2.2.15", estate{platform: "rhel6", virtualHost: own, more: second("b", tls)}, ""},
		{"TLS and plain", estate{virtualHost: own, more: second("b", "listen = [\"*:443\"]")}, "TLS and plain text on one address"},
		{"two defaults", estate{virtualHost: "default_server = true\nlocation \"/\" { balancer = balancer.pool }", more: second("b", "default_server = true")}, "Two default servers"},
		{"one file", estate{virtualHost: "default_server = true\nlocation \"/\" { balancer = balancer.pool }", more: second("000-shop.example.net", "")}, "Two files with one name"},
		{"too early", estate{platform: "rhel5", more: second("00-a", "")}, "Name that is read too early"},
		{"not too early", estate{platform: "rhel7", more: second("00-a", "")}, ""},
		{"names alike", estate{
			virtualHost: "location \"/\" { balancer = balancer.pool }\nlocation \"/a\" { balancer = balancer.POOL }",
			more:        "balancer \"POOL\" {\n member \"10.0.0.3\" { port = 80 }\n}",
		}, "Names too alike"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, diags := emit(t, test.estate.String())
			var got string
			for _, d := range diags {
				if d.Severity == hcl.DiagError {
					got = d.Summary
				}
			}
			if got != test.want {
				t.Errorf("%q, not %q: %v", got, test.want, diags)
			}
		})
	}
}
