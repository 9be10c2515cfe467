package report

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/everlinux/hagen/pkg/topology"
)

// maxValues bounds the list of values below a snippet.
const maxValues = 4

// values says what the references in a failed expression stood for: in a block
// that is repeated, it tells which repetition failed. A sensitive value is named,
// never shown; a collection says nothing that fits a line.
func (j *job) values(d *hcl.Diagnostic) []string {
	if d.Expression == nil || d.EvalContext == nil {
		return nil
	}
	var list []string
	seen := make(map[string]bool)
	for _, ref := range d.Expression.Variables() {
		v, diags := ref.TraverseAbs(d.EvalContext)
		name := j.traversal(ref)
		if diags.HasErrors() || seen[name] {
			continue
		}
		seen[name] = true
		if text, ok := j.scalar(v); ok {
			list = append(list, fmt.Sprintf("with %s as %s", name, text))
		}
		if len(list) == maxValues {
			break
		}
	}
	return list
}

func (j *job) scalar(v cty.Value) (string, bool) {
	switch {
	case v.ContainsMarked():
		return topology.Redacted, true
	case !v.IsKnown():
		return "", false
	case v.IsNull():
		return "null", true
	case !v.Type().IsPrimitiveType():
		return "", false
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		return "", false
	}
	if v.Type() == cty.String {
		return quote(j.text(s.AsString())), true
	}
	return j.text(s.AsString()), true
}

// quote writes a string as HCL does.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "${", "$${", "%{", "%%{").Replace(s) + `"`
}

func (j *job) traversal(t hcl.Traversal) string {
	var b strings.Builder
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			b.WriteString(j.text(s.Name))
		case hcl.TraverseAttr:
			b.WriteString("." + j.text(s.Name))
		case hcl.TraverseIndex:
			text, ok := j.scalar(s.Key)
			if !ok {
				text = "…"
			}
			b.WriteString("[" + text + "]")
		}
	}
	return b.String()
}
