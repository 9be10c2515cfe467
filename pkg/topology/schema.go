package topology

// BlockSpec describes one type of block of the language. The decoder, the error
// texts and the reference page are all made from it.
type BlockSpec struct {
	Type string
	// Labels name the block's labels, in order.
	Labels []LabelSpec
	// Doc says what the block is, in a sentence or two of Markdown.
	Doc string
	// Becomes says what the block turns into, format by format.
	Becomes string
	// Example is a piece of HCL that shows the block in use.
	Example string
	// Single is true where at most one such block may stand in its parent.
	Single bool
	// Repeats is true where blocks with the same labels may stand side by side.
	Repeats bool
	// Open says, where it is not empty, whose names further attributes may have.
	Open   string
	Attrs  []AttrSpec
	Blocks []*BlockSpec

	new func() any // a new value of the model's type; nil for the root
}

// LabelSpec describes a label of a block.
type LabelSpec struct {
	Name string
	Kind Kind
	Doc  string
}

// AttrSpec describes one attribute.
type AttrSpec struct {
	Name string
	Kind Kind
	// List is true where the attribute holds a list of Kind.
	List bool
	// Required is true where the attribute must be written.
	Required bool
	// Default is the value of an attribute that is not written, in the text form
	// of Kind; "" for none.
	Default string
	// Computed describes a default that is worked out from something else.
	Computed string
	// Values are the words that an Enum accepts.
	Values []string
	// Min and Max bound an Int.
	Min, Max int
	// Ref is the type of block that a Reference names.
	Ref string
	// Object are the attributes of an Object.
	Object []AttrSpec
	// Sensitive is true where the value is a secret whatever it derives from.
	Sensitive bool
	// Unit of a number or duration, as the formats write it.
	Unit string
	// Doc says what the attribute is for.
	Doc string
	// Example is a value, as it is written.
	Example string
	// Becomes says what the attribute turns into, format by format.
	Becomes string

	new func() any // for an Object: a new value of the model's type
}

// Schema returns the language: the blocks that may stand at the top of a
// topology, in the order of the reference page.
func Schema() []*BlockSpec { return rootSpec.Blocks }

// rootSpec is the topology itself: a body without attributes.
var rootSpec = &BlockSpec{Blocks: []*BlockSpec{
	variableSpec, localsSpec,
	networkSpec, switchSpec, hypervisorSpec, hostSpec,
	balancerSpec, virtualHostSpec,
	fenceDeviceSpec, clusterSpec,
	volumeGroupSpec,
}}

var variableSpec = &BlockSpec{
	Type:   "variable",
	Labels: []LabelSpec{{"name", Name, "the variable's name: `var.name` in expressions"}},
	Doc:    "A value that is given from outside: by `--var`, else `--var-file`, else the environment's `HAGEN_VAR_name`, else the default.",
	Example: `variable "vcenter_password" {
  type      = string
  sensitive = true
}`,
	Attrs: []AttrSpec{
		{Name: "type", Kind: TypeExpr, Computed: "any", Doc: "A type constraint: `string`, `number`, `bool`, `list(string)`, `object({…})` …", Example: "list(string)"},
		{Name: "default", Kind: AnyValue, Computed: "none: a value must be given", Doc: "The value where none is given.", Example: `"xxxxx"`},
		{Name: "sensitive", Kind: Bool, Default: "false", Doc: "Whether the value is a secret: then nothing shows it, and only the file that needs it holds it.", Example: "true"},
		{Name: "description", Kind: Remark, Doc: "What the variable is for.", Example: `"password of the vCenter account that fences"`},
	},
	Blocks: []*BlockSpec{{
		Type: "validation",
		Doc:  "A condition that the value must meet.",
		Example: `validation {
  condition     = length(var.vcenter_password) >= 12
  error_message = "The password has fewer than 12 characters."
}`,
		Attrs: []AttrSpec{
			{Name: "condition", Kind: AnyValue, Required: true, Doc: "An expression over the variable; it must be true.", Example: "var.port > 1023"},
			{Name: "error_message", Kind: AnyValue, Required: true, Doc: "What to say where it is not.", Example: `"the port is privileged"`},
		},
	}},
}

var localsSpec = &BlockSpec{
	Type: "locals",
	Doc:  "Names for expressions: `local.name` stands for the value. Their order does not matter.",
	Example: `locals {
  backends = ["10.10.23.53", "10.10.23.56"]
}`,
	Open: "a name of your choice",
}

// attr returns the block's attribute of that name, nil for none.
func (s *BlockSpec) attr(name string) *AttrSpec {
	for i := range s.Attrs {
		if s.Attrs[i].Name == name {
			return &s.Attrs[i]
		}
	}
	return nil
}

// block returns the nested block of that type, nil for none.
func (s *BlockSpec) block(name string) *BlockSpec {
	for _, b := range s.Blocks {
		if b.Type == name {
			return b
		}
	}
	return nil
}
