package report

import (
	"strings"
	"testing"

	"github.com/everlinux/hagen/internal/source"
)

// Whatever line of these files a diagnostic marks, "s3cret" is not shown, and
// "plain" is.
func TestLexicalSecrets(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"variable block": {"t.hcl": `variable "pw" {
  type      = string # plain
  default   = "s3cret"
  sensitive = true
}
host "plain" {`},
		"unclosed, unindented": {"t.hcl": `variable "pw" {
validation {
condition = plain
}
default = "s3cret
sensitive = true
host "plain" {`},
		"on one line":     {"t.hcl": `variable "pw" { default = "s3cret", sensitive = true`},
		"here-document":   {"t.hcl": "variable pw {\n  sensitive = true\n  default = <<EOT\n  s3cret\n  EOT\n}\nhost plain {"},
		"collection":      {"t.hcl": "variable pw {\n  sensitive = true\n  default = {\n    a = \"s3cret\"\n    b = [\n \"s3cret\",\n ]\n"},
		"computed":        {"t.hcl": "variable pw {\n  sensitive = true\n  default = join(\"\", [\"s3cret\"])\n"},
		"password":        {"t.hcl": `fence_device "x" { password = "s3cret", login = "plain" `},
		"quote inside":    {"t.hcl": `password = "a\"s3cret" # (`},
		"password script": {"cluster.conf": `<fencedevice name="plain" passwd="s3cret"/>`},
		"apache secret":   {"httpd.conf": `BalancerMember ajp://plain:8009 secret=s3cret timeout=5`},
		"reference":       {"t.hcl": `password = var.plain`},
		"variable file":   {"t.hcl": "variable \"pw\" {\n sensitive = true\n}", "v.hcl": "pw = \"s3cret\"\nother = \"plain\""},
		"JSON": {"t.hcl.json": `{"variable": {"pw": {"type": "string", "sensitive": true, "default": "s3cret"}},
"host": {"plain": {`, "v.json": `{"pw": "s3cret", "x": "plain"}`},
		"JSON password": {"t.json": `{"password": "s3cret", "login": "plain"}`},
	} {
		t.Run(name, func(t *testing.T) {
			sources := make(map[string][]byte)
			for name, src := range files {
				sources[name] = []byte(src)
			}
			everything := ""
			for name, src := range sources {
				lines := source.NewLines(src)
				for from := range src {
					r := lines.Range(name, from, from+1)
					everything += print(t, Printer{Files: sources}, problem(&r))
				}
			}
			if strings.Contains(everything, "s3cret") {
				t.Error(everything)
			}
			mentions := false
			for _, src := range files {
				mentions = mentions || strings.Contains(src, "plain")
			}
			if mentions && !strings.Contains(everything, "plain") {
				t.Error("more is hidden than need be:\n" + everything)
			}
		})
	}
}
