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

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/everlinux/hagen/internal/findings"
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
				"storage/t.hcl":                      canaryTopology("= var.password", "") + canaryStorage,
				"deep/t.hcl":                         canaryTopology(fmt.Sprintf("= %s", strings.Repeat("(", 300)+hclString(canary)), ""),
				"grown/t.hcl":                        canaryTopology(`= join("", [for i in range(1000) : join("", [for j in range(1000) : var.password])])`, ""),
				"vars.hcl":                           "password = " + hclString(canary) + "\n",
				"vars.json":                          "{" + asJSON("password") + ": " + asJSON(canary) + "}",
				"broken-vars.hcl":                    "password = " + hclString(canary) + " +\n",
				"state/pvs.txt":                      "  PV VG Fmt Attr PSize PFree\n  /dev/" + canary + "\n",
				"messages":                           "Jan  6 20:18:04 node-01 fenced[1]: agent \"fence_apc\" reports: passwd=" + canary + " refused\nJan  6 20:18:05 node-01 fenced[1]: fencing node " + canary + "\n",
				"listing":                            "-rw-r--r-- 1 root root 1 2009-01-06 20:17:59.000 -0200 n-" + canary + "-1\n",
				"hand/node/etc/cluster/cluster.conf": canaryClusterConf(canary),
				"hand/torn/etc/cluster/cluster.conf": strings.TrimSuffix(canaryClusterConf(canary), "  </fencedevices>\n</cluster>\n"),
			}
			for name, text := range sources {
				write(t, name, text)
			}
			commands := canaryCommands(canary, strings.Count(sources["hand/node/etc/cluster/cluster.conf"], "\n"))
			checkAllRun(t, commands)
			for _, args := range commands {
				for _, color := range []string{"never", "always"} {
					var stdout, stderr bytes.Buffer
					Main(append(args, "--color", color), strings.NewReader(sources["literal/t.hcl"]), &stdout, &stderr, []string{envPrefix + "password=" + canary})
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

// canaryCommands are command lines that meet the password, in every form that a
// command writes. lines is how many lines a generated cluster.conf may have.
func canaryCommands(canary string, lines int) [][]string {
	commands := [][]string{
		{"build", "t.hcl", "--var-file", "vars.hcl", "--dry-run"},
		{"build", "t.hcl", "--var-file", "vars.json", "--check", "--diff"},
		{"build", "t.hcl", "--var-file", "vars.hcl"},
		{"build", "t.hcl", "--var", "password=" + canary, "--check"},
		{"build", "t.hcl", "--var", "password=other-one", "--check", "--diff"},
		{"build", "t.hcl", "--out", "one-host", "--host", "node-01", "--force"},
		{"build", "literal", "-o", "literal-out"}, {"build", "-", "--check"},
		{"build", "broken"}, {"build", "misplaced", "--var-file", "vars.hcl"}, {"build", "unclosed"}, {"build", "deep"}, {"build", "grown"},
		{"build", "t.hcl", "--var", canary}, {"build", "t.hcl", "--var", "passwort=" + canary}, {"build", "t.hcl", "--var-file", "broken-vars.hcl"},
		{"build", "t.hcl", "--var-file", "hand/node/etc/cluster/cluster.conf"},
		{"why", "out/node-01/etc/cluster/cluster.conf:6"},
		{"fmt", "--check", "--diff", "t.hcl", "literal/t.hcl", "broken/t.hcl", "unclosed/t.hcl", "deep/t.hcl"},
		{"fmt", "--check", "-"},
		{"lint", "--fix", "--diff", "."},
		{"lint", "--var-file", "vars.hcl", "--write-baseline", "baseline.json", "t.hcl", "hand"},
		{"lint", "--var", "password=" + canary, "--baseline", "baseline.json", "t.hcl", "hand"},
		{"lint", "--baseline", "vars.json", "t.hcl"}, {"lint", "--baseline", "vars.hcl", "t.hcl"},
		{"lint", "--stdin-filename", "node-01/etc/cluster/cluster.conf", "--enable", "cluster-*", "-"},
		{"lint", "--platform", "rhel6", "--type", "cluster", "--rule", "cluster-*", "--disable", "hagen-*", "--fail-level", "error", "hand"},
		{"explain", "cluster-fence-single-method"}, {"rules"}, {"rules", "--format", "json"}, {"version"}, {"version", "--format", "json"}, {"man"},
		{"help", "build"}, {"completion", "bash"}, {"init", "new.hcl"}, {"init", "new.hcl"},
		{"drill", "probe", "storage", "--output", "probe.sh"}, {"drill", "plan", "broken"}, {"drill", "probe", "unclosed"},
		{"drill", "plan", "storage", "--cluster", "c", "--fence-time", "apc=3s"},
		{"drill", "plan", "storage", "--var", "password=" + canary}, {"drill", "plan", "storage", "--var-file", "vars.hcl"},
		{"drill", "probe", "storage", "--cluster", "c", "--var", "password=" + canary, "--var-file", "vars.hcl"},
		{"drill", "report", "storage", "--cluster", "c", "--log", "messages", "--var", "password=" + canary, "--var-file", "vars.hcl"},
		{"drill", "report", "storage", "--log", "messages", "--listing", "listing", "--year", "2009", "--zone", "-02:00", "--threshold", "1s", "--limit", "9s"},
		{"runbook", "storage", "--volume-group", "vg"}, {"runbook", "broken"}, {"runbook", "unclosed"},
		{"runbook", "storage", "--state", "state", "--var", "password=" + canary, "--var-file", "vars.hcl"},
	}
	for line := range lines {
		commands = append(commands, []string{"why", fmt.Sprintf("out/node-01/etc/cluster/cluster.conf:%d", line+1)})
	}
	for _, format := range findings.Formats() {
		commands = append(commands,
			[]string{"lint", "--format", format, "--output", "report." + format, "--var-file", "vars.hcl", "t.hcl", "hand"},
			[]string{"lint", "--format", format, "literal", "broken", "misplaced", "unclosed", "deep", "hand"})
	}
	for format := range planForms {
		commands = append(commands, []string{"drill", "plan", "storage", "--format", format}, []string{"drill", "plan", "storage", "--format", format, "--output", "plan." + format})
	}
	for format := range reportForms {
		commands = append(commands, []string{"drill", "report", "storage", "--log", "messages", "--format", format}, []string{"drill", "report", "storage", "--listing", "listing", "--log", "messages", "--format", format, "--output", "drill." + format})
	}
	for _, form := range runbookForms {
		commands = append(commands, []string{"runbook", "storage", "--format", form.name}, []string{"runbook", "storage", "--format", form.name, "--output", "runbook." + form.name})
	}
	return commands
}

// checkAllRun sees that every command of the program is among the command lines, with
// each of its flags.
func checkAllRun(t *testing.T, lines [][]string) {
	t.Helper()
	used := make(map[string]bool)
	root := (&program{}).rootCommand()
	for _, args := range lines {
		cmd, rest, err := root.Find(args)
		if err != nil {
			t.Fatalf("%q: %v", args, err)
		}
		used[cmd.CommandPath()] = true
		for _, arg := range rest {
			used[cmd.CommandPath()+" "+arg] = true
		}
	}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
		if !cmd.Runnable() || cmd == root || cmd.HasSubCommands() || cmd.Parent().Name() == "completion" {
			return
		}
		if !used[cmd.CommandPath()] {
			t.Errorf("%s is not looked at for secrets", cmd.CommandPath())
		}
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !used[cmd.CommandPath()+" --"+f.Name] {
				t.Errorf("%s --%s is not looked at for secrets", cmd.CommandPath(), f.Name)
			}
		})
	}
	walk(root)
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
	if err != nil || holding != 5 {
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

func asJSON(text string) string {
	b, _ := json.Marshal(text) // a string has a form
	return string(b)
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

// canaryStorage is the storage of that cluster, which a secret is the name of a
// volume of, as far as one can be.
const canaryStorage = `
volume_group "vg" {
  cluster = cluster.c
  physical_volume "/dev/sdb1" { size = "10GiB" }
  logical_volume "lv" {
    size = "100%"
    filesystem "gfs2" {
      mount_point = "/gfs"
      label       = "gfs"
    }
  }
}
`

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
