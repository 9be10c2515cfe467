package topology

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/everlinux/hagen/internal/suggest"
)

// rawAttribute is an attribute as it is written.
type rawAttribute struct {
	name      string
	nameRange hcl.Range
	expr      hcl.Expression
}

// rawBlock is a block as it is written.
type rawBlock struct {
	typ         string
	labels      []string
	typeRange   hcl.Range
	labelRanges []hcl.Range
	header      hcl.Range
	body        hcl.Body
}

// dynamicType is the type of a block that stands for several:
//
//	dynamic "member" { for_each = …  iterator = …  labels = […]  content { … } }
const dynamicType = "dynamic"

// readBody takes a body apart by its spec: the attributes, the blocks, and an
// error for each that the spec does not know.
func readBody(body hcl.Body, spec *BlockSpec) ([]rawAttribute, []rawBlock, hcl.Diagnostics) {
	if native, ok := body.(*hclsyntax.Body); ok {
		return readNative(native, spec)
	}
	return readJSON(body, spec)
}

// readNative walks the tree of the native syntax, which is several times
// faster than asking it for a schema.
func readNative(body *hclsyntax.Body, spec *BlockSpec) ([]rawAttribute, []rawBlock, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	attrs := make([]rawAttribute, 0, len(body.Attributes))
	for name, a := range body.Attributes {
		if spec.Open == "" && spec.attr(name) == nil {
			diags = append(diags, unknownAttribute(spec, name, a.NameRange))
			continue
		}
		attrs = append(attrs, rawAttribute{name, a.NameRange, a.Expr})
	}
	slices.SortFunc(attrs, func(a, b rawAttribute) int { return cmp.Compare(a.nameRange.Start.Byte, b.nameRange.Start.Byte) })

	blocks := make([]rawBlock, 0, len(body.Blocks))
	for _, b := range body.Blocks {
		raw := rawBlock{
			typ: b.Type, labels: b.Labels, typeRange: b.TypeRange, labelRanges: b.LabelRanges,
			header: b.DefRange(), body: b.Body,
		}
		switch child := spec.block(b.Type); {
		case b.Type == dynamicType && len(spec.Blocks) > 0:
			blocks = append(blocks, raw)
		case child == nil:
			diags = append(diags, unknownBlock(spec, b.Type, b.TypeRange))
		case len(b.Labels) != len(child.Labels):
			diags = append(diags, wrongLabels(child, len(b.Labels), raw.header))
		default:
			blocks = append(blocks, raw)
		}
	}
	return attrs, blocks, diags
}

func readJSON(body hcl.Body, spec *BlockSpec) ([]rawAttribute, []rawBlock, hcl.Diagnostics) {
	schema := &hcl.BodySchema{}
	for i := range spec.Attrs {
		schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: spec.Attrs[i].Name})
	}
	for _, b := range spec.Blocks {
		header := hcl.BlockHeaderSchema{Type: b.Type}
		for _, l := range b.Labels {
			header.LabelNames = append(header.LabelNames, l.Name)
		}
		schema.Blocks = append(schema.Blocks, header)
	}
	if len(spec.Blocks) > 0 {
		schema.Blocks = append(schema.Blocks, hcl.BlockHeaderSchema{Type: dynamicType, LabelNames: []string{"type"}})
	}

	var content *hcl.BodyContent
	var diags hcl.Diagnostics
	named := hcl.Attributes{}
	if spec.Open == "" {
		content, diags = body.Content(schema)
	} else {
		var rest hcl.Body
		var more hcl.Diagnostics
		content, rest, diags = body.PartialContent(schema)
		named, more = rest.JustAttributes()
		diags = append(diags, more...)
	}
	var attrs []rawAttribute
	for _, set := range []hcl.Attributes{content.Attributes, named} {
		for name, a := range set {
			attrs = append(attrs, rawAttribute{name, a.NameRange, a.Expr})
		}
	}
	slices.SortFunc(attrs, func(a, b rawAttribute) int { return cmp.Compare(a.nameRange.Start.Byte, b.nameRange.Start.Byte) })
	var blocks []rawBlock
	for _, b := range content.Blocks {
		blocks = append(blocks, rawBlock{b.Type, b.Labels, b.TypeRange, b.LabelRanges, b.DefRange, b.Body})
	}
	return attrs, blocks, diags
}

// title names a kind of block in an error text.
func (s *BlockSpec) title() string {
	if s.Type == "" {
		return "a topology"
	}
	if strings.ContainsRune("aeiou", rune(s.Type[0])) {
		return fmt.Sprintf("an %q block", s.Type)
	}
	return fmt.Sprintf("a %q block", s.Type)
}

func unknownAttribute(spec *BlockSpec, name string, r hcl.Range) *hcl.Diagnostic {
	names := make([]string, len(spec.Attrs))
	for i := range spec.Attrs {
		names[i] = spec.Attrs[i].Name
	}
	detail := fmt.Sprintf("%q is no attribute of %s.%s", name, spec.title(), suggest.DidYouMean(name, names))
	if spec.block(name) != nil {
		detail = fmt.Sprintf("%q is a block, not an attribute: write %s { … } without the equals sign.", name, name)
	}
	return errorAt(r, "Unknown attribute", "%s", detail)
}

func unknownBlock(spec *BlockSpec, typ string, r hcl.Range) *hcl.Diagnostic {
	names := make([]string, len(spec.Blocks))
	for i, b := range spec.Blocks {
		names[i] = b.Type
	}
	detail := fmt.Sprintf("%q is no block of %s.%s", typ, spec.title(), suggest.DidYouMean(typ, names))
	if spec.attr(typ) != nil {
		detail = fmt.Sprintf("%q is an attribute, not a block: write %s = …", typ, typ)
	}
	return errorAt(r, "Unknown block", "%s", detail)
}

func wrongLabels(spec *BlockSpec, got int, r hcl.Range) *hcl.Diagnostic {
	want := spec.Type
	for _, l := range spec.Labels {
		want += fmt.Sprintf(" %q", l.Name)
	}
	return errorAt(r, "Wrong number of labels", "A %q block has %s, this one has %d: write %s { … }", spec.Type, countLabels(spec), got, want)
}

func countLabels(spec *BlockSpec) string {
	switch n := len(spec.Labels); n {
	case 0:
		return "no label"
	case 1:
		return "one label"
	default:
		return fmt.Sprintf("%d labels", n)
	}
}
