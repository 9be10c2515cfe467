package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceNewNames = &lint.Rule{
	ID:       "cluster-fence-new-names",
	Severity: lint.Warning,
	Doc: `A parameter by the name of later fence agents

ip, username, password and plug are the names of fence-agents 4. The agents of RHEL 5 and 6 know ipaddr, login, passwd
and port, and pass over what they do not know.

Use the old names.

Source: the metadata of the fence agents: the old names are those that fence-agents 4 marks as deprecated.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		if r, ok := clusterRelease(p.Platform); p.Platform != nil && (!ok || r == 0) {
			return
		}
		defined := fenceDevices(f)
		for e := range f.All() {
			agent := ""
			switch e.Name.Text {
			case "fencedevice":
				agent = e.Value("agent")
			case "device":
				if d := defined[e.Value("name")]; d != nil {
					agent = attrText(d.Agent)
				}
			}
			spec := clusterconf.LookupAgent(agent)
			if spec == nil || spec.Shipping(clusterconf.CMAN2) != clusterconf.Shipped && spec.Shipping(clusterconf.CMAN3) != clusterconf.Shipped {
				continue
			}
			for _, name := range []string{"ip", "username", "password", "password_script", "plug"} {
				if a, old := e.Attr(name), spec.OldName(name); a != nil && old != name {
					p.ReportFix(a.Name.Range, lint.Replace(a.Name.Range, old), "%s of RHEL 5 and 6 knows %s, not %s", agent, old, name)
				}
			}
		}
	},
}
