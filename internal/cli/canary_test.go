package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// canaries are passwords: of letters alone, and with what formats escape.
var canaries = []string{"canary-bird-4711", `c4n"a<r&y'\b$ird`}

// escaped are the ways in which a format may write a text.
func escaped(text string) []string {
	var asXML bytes.Buffer
	_ = xml.EscapeText(&asXML, []byte(text)) // a bytes.Buffer takes every write
	asJSON, _ := json.Marshal(text)
	return []string{text, asXML.String(), strings.Trim(string(asJSON), `"`), strings.Trim(fmt.Sprintf("%q", text), `"`),
		url.PathEscape(text), url.QueryEscape(text),
		strings.NewReplacer("&#34;", "&quot;", "&#39;", "&apos;").Replace(asXML.String()), strings.NewReplacer("&#34;", "&quot;", "&#39;", "'").Replace(asXML.String())}
}

// A password stands in the files that need it, which only their owner and group
// read, and in nothing that any command prints or writes, in any format.
func TestNoCommandShowsASecret(t *testing.T) {
	for _, canary := range canaries {
		t.Run(canary, func(t *testing.T) {
			t.Chdir(t.TempDir())
			sources := map[string]string{
				"t.hcl":                              canaryTopology("= var.password", ""),
				"literal/t.hcl":                      canaryTopology(fmt.Sprintf("= %s", hclString(canary)), ""),
				"broken/t.hcl":                       canaryTopology(fmt.Sprintf("= %s", hclString(canary)), "nodes = [host.nobody]\n"),
				"misplaced/t.hcl":                    strings.ReplaceAll(canaryTopology("= var.password", ""), `platform = "rhel6"`, "platform = var.password"),
				"unclosed/t.hcl":                     canaryTopology(fmt.Sprintf("= %s +", hclString(canary)), ""),
				"vars.hcl":                           "password = " + hclString(canary) + "\n",
				"hand/node/etc/cluster/cluster.conf": canaryClusterConf(canary),
				"hand/torn/etc/cluster/cluster.conf": strings.TrimSuffix(canaryClusterConf(canary), "  </fencedevices>\n</cluster>\n"),
			}
			for name, text := range sources {
				write(t, name, text)
			}
			formats := []string{"text", "json", "sarif", "github", "gitlab", "checkstyle", "junit"}
			commands := [][]string{
				{"build", "t.hcl", "--var-file", "vars.hcl", "--dry-run"},
				{"build", "t.hcl", "--var-file", "vars.hcl", "--check", "--diff"},
				{"build", "t.hcl", "--var-file", "vars.hcl"},
				{"build", "t.hcl", "--var", "password=" + canary, "--check"},
				{"build", "t.hcl", "--var", "password=other-one", "--check", "--diff"},
				{"build", "literal", "-o", "literal-out"},
				{"build", "broken"}, {"build", "misplaced", "--var-file", "vars.hcl"}, {"build", "unclosed"},
				{"build", "t.hcl", "--var", canary}, {"build", "t.hcl", "--var", "passwort=" + canary},
				{"build", "t.hcl", "--var-file", "hand/node/etc/cluster/cluster.conf"},
				{"why", "out/node-01/etc/cluster/cluster.conf:6"},
				{"fmt", "--check", "--diff", "t.hcl", "literal/t.hcl", "broken/t.hcl", "unclosed/t.hcl"},
				{"lint", "--fix", "--diff", "."},
				{"lint", "--var-file", "vars.hcl", "--write-baseline", "baseline.json", "t.hcl", "hand"},
			}
			for line := range strings.Count(sources["hand/node/etc/cluster/cluster.conf"], "\n") {
				commands = append(commands, []string{"why", fmt.Sprintf("out/node-01/etc/cluster/cluster.conf:%d", line+1)})
			}
			for _, format := range formats {
				commands = append(commands,
					[]string{"lint", "--format", format, "--output", "report." + format, "--var-file", "vars.hcl", "t.hcl", "hand"},
					[]string{"lint", "--format", format, "literal", "broken", "misplaced", "unclosed", "hand"})
			}
			for _, args := range commands {
				for _, color := range []string{"never", "always"} {
					var stdout, stderr bytes.Buffer
					Main(append(args, "--color", color), strings.NewReader(""), &stdout, &stderr, nil)
					for _, form := range escaped(canary) {
						if strings.Contains(stdout.String(), form) || strings.Contains(stderr.String(), form) {
							t.Errorf("hagen %q shows the password as %s:\n%s\n%s", args, form, &stdout, &stderr)
						}
					}
				}
			}
			checkFiles(t, canary, sources)
		})
	}
}

// checkFiles looks at every file that the commands left, hagen's own too.
func checkFiles(t *testing.T, canary string, sources map[string]string) {
	t.Helper()
	holding := 0
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || sources[filepath.ToSlash(name)] != "" {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, form := range escaped(canary) {
			if !strings.Contains(string(content), form) {
				continue
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			if holding++; filepath.Base(name) != "cluster.conf" || info.Mode().Perm() != 0o640 {
				t.Errorf("%s, of mode %04o, holds the password as %s", name, info.Mode().Perm(), form)
			}
			break
		}
		return nil
	})
	if err != nil || holding != 4 {
		t.Errorf("%d files hold the password: %v", holding, err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func hclString(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// canaryTopology is a cluster of two nodes whose fence device has a password.
func canaryTopology(password, more string) string {
	return `variable "password" {
  type      = string
  sensitive = true
  default   = ""
}

network "lan" { cidr = "192.0.2.0/24" }

host "node-01" {
  platform = "rhel6"
  interface "eth0" { address = "192.0.2.11" }
}
host "node-02" {
  platform = "rhel6"
  interface "eth0" { address = "192.0.2.12" }
}

fence_device "apc" {
  agent   = "fence_apc"
  address = "192.0.2.9"
  login   = "apc"
  password ` + password + `
}

cluster "c" {
  heartbeat = network.lan
  ` + more + `
  node "node-01" {
    host = host.node-01
    fence "power" {
      device = fence_device.apc
      port   = "1"
    }
  }
  node "node-02" {
    host = host.node-02
    fence "power" {
      device = fence_device.apc
      port   = "2"
    }
  }
}
`
}

// canaryClusterConf has mistakes on the line of the password and around it.
func canaryClusterConf(password string) string {
	var value bytes.Buffer
	_ = xml.EscapeText(&value, []byte(password)) // a bytes.Buffer takes every write
	return `<?xml version="1.0"?>
<cluster name="c" config_version="1">
  <clusternodes>
    <clusternode name="n1" nodeid="1"><fence><method name="1"><device name="apc" prot="1"/></method></fence></clusternode>
  </clusternodes>
  <fencedevices>
    <fencedevice name="apc" agent="fence_apcc" ipadr="192.0.2.9" login="apc" passwd="` + value.String() + `" pasword="` + value.String() + `"/>
    <fencedevice name="apc" agent="fence_apc" passwd='` + value.String() + `'/>
  </fencedevices>
</cluster>
`
}
