package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceDefaultCredentials = &lint.Rule{
	ID:       "cluster-fence-default-credentials",
	Severity: lint.Warning,
	Doc: `A fence device with the credentials that it was delivered with

They are in every manual: who reaches the management network switches the nodes off. The community of SNMP that may
write is such a password.

Give the device an account for fencing, with a password of its own.

Source: the vendors' manuals: iDRAC (root, calvin), Supermicro (ADMIN, ADMIN), APC (apc, apc), IMM (USERID, PASSW0RD);
fence_apc_snmp(8), "community".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		delivered := map[[2]string]bool{
			{"root", "calvin"}: true, {"ADMIN", "ADMIN"}: true, {"apc", "apc"}: true, {"USERID", "PASSW0RD"}: true,
		}
		for e := range f.All() {
			if e.Name.Text != "fencedevice" && e.Name.Text != "device" {
				continue
			}
			if c := e.Attr("community"); attrText(c) == "private" || attrText(c) == "public" {
				p.Report(c.Value.Range, "%q has the community %q that it was delivered with", e.Value("name"), c.Value.Text)
			}
			for _, names := range [][2]string{{"login", "passwd"}, {"username", "password"}} {
				if delivered[[2]string{e.Value(names[0]), e.Value(names[1])}] {
					p.Report(e.Attr(names[0]).Value.Range, "%q has the account %q with the password that it was delivered with", e.Value("name"), e.Value(names[0]))
				}
			}
		}
	},
}
