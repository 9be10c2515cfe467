package apache

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// usageModules are those whose directives have values in the table.
var usageModules = []string{"access_compat", "authn_core", "auth_basic", "cache", "cache_disk", "deflate", "http2", "proxy", "proxy_fcgi", "proxy_hcheck", "socache_shmcb", "ssl"}

// TestUsageAgainstHttpd has httpd refuse a word that the table does not have and a
// number beyond its bounds, and take what the table has.
func TestUsageAgainstHttpd(t *testing.T) {
	httpd := httpdPath(t)
	tried := 0
	for key, u := range usageTable() {
		info, _ := LookupDirective(key)
		var good, bad []string
		switch {
		case u.Number != nil:
			bad = []string{"unheard-of"}
			if low := u.Number.Low; !math.IsInf(low, 0) {
				good, bad = append(good, fmt.Sprint(low)), append(bad, fmt.Sprint(low-1))
			}
			if high := u.Number.High; !math.IsInf(high, 0) {
				good, bad = append(good, fmt.Sprint(high)), append(bad, fmt.Sprint(high+1))
			}
		case u.Words != nil:
			bad = []string{"Unheard-of"}
			if !u.Each && strings.ToLower(info.Name) != "order" { // whose words may want others beside them
				good = u.Words
			}
		default:
			continue
		}
		place := "%s %s\n"
		if u.Refused&PlaceServer != 0 {
			place = "<Directory /x>\n%s %s\n</Directory>\n"
		}
		t.Run(info.Name, func(t *testing.T) {
			for _, value := range good {
				if ok, said := checks(t, httpd, usageModules, fmt.Sprintf(place, info.Name, value)); !ok {
					if strings.Contains(said, "Invalid command") {
						return // of a module that is not loaded here
					}
					t.Errorf("%s %s is refused: %s", info.Name, value, said)
				}
			}
			for _, value := range bad {
				ok, said := checks(t, httpd, usageModules, fmt.Sprintf(place, info.Name, value))
				if ok {
					t.Errorf("%s %s is accepted", info.Name, value)
				}
				if !strings.Contains(said, "Invalid command") {
					tried++
				}
			}
		})
	}
	if tried < 40 {
		t.Errorf("only %d values were refused", tried)
	}
}

// checks tells whether httpd takes a configuration with these modules, and what it says.
func checks(t *testing.T, httpd string, modules []string, text string) (ok bool, said string) {
	t.Helper()
	root := serverRoot(t)
	conf := filepath.Join(root, "httpd.conf")
	writeFile(t, conf, loadModules(modules...)+"ServerName test.invalid\nListen 127.0.0.1:1\n"+text)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, httpd, "-d", root, "-f", conf, "-t").CombinedOutput()
	return err == nil, strings.TrimSpace(string(out))
}
