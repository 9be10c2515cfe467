package rules

import (
	"path"
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgBackupCopy = &lint.Rule{
	ID:       "ifcfg-backup-copy",
	Severity: lint.Warning,
	Doc: `A copy that the network scripts read as well

The network service brings up every ifcfg-* but those that end in ~, .bak, .orig and the like. A copy by another name
is a second file for its device, and a copied MASTER line a second slave.

Move the copy out of the folder, or let its name end in .bak.

Source: is_ignored_file of initscripts' network-functions.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		d, name := f.Lookup("DEVICE"), fileDevice(f.Name)
		if d == nil || d.Value.Text == "" || lint.IsKeptCopy(f.Name) || strings.Contains(name, "-range") {
			return
		}
		rest, copied := strings.CutPrefix(name, d.Value.Text)
		if copied && copyEnding.MatchString(rest) {
			p.Report(d.Range(), "%s is read as one more file for %s", path.Base(f.Name), d.Value.Text)
		}
	},
}

// copyEnding is what people put after the name of a file that they keep; digits
// after a dot would be a VLAN.
var copyEnding = regexp.MustCompile(`^[._-](save|saved|copy|old|new|off|disabled|dist|backup|bkp|[0-9]{6,})$`)
