package ifcfg

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// EmitModprobe compiles the module configuration that the bonds of a host need
// beside their ifcfg files: an alias line for each, by which its name loads the
// bonding module. It returns nil for a host without bonds and for a platform
// whose tools find the module by themselves.
//
// There is no options line. Parameters in one would count for every bond of the
// host, and max_bonds would create bonds by number where ifup creates them by
// name; each bond's own parameters are in its BONDING_OPTS.
// Source: Linux Ethernet Bonding Driver HOWTO, "Configuring Multiple Bonds
// Manually"; Red Hat's deployment guides, "Channel Bonding Interfaces".
func EmitModprobe(t *topology.Topology, h *topology.Host) (*ModprobeFile, hcl.Diagnostics) {
	p := h.Platform
	if !p.Has(topology.Ifcfg|topology.ModprobeBonding) || len(h.Bonds) == 0 {
		return nil, nil
	}
	var diags hcl.Diagnostics
	f := &ModprobeFile{Name: p.Path(topology.ModprobeFile), Trailer: "\n"}
	for _, b := range h.Bonds {
		name, err := QuoteModprobe(b.Name)
		if err != nil {
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "Text that modprobe cannot read",
				Detail: t.Secrets.Mask(fmt.Sprintf("%s: %s.", b.Name, err)), Subject: &b.NameRange,
			})
		}
		f.Directives = append(f.Directives, &ModprobeDirective{
			Name: Word{Text: "alias"}, Args: []Word{name, {Text: "bonding"}}, Origin: b.NameRange,
		})
	}
	f.Directives[0].Before = generated
	if p.Has(topology.ModprobeConf) { // the one file of the whole host
		f.Directives[0].Before += "# Where the host's own file holds other lines (drivers of cards and disks), add these to it.\n"
	}
	if diags.HasErrors() {
		return nil, diags
	}
	return f, diags
}
