package docs

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/everlinux/hagen/pkg/topology"
)

// generated stands at the top of every page made here.
const generated = "<!-- Made from the code by `go test ./internal/docs -update`: edit the code. -->\n\n"

// TopologyPage is docs/topology.md, the reference of the language.
func TopologyPage() string {
	var b strings.Builder
	b.WriteString(generated)
	b.WriteString(topologyIntroduction)
	b.WriteString("## Blocks\n\n")
	for _, s := range topology.Schema() {
		contents(&b, s, 0)
	}
	documented := make(map[*topology.BlockSpec]string)
	for _, s := range topology.Schema() {
		block(&b, s, "", 2, documented)
	}
	kinds(&b)
	functions(&b)
	return b.String()
}

const topologyIntroduction = `# The topology language

A topology describes an estate in [HCL](https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md): one file, or a
folder of files, in the native syntax (` + "`.hcl`" + `) or the JSON syntax (` + "`.hcl.json`" + `). The order of blocks does not matter.

## Expressions

- A block is named by its type and label: ` + "`balancer.app`" + `, or ` + "`host[\"10-west\"]`" + ` where the label does not begin with a letter. Its
  attributes and the blocks within it follow: ` + "`host.app-01.interface.eth0.address`" + `. Besides its attributes a block has
  ` + "`name`" + `, its label; what has an ` + "`address`" + ` also has ` + "`ip`" + `, the address without its prefix length.
- ` + "`var.name`" + ` is a variable, ` + "`local.name`" + ` a name of a ` + "`locals`" + ` block. Conditionals, ` + "`for`" + ` expressions, splats and templates are HCL's.
- ` + "`dynamic \"TYPE\"`" + ` stands for as many blocks as its ` + "`for_each`" + ` has elements, at every level, the top included. Within its
  ` + "`content`" + ` and ` + "`labels`" + `, the block's type (or the ` + "`iterator`" + `) is an object of ` + "`key`" + ` and ` + "`value`" + `:

` + "```hcl" + `
dynamic "member" {
  for_each = ["10.10.23.53", "10.10.23.56"]
  labels   = [member.value]
  content {
    port = 8080
  }
}
` + "```" + `

- In a string, ` + "`${`" + ` begins an expression and ` + "`%{`" + ` a template directive. Write ` + "`$${`" + ` and ` + "`%%{`" + ` for the characters themselves: ` + "`\"%%{Referer}i\"`" + `.
- A value that derives from a ` + "`sensitive`" + ` variable, and every password, reaches only the file that needs it. That file has mode
  0600 (cluster.conf: 0640), and no message, snippet or diff shows the value.

`

// contents writes the line of a block in the list of blocks.
func contents(b *strings.Builder, s *topology.BlockSpec, depth int) {
	if depth > 0 {
		fmt.Fprintf(b, "%s- `%s`\n", strings.Repeat("  ", depth), s.Type)
	} else {
		fmt.Fprintf(b, "- [`%s`](#%s)\n", s.Type, s.Type)
	}
	for _, nested := range s.Blocks {
		if nested != s && nested.Type != "element" {
			contents(b, nested, depth+1)
		}
	}
	if depth == 0 && s == topology.Schema()[len(topology.Schema())-1] {
		b.WriteString("\n")
	}
}

