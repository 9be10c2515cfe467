package rules

import (
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// device is an ifcfg file that counts, and what it says.
type device struct {
	*ifcfg.Interface
	file *ifcfg.File
	name string // DEVICE, or what the file's name says
}

// interfaces are the ifcfg files of one host together.
type interfaces struct {
	// whole is true where the host's files are all there: those that stand alone
	// answer no question about what is missing.
	whole    bool
	list     []*device
	byName   map[string]*device   // the last of each name
	byMaster map[string][]*device // slaves, by their bond
}

// interfacesOf reads the ifcfg files of a host, copies that ifup passes over left out.
func interfacesOf(h *lint.Host) *interfaces {
	all := &interfaces{whole: h.Name != "", byName: make(map[string]*device), byMaster: make(map[string][]*device)}
	for _, f := range h.Ifcfg {
		if isPassedOver(f.Name) {
			continue
		}
		d := &device{f.Interface(), f, ""}
		if d.name = d.Device.Text; d.name == "" {
			d.name = fileDevice(f.Name)
		}
		if d.name == "" || d.Device.Expands {
			continue
		}
		all.list = append(all.list, d)
		all.byName[d.name] = d
		if d.IsSlave() {
			all.byMaster[d.Master.Text] = append(all.byMaster[d.Master.Text], d)
		}
	}
	return all
}

// bonds returns the files of bonds.
func (all *interfaces) bonds() []*device {
	var list []*device
	for _, d := range all.list {
		if d.IsBond() && !d.IsSlave() && !isVLAN(d) {
			list = append(list, d)
		}
	}
	return list
}

// place is where a finding about the whole file stands: its device, or else its
// first line.
func (d *device) place() hcl.Range { return filePlace(d.file) }

func filePlace(f *ifcfg.File) hcl.Range {
	if device := f.Lookup("DEVICE"); device != nil {
		return device.Range()
	}
	if len(f.Directives) > 0 {
		return f.Directives[0].Range()
	}
	return hcl.Range{Filename: f.Name, Start: hcl.InitialPos, End: hcl.InitialPos}
}

// settings are the parameters in the bond's own file.
func (d *device) settings() *bondSettings {
	return &bondSettings{options: ifcfg.ParseOptions(d.BondingOpts), name: d.name, place: d.BondingOpts.Range}
}

// isVLAN tells whether a device is a VLAN or an alias, which has no card of its own.
func isVLAN(d *device) bool {
	return strings.ContainsAny(d.name, ".:") || ifcfg.IsTrue(d.VLAN.Text) || strings.EqualFold(d.Type.Text, "vlan")
}

// fileDevice is the device that a file's name speaks of, "" for a name that is not
// one of an ifcfg file.
func fileDevice(name string) string {
	device, _ := strings.CutPrefix(path.Base(name), "ifcfg-")
	if device == path.Base(name) {
		return ""
	}
	return device
}

// passedOver are the endings of copies that the network scripts do not read.
// Source: is_ignored_file of initscripts' network-functions.
var passedOver = []string{"~", ".bak", ".orig", ".rpmnew", ".rpmorig", ".rpmsave"}

func isPassedOver(name string) bool {
	for _, ending := range passedOver {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// byNetworkManager tells whether NetworkManager may be what reads a file, rather
// than ifup: it has defaults of its own.
func byNetworkManager(p *lint.Pass, i *ifcfg.Interface) bool {
	if ifcfg.IsFalse(i.NMControlled.Text) {
		return false
	}
	if p.Platform != nil {
		return p.Platform.Has(topology.IfcfgNM)
	}
	return i.Type.Text == "Bond" || ifcfg.IsTrue(i.BondMaster.Text) || i.Type.Text == "Ethernet"
}

// lastAssignments are the assignments whose value counts in the end.
func lastAssignments(f *ifcfg.File) map[*ifcfg.Directive]bool {
	last := make(map[string]*ifcfg.Directive)
	for d := range f.All() {
		if d.Kind == ifcfg.Assignment {
			last[d.Name.Text] = d
		}
	}
	set := make(map[*ifcfg.Directive]bool, len(last))
	for _, d := range last {
		set[d] = true
	}
	return set
}

// withoutLine is the fix that removes the directive at an index together with its
// line end.
func withoutLine(f *ifcfg.File, i int) lint.Edit {
	r := f.Directives[i].Range()
	after := f.Trailer
	if i+1 < len(f.Directives) {
		after = f.Directives[i+1].Before
	}
	if blanks, _, found := strings.Cut(after, "\n"); found && strings.TrimSpace(blanks) == "" {
		r.End = hcl.Pos{Line: r.End.Line + 1, Column: 1, Byte: r.End.Byte + len(blanks) + 1}
	}
	return lint.Edit{Range: r}
}
