package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
)

// apacheSays lets httpd test a configuration: one file, behind what loads the
// modules that it counts on, or a host's tree. It returns what httpd prints, a
// warning or an error per line.
func apacheSays(t *testing.T, files []lint.Source) (accepted bool, said []string) {
	t.Helper()
	program := daemon(t, "apache2")
	s := newStage(t)
	s.stageFiles(files, withoutBuiltIn)
	accepted, out := s.run(s.apacheEnvironment(files), program, "-t", "-d", s.dir, "-f", s.apacheMain(files))
	out = strings.ReplaceAll(s.host(out), ":\n", ": ") // "Syntax error on line 3 of …:"
	return accepted, lines(out, apacheChatter)
}

// apacheEnvironment adds the variables that Debian's envvars sets.
func (s *stage) apacheEnvironment(files []lint.Source) []string {
	return append(s.environment(s.t, files), "APACHE_RUN_USER=www-data", "APACHE_RUN_GROUP=www-data", "APACHE_PID_FILE="+s.path("run/apache2.pid"),
		"APACHE_RUN_DIR="+s.path("run"), "APACHE_LOCK_DIR="+s.path("run"), "APACHE_LOG_DIR="+s.path("logs"))
}

// apacheChatter is what httpd prints of itself.
var apacheChatter = regexp.MustCompile(`^\[.*?\d{4}\] |\[pid \d+(:tid \d+)?\] |^Syntax OK$|^Action '-t' failed\.$|` +
	`^The Apache error log may have more information\.$|^apache2: `)

// builtIn are modules that Debian's httpd has built in, and others load.
var builtIn = regexp.MustCompile(`(?m)^(\s*)LoadModule\s+(?:unixd|log_config|version|watchdog|logio|so)_module\s`)

func withoutBuiltIn(text string) string { return builtIn.ReplaceAllString(text, "$1#") }

// apacheModules are loaded for a fixture that loads none, without those that
// need a file of their own.
var apacheModules = strings.Fields(`mpm_event authn_core authz_core authz_host access_compat alias mime dir env setenvif headers
	rewrite status info autoindex negotiation auth_basic authn_file authz_user actions cgi expires deflate filter remoteip reqtimeout macro
	proxy slotmem_shm proxy_balancer proxy_http proxy_http2 proxy_ajp proxy_fcgi proxy_scgi proxy_uwsgi proxy_wstunnel proxy_hcheck proxy_connect
	lbmethod_byrequests lbmethod_bytraffic lbmethod_bybusyness lbmethod_heartbeat socache_shmcb ssl http2 cache cache_disk substitute`)

// apacheMain writes the main file for a fixture, where it is not one itself, and
// returns its path.
func (s *stage) apacheMain(files []lint.Source) string {
	var head, includes strings.Builder
	loads := false
	for _, f := range files {
		if slices.Contains([]string{"/etc/apache2/apache2.conf", "/etc/httpd/conf/httpd.conf"}, f.Path) {
			return s.path(f.Path)
		}
		loads = loads || strings.Contains(string(f.Src), "LoadModule")
		name := f.Path
		if name == "" {
			name = "fixture/" + f.Name
		}
		includes.WriteString("Include " + s.path(name) + "\n")
	}
	head.WriteString("ServerName localhost\n")
	if !loads {
		for _, m := range apacheModules {
			if _, err := os.Stat(filepath.Join("/usr/lib/apache2/modules", "mod_"+m+".so")); err == nil {
				head.WriteString("LoadModule " + m + "_module modules/mod_" + m + ".so\n")
			}
		}
	}
	s.write("httpd.conf", head.String()+includes.String())
	return s.path("httpd.conf")
}
