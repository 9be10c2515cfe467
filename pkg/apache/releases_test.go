package apache

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/version"
)

func TestSince(t *testing.T) {
	tests := []struct {
		since   Since
		version string
		want    bool
	}{
		{Since{in22(25), in24(5)}, "2.2.24", false},
		{Since{in22(25), in24(5)}, "2.2.25", true},
		{Since{in22(25), in24(5)}, "2.4.4", false},
		{Since{in22(25), in24(5)}, "2.4.5", true},
		{Since{V24: in24(21)}, "2.2.34", false},
		{Since{V24: in24(21)}, "2.4.62", true},
		{Since{V24: in24(21)}, "2.5.1", true},
		{always, "2.2.0", true},
	}
	for _, test := range tests {
		v, err := version.Parse(test.version)
		if err != nil {
			t.Fatal(err)
		}
		if got := test.since.In(v); got != test.want {
			t.Errorf("since %s, in %s: %v", test.since, v, got)
		}
	}
}

func TestTables(t *testing.T) {
	if d, ok := LookupDirective("virtualhost"); !ok || !d.Section || d.Name != "VirtualHost" || d.Module != "core" || d.Contexts != ServerConfig {
		t.Errorf("VirtualHost: %+v, %v", d, ok)
	}
	if d, _ := LookupDirective("SSLProxyEngine"); d.Contexts != ServerConfig|InVirtualHost|InProxy {
		t.Errorf("SSLProxyEngine: %+v", d)
	}
	if d, _ := LookupDirective("RewriteLog"); !d.In(version.Of(2, 2, 15)) || d.In(version.Of(2, 4, 6)) {
		t.Errorf("RewriteLog: %+v", d)
	}
	if d, _ := LookupDirective("Protocols"); d.In(version.Of(2, 4, 6)) || !d.In(version.Of(2, 4, 37)) {
		t.Errorf("Protocols: %+v", d)
	}
	if d, ok := LookupDirective("NoSuchThing"); ok {
		t.Errorf("found %+v", d)
	}
	if m, ok := LookupModule("proxy_hcheck_module"); !ok || m.Name != "mod_proxy_hcheck" || m.Since != (version.Of(2, 4, 21)) {
		t.Errorf("proxy_hcheck_module: %+v, %v", m, ok)
	}
	for _, d := range directiveTable() {
		if d.Contexts == 0 || d.Name == "" || d.Module == "" {
			t.Errorf("incomplete: %+v", d)
		}
	}
	for _, m := range lbMethods {
		if _, ok := LookupModule(m.Module); !ok {
			t.Errorf("no module %s", m.Module)
		}
	}
}

// TestDirectivesAgainstHttpd compares the table with what httpd lists.
func TestDirectivesAgainstHttpd(t *testing.T) {
	httpd, root := httpdPath(t), serverRoot(t)
	conf := filepath.Join(root, "httpd.conf")
	writeFile(t, conf, loadModules("slotmem_shm", "proxy", "proxy_balancer", "proxy_hcheck", "proxy_http", "proxy_wstunnel",
		"headers", "alias", "rewrite", "ssl", "socache_shmcb", "access_compat", "authz_host", "authn_core", "dir", "mime",
		"env", "setenvif", "http2", "info", "status", "remoteip", "deflate", "filter", "expires", "cache"))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, httpd, "-d", root, "-f", conf, "-L").Output()
	if err != nil {
		t.Fatal(err)
	}
	// What httpd knows only to say that it is gone.
	gone := []string{"Port", "SSLLog", "SSLLogLevel"}
	listed := regexp.MustCompile(`(?m)^(<?)(\w+) \((\S+)\)$`).FindAllStringSubmatch(string(out), -1)
	if len(listed) < 300 {
		t.Fatalf("httpd lists %d directives", len(listed))
	}
	for _, m := range listed {
		d, ok := LookupDirective(m[2])
		switch {
		case slices.Contains(gone, m[2]):
		case !ok:
			t.Errorf("not in the table: %s of %s", m[2], m[3])
		case d.Section != (m[1] == "<"):
			t.Errorf("%s: a section: %v", m[2], d.Section)
		case strings.HasPrefix(d.Module, "mod_") && d.Module+".c" != m[3]:
			t.Errorf("%s: of %s, not of %s", m[2], m[3], d.Module)
		case !d.In(version.Of(2, 4, 71)):
			t.Errorf("%s: since %s, until %s", m[2], d.Since, d.Until)
		}
	}
}

// TestParametersAgainstHttpd has httpd accept each parameter, and refuse or cut
// off a value over its greatest length.
func TestParametersAgainstHttpd(t *testing.T) {
	httpd, root := httpdPath(t), serverRoot(t)
	values := map[string]string{
		"connectiontimeout": "500ms", "disablereuse": "on", "enablereuse": "on", "flushpackets": "auto", "keepalive": "on",
		"redirect": "a", "route": "a", "status": "+H", "flusher": "flush", "secret": "s", "upgrade": "websocket",
		"receivebuffersize": "512", "iobuffersize": "512", "hcmethod": "GET", "hctemplate": "t", "hcuri": "/", "hcexpr": "e",
		"lbmethod": "byrequests", "nofailover": "on", "stickysession": "S", "stickysessionsep": "-", "scolonpathdelim": "on",
		"failonstatus": "502,503", "failontimeout": "on", "nonce": "None", "forcerecovery": "on", "mapping": "servlet",
		"timeout": "5", "hcinterval": "5",
	}
	var conf strings.Builder
	conf.WriteString(loadModules("slotmem_shm", "proxy", "proxy_http", "proxy_balancer", "proxy_hcheck", "lbmethod_byrequests"))
	conf.WriteString("ServerName test.invalid\nListen 127.0.0.1:1\nProxyHCExpr e \"%{REQUEST_STATUS} =~ /^2/\"\nProxyHCTemplate t hcmethod=TCP\n")
	for i, p := range parameters {
		value := values[p.Name]
		if value == "" {
			value = "5"
		}
		if p.Scope&OfMember != 0 {
			fmt.Fprintf(&conf, "<Proxy balancer://m%d>\nBalancerMember http://127.0.0.1:2 %s=%s\n</Proxy>\n", i, p.Name, value)
		}
		if p.Scope&OfBalancer != 0 {
			fmt.Fprintf(&conf, "<Proxy balancer://b%d>\nBalancerMember http://127.0.0.1:2\nProxySet %s=%s\n</Proxy>\n", i, p.Name, value)
		}
		if p.Scope&OfPass != 0 {
			fmt.Fprintf(&conf, "ProxyPass /%d/ http://127.0.0.1:2/ %s=%s\n", i, p.Name, value)
		}
	}
	path := filepath.Join(root, "httpd.conf")
	writeFile(t, path, conf.String())
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if out, err := exec.CommandContext(ctx, httpd, "-d", root, "-f", path, "-t").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
