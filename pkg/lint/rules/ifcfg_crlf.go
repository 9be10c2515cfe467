package rules

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/lint"
)

var ifcfgCRLF = &lint.Rule{
	ID:       "ifcfg-crlf",
	Severity: lint.Error,
	Doc: `Line ends of Windows

The carriage return before each line end is a part of the value: DEVICE is a name that no device has, and an address
none that can be set. A line that is otherwise empty is a command.

Convert the file with dos2unix.

Source: bash(1); seen on bash 5.2.`,
	Ifcfg: func(p *lint.Pass, f *ifcfg.File) {
		var edits []lint.Edit
		for d := range f.All() {
			if r := d.Range(); strings.HasSuffix(d.Raw(), "\r") {
				r.Start = hcl.Pos{Line: r.End.Line, Column: r.End.Column - 1, Byte: r.End.Byte - 1}
				edits = append(edits, lint.Edit{Range: r})
			}
		}
		if len(edits) > 0 {
			p.ReportFix(edits[0].Range, &lint.Fix{Edits: edits}, "lines that end in a carriage return, which the shell takes for a part of the value: %d", len(edits))
		}
	},
}
