package rules

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

// bondSettings are the parameters of the bonding driver that one place sets:
// BONDING_OPTS of a bond's file, or the options lines of a module.
type bondSettings struct {
	options []ifcfg.Option
	// name is what is configured: "bond0", or the module or alias of options lines.
	name string
	// place is the value or the module's name, for what is missing.
	place hcl.Range
	// module is true for options lines.
	module bool
}

// bondingOpts makes a rule look at the BONDING_OPTS of a file. Values that the
// shell works out are left alone.
func bondingOpts(check func(*lint.Pass, bondSettings)) func(*lint.Pass, *ifcfg.File) {
	return func(p *lint.Pass, f *ifcfg.File) {
		b := bondOf(p, f)
		if b == nil || b.BondingOpts.IsZero() || b.BondingOpts.Expands {
			return
		}
		check(p, bondSettings{b.Options, b.Device.Text, b.BondingOpts.Range, false})
	}
}

// moduleOptions makes a rule look at the options of the bonding module in a file,
// all lines of a module or alias together.
func moduleOptions(check func(*lint.Pass, bondSettings)) func(*lint.Pass, *ifcfg.ModprobeFile) {
	return func(p *lint.Pass, f *ifcfg.ModprobeFile) {
		for _, s := range moduleSettings(p, f) {
			check(p, *s)
		}
	}
}

// moduleSettings collects the options of the bonding module, by module or alias.
func moduleSettings(p *lint.Pass, f *ifcfg.ModprobeFile) []*bondSettings {
	return fileModuleSettings.Of(p, f)
}

var fileModuleSettings = lint.NewFact(readModuleSettings)

func readModuleSettings(_ *lint.Pass, f *ifcfg.ModprobeFile) []*bondSettings {
	aliases := make(map[string]bool)
	for _, a := range f.Aliases("bonding") {
		aliases[a.Name.Text] = true
	}
	var list []*bondSettings
	byName := make(map[string]*bondSettings)
	for d := range f.All() {
		o, ok := d.Options()
		if !ok || ifcfg.ModuleName(o.Module.Text) != "bonding" && !aliases[o.Module.Text] && !isBondName(o.Module.Text) {
			continue
		}
		s := byName[o.Module.Text]
		if s == nil {
			s = &bondSettings{name: o.Module.Text, place: o.Module.Range, module: true}
			byName[o.Module.Text] = s
			list = append(list, s)
		}
		s.options = append(s.options, o.Options...)
	}
	return list
}

// isBondName tells whether a device is a bond by its name: bond and a number.
func isBondName(device string) bool {
	number, ok := strings.CutPrefix(device, "bond")
	_, err := strconv.ParseUint(number, 10, 16)
	return ok && err == nil
}

// option returns the last option of a name, the one that counts.
func (s *bondSettings) option(name string) (ifcfg.Option, bool) {
	for i := len(s.options) - 1; i >= 0; i-- {
		if s.options[i].Name == name {
			return s.options[i], true
		}
	}
	return ifcfg.Option{}, false
}

// inForce returns an option that switches something on: not 0, none or nothing.
func (s *bondSettings) inForce(name string) (ifcfg.Option, bool) {
	o, ok := s.option(name)
	return o, ok && o.Value != "" && o.Value != "0" && o.Value != "none"
}

// mode returns the mode that is given; ok is false where none is, or one that the
// driver does not have: the mode may then be given elsewhere.
func (s *bondSettings) mode() (mode ifcfg.Mode, ok bool) {
	o, given := s.option("mode")
	if !given {
		return 0, false
	}
	return ifcfg.LookupMode(o.Value)
}

// kernelOf is the Linux of a release; without a release, one that has everything.
func kernelOf(p *lint.Pass) ifcfg.Kernel {
	if p.Platform == nil {
		return ifcfg.Kernel{Major: 1 << 16}
	}
	return ifcfg.Kernel(p.Platform.Kernel)
}

// withoutOption is the fix that removes the option at an index; nil where its line
// would be incomplete without it.
func (s *bondSettings) withoutOption(i int) *lint.Fix {
	r := s.options[i].Range
	switch {
	case i > 0 && s.options[i-1].Range.End.Line == r.Start.Line:
		r.Start = s.options[i-1].Range.End
	case i+1 < len(s.options) && s.options[i+1].Range.Start.Line == r.End.Line:
		r.End = s.options[i+1].Range.Start
	case s.module:
		return nil
	}
	return lint.Replace(r, "")
}
