package rules

import (
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterFenceVmwareSsl = &lint.Rule{
	ID:       "cluster-fence-vmware-ssl",
	Severity: lint.Warning,
	Doc: `A vCenter that is spoken to without TLS

fence_vmware_soap speaks plain HTTP unless told otherwise: the password of the account that can switch every machine
off crosses the network in the clear, and a vCenter that only answers on port 443 refuses.

Write ssl="1".

Source: fence_vmware_soap(8), "ssl".`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for _, d := range f.FenceDevices() {
			if attrText(d.Agent) == "fence_vmware_soap" && !attrYes(d.Element.Attr("ssl")) && !attrYes(d.Element.Attr("ssl_insecure")) && !attrYes(d.Element.Attr("ssl_secure")) {
				p.ReportFix(d.Agent.Value.Range, setAttribute(d.Element, "ssl", "1"), "%q is spoken to without TLS", attrText(d.Name))
			}
		}
	},
}
