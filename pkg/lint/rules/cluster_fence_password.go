package rules

import (
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFencePassword = &lint.Rule{
	ID:       "cluster-fence-password",
	Severity: lint.Warning,
	Doc: `The password of a fence device in a file that everyone may read

Who reads the file can switch every node off. It lies on each node, in its backups, and mostly in the mail that asked
for help.

Give passwd_script, a program that prints the password and that only root can run; or keep the file at mode 0640, as the
cluster's own tools leave it. A file that only its owner and group may read is not reported, and what hagen builds with a
password has that mode; of standard input, which has no mode, the password is reported.

Source: fence_apc(8) and the other agents, "passwd_script".`,
	Host: func(p *lint.Pass, h *lint.Host) {
		for _, f := range h.ClusterConf {
			if mode := h.Mode(f.Name); mode != 0 && mode&0o004 == 0 {
				continue
			}
			for e := range f.All() {
				if e.Name.Text != "fencedevice" && e.Name.Text != "device" {
					continue
				}
				for _, name := range []string{"passwd", "password", "snmp_priv_passwd"} {
					if a := e.Attr(name); a != nil && a.Value.Text != "" {
						p.Report(a.Name.Range, "the password of %q is in the file", e.Value("name"))
					}
				}
			}
		}
	},
}