// block writes the section of a block and those of the blocks within it.
// A block that may stand in several places is described at the first.
func block(b *strings.Builder, s *topology.BlockSpec, parent string, level int, documented map[*topology.BlockSpec]string) {
	path := s.Type
	if parent != "" {
		path = parent + " › " + s.Type
	}
	documented[s] = path
	fmt.Fprintf(b, "%s %s\n\n%s\n\n", strings.Repeat("#", min(level, 5)), path, s.Doc)
	fmt.Fprintf(b, "```hcl\n%s\n```\n\n", s.Example)
	for _, l := range s.Labels {
		fmt.Fprintf(b, "- Label `%s` (%s): %s.\n", l.Name, l.Kind, l.Doc)
	}
	fmt.Fprintf(b, "- %s.\n", occurrence(s))
	if s.Becomes != "" {
		fmt.Fprintf(b, "- Becomes: %s\n", s.Becomes)
	}
	if s.Open != "" {
		fmt.Fprintf(b, "- Any other attribute is %s.\n", s.Open)
	}
	b.WriteString("\n")
	attributes(b, s.Attrs)
	for _, a := range s.Attrs {
		if a.Kind == topology.Object {
			fmt.Fprintf(b, "The object `%s` has:\n\n", a.Name)
			attributes(b, a.Object)
		}
	}
	for _, nested := range s.Blocks {
		if nested == s {
			fmt.Fprintf(b, "Within a `%s` block there may be further `%s` blocks.\n\n", s.Type, s.Type)
		} else if where := documented[nested]; where != "" {
			fmt.Fprintf(b, "Within a `%s` block there may be `%s` blocks: see %s.\n\n", s.Type, nested.Type, where)
		} else {
			block(b, nested, path, level+1, documented)
		}
	}
}

func occurrence(s *topology.BlockSpec) string {
	switch {
	case s.Single:
		return "At most one"
	case s.Repeats:
		return "Any number, also with one label"
	case len(s.Labels) == 0:
		return "Any number"
	}
	return "Any number, each with labels of its own"
}

// attributes writes the table of a block's attributes.
func attributes(b *strings.Builder, attrs []topology.AttrSpec) {
	if len(attrs) == 0 {
		return
	}
	b.WriteString("| attribute | type | default | unit written | meaning, and what it becomes | example |\n|---|---|---|---|---|---|\n")
	for _, a := range attrs {
		text := a.Doc
		if a.Becomes != "" {
			text += " **Becomes** " + a.Becomes + "."
		}
		if a.Sensitive {
			text += " A secret."
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s | %s |\n", a.Name, kindOf(a), defaultOf(a), a.Unit, cell(text), "`"+cell(a.Example)+"`")
	}
	b.WriteString("\n")
}

// cell makes a text fit for a cell of a table.
func cell(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "|", `\|`), "\n", " ")
}

func kindOf(a topology.AttrSpec) string {
	kind := string(a.Kind)
	switch a.Kind {
	case topology.Reference:
		kind = "reference to a `" + a.Ref + "`"
	case topology.Enum:
		kind = "`\"" + strings.Join(a.Values, "\"`, `\"") + "\"`"
	case topology.Int:
		kind = fmt.Sprintf("integer, %d to %d", a.Min, a.Max)
	}
	if a.List {
		return "list: " + kind
	}
	return kind
}

func defaultOf(a topology.AttrSpec) string {
	switch {
	case a.Required:
		return "**required**"
	case a.Computed != "":
		return cell(a.Computed)
	case a.Default != "" && (a.Kind == topology.Bool || a.Kind == topology.Int || a.Kind == topology.Port):
		return "`" + a.Default + "`"
	case a.Default != "":
		return "`\"" + a.Default + "\"`"
	}
	return "not set"
}

// kinds writes what each type of value accepts.
func kinds(b *strings.Builder) {
	b.WriteString("## Types\n\nNo string may hold a control character: no file could hold it safely.\n\n| type | accepts |\n|---|---|\n")
	for _, k := range topology.Kinds() {
		fmt.Fprintf(b, "| %s | %s |\n", k.Kind, cell(k.Accepts))
	}
	b.WriteString("\n")
}

// functions lists what expressions may call.
func functions(b *strings.Builder) {
	b.WriteString("## Functions\n\n| function | parameters | result |\n|---|---|---|\n")
	all := topology.Functions()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f := all[name]
		var params []string
		for _, p := range f.Params() {
			params = append(params, "`"+p.Name+"`")
		}
		if p := f.VarParam(); p != nil {
			params = append(params, "`"+p.Name+"` …")
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, strings.Join(params, ", "), cell(f.Description()))
	}
}
