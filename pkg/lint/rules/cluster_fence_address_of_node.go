package rules

import "github.com/everlinux/hagen/pkg/lint"

var clusterFenceAddressOfNode = &lint.Rule{
	ID:       "cluster-fence-address-of-node",
	Severity: lint.Error,
	Doc: `A fence device that is the node

The address of the fence device is that of a node of the cluster. When that node fails, the device that should cut it
off fails with it.

Give the address of the power switch, the management controller or the hypervisor's manager.

Source: fenced(8).`,
	Host: func(p *lint.Pass, h *lint.Host) {
		table := namesOf(p, h)
		for _, f := range h.ClusterConf {
			addrs := make(map[string]string) // node names by address
			for _, n := range nodesOf(p, f) {
				name := attrText(n.Name)
				addrs[name] = name
				if r, ok := lookupName(table, name); ok && !r.Addr.IsLoopback() {
					addrs[r.Addr.String()] = name
				}
			}
			for _, d := range f.FenceDevices() {
				for _, name := range []string{"ipaddr", "ip", "hostname"} {
					if a := d.Element.Attr(name); a != nil && addrs[a.Value.Text] != "" {
						p.Report(a.Value.Range, "the fence device %q is node %q", attrText(d.Name), addrs[a.Value.Text])
					}
				}
			}
		}
	},
}
