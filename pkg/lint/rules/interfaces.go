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

// interfaceOf returns what an ifcfg file says of its device.
func interfaceOf(p *lint.Pass, f *ifcfg.File) *ifcfg.Interface { return fileInterface.Of(p, f) }

var fileInterface = lint.NewFact(func(_ *lint.Pass, f *ifcfg.File) *ifcfg.Interface { return f.Interface() })

// bondOf returns what an ifcfg file says of its bond; nil where it is not one of a bond.
func bondOf(p *lint.Pass, f *ifcfg.File) *ifcfg.Bond { return fileBond.Of(p, f) }

var fileBond = lint.NewFact(func(_ *lint.Pass, f *ifcfg.File) *ifcfg.Bond { return f.Bond() })

// interfaces are the ifcfg files of one host together.
type interfaces struct {
	// whole is true where the host's files are all there: those that stand alone
	// answer no question about what is missing.
	whole    bool
	list     []*device
	byName   map[string]*device // the last of each name
	byFile   map[*ifcfg.File]*device
	byMaster map[string][]*device // slaves, by their bond
	byBridge map[string][]*device // ports, by their bridge
	// modules are the options of the bonding module, by module or alias.
	modules map[string]*bondSettings
}

// interfacesOf returns the ifcfg files of a host, copies that ifup passes over left out.
func interfacesOf(p *lint.Pass, h *lint.Host) *interfaces { return hostInterfaces.Of(p, h) }

var hostInterfaces = lint.NewFact(readInterfaces)

func readInterfaces(p *lint.Pass, h *lint.Host) *interfaces {
	all := &interfaces{
		whole: h.Name != "", byName: make(map[string]*device), byMaster: make(map[string][]*device),
		byFile: make(map[*ifcfg.File]*device), byBridge: make(map[string][]*device), modules: make(map[string]*bondSettings),
	}
	for _, f := range h.Modprobe {
		for _, s := range moduleSettings(p, f) {
			all.modules[s.name] = s
		}
	}
	for _, f := range h.Ifcfg {
		if lint.IsKeptCopy(f.Name) {
			continue
		}
		d := &device{interfaceOf(p, f), f, ""}
		if d.name = d.Device.Text; d.name == "" {
			d.name = fileDevice(f.Name)
		}
		if d.name == "" || d.Device.Expands {
			continue
		}
		all.list = append(all.list, d)
		all.byName[d.name], all.byFile[f] = d, d
		if d.IsSlave() {
			all.byMaster[d.Master.Text] = append(all.byMaster[d.Master.Text], d)
		}
		if bridge := f.Text("BRIDGE"); bridge != "" {
			all.byBridge[bridge] = append(all.byBridge[bridge], d)
		}
	}
	return all
}

// underneath returns the cards and bonds by which the packets of a device leave the
// host: of an alias, a VLAN or a bridge those that carry it, otherwise itself.
func (all *interfaces) underneath(d *device) []*device {
	var list []*device
	seen := make(map[*device]bool)
	for waiting := []*device{d}; len(waiting) > 0; waiting = waiting[1:] {
		d := waiting[0]
		if d == nil || seen[d] {
			continue
		}
		seen[d] = true
		parent, _, isAlias := strings.Cut(d.name, ":")
		switch {
		case isAlias:
			waiting = append(waiting, all.byName[parent])
		case d.PhysDev.Text != "":
			waiting = append(waiting, all.byName[d.PhysDev.Text])
		case isVLAN(d):
			parent, _, _ := strings.Cut(d.name, ".")
			waiting = append(waiting, all.byName[parent])
		case len(all.byBridge[d.name]) > 0:
			waiting = append(waiting, all.byBridge[d.name]...)
		default:
			list = append(list, d)
		}
	}
	return list
}

// modeOf returns the mode of a bond: that of BONDING_OPTS, or else of the module's
// options, or else the driver's own; ok is false for one that the driver does not have.
func (all *interfaces) modeOf(d *device) (mode ifcfg.Mode, ok bool) {
	if d.BondingOpts.Expands {
		return 0, false
	}
	for _, s := range []*bondSettings{d.settings(), all.modules[d.name], all.modules["bonding"]} {
		if s == nil {
			continue
		}
		if _, given := s.option("mode"); given {
			return s.mode()
		}
	}
	return ifcfg.BalanceRR, true
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

// modePlace is where a finding about a bond's mode stands: at the mode, or at the
// device where its own file gives none.
func (d *device) modePlace() hcl.Range {
	if o, ok := d.settings().option("mode"); ok {
		return o.Range
	}
	return d.place()
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
