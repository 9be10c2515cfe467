package clusterconf

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Release is a generation of the cluster suite, as far as cluster.conf differs.
type Release uint8

const (
	// CMAN2 is cman on OpenAIS with ccsd, the suite of RHEL 5. Its schema is that of
	// system-config-cluster; the daemons themselves do not check the file.
	CMAN2 Release = 2
	// CMAN3 is cman on corosync, the suite of RHEL 6. Its schema is the one that
	// ccs_config_validate checks files with.
	CMAN3 Release = 3
)

func (r Release) String() string {
	if r == CMAN2 {
		return "RHEL 5 (cman 2)"
	}
	return "RHEL 6 (cman 3)"
}

// Presence says when an attribute can or must stand in its element.
type Presence uint8

const (
	// Optional attributes may be left out.
	Optional Presence = iota
	// Required attributes must be there.
	Required
	// Definition attributes must be there where the element has no ref attribute:
	// a resource is either defined in its place or refers to one in <resources>.
	Definition
	// Tolerated attributes are unknown to the release's schema. The daemons read
	// them, or pass over them without harm.
	Tolerated
)

// AttributeSpec is what a release knows about an attribute of an element.
type AttributeSpec struct {
	Name     string
	Presence Presence
	// With is another attribute without which the schema does not allow this one;
	// "" for none.
	With string
	// Type is "string", "integer", "nonNegativeInteger", "positiveInteger", "ID" or
	// "IDREF" as XML Schema defines them, or "enum:" with the words that are
	// allowed, separated by "|".
	Type string
	// Default is the value that the schema documents, "" for none.
	Default string
}

// ChildSpec is what a release knows about an element within another one.
type ChildSpec struct {
	Name string
	// Min and Max are how many there may be; a Max of 0 stands for any number.
	Min, Max int
}

// ElementSpec is what a release knows about an element.
type ElementSpec struct {
	// Name is the element's name, with its parent's before it ("cman/multicast")
	// where the release knows two elements of one name.
	Name       string
	Attributes []AttributeSpec
	Children   []ChildSpec
	// Agent is true for elements that take the parameters of a fence agent as well.
	Agent bool
}

// Attribute returns what is known about the element's attribute of that name, nil
// for an attribute that the release does not know. Parameters of fence agents are
// not among them: see [Agent].
func (s *ElementSpec) Attribute(name string) *AttributeSpec {
	for i := range s.Attributes {
		if s.Attributes[i].Name == name {
			return &s.Attributes[i]
		}
	}
	return nil
}

// Child returns what is known about an element of that name within this one, nil
// where it cannot stand there.
func (s *ElementSpec) Child(name string) *ChildSpec {
	for i := range s.Children {
		if s.Children[i].Name == name {
			return &s.Children[i]
		}
	}
	return nil
}

// attributeNames returns the names of the element's attributes.
func (s *ElementSpec) attributeNames() []string {
	names := make([]string, len(s.Attributes))
	for i, a := range s.Attributes {
		names[i] = a.Name
	}
	return names
}

// LookupElement returns what a release knows about an element of that name within
// parent, which is "" for the root; nil for an element that the release does not
// know. Whether the element can stand in parent is for the parent's
// [ElementSpec.Child] to say.
func LookupElement(r Release, parent, name string) *ElementSpec {
	specs := schema(r)
	if s := specs[parent+"/"+name]; s != nil {
		return s
	}
	return specs[name]
}

// ElementNames returns the names of all elements that a release knows, sorted.
func ElementNames(r Release) []string {
	var names []string
	for name := range schema(r) {
		names = append(names, name[strings.LastIndexByte(name, '/')+1:])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// tables are the facts:
//
//   - attributes-*.tsv and children-*.tsv: the schema of system-config-cluster
//     (cluster.ng) for CMAN2; cluster.rng with the metadata of rgmanager's resource
//     agents for CMAN3; cmanccs.c for what cman 2 reads beyond its schema.
//   - agent-parameters.tsv: the metadata of fence-agents, and for agents that are no
//     longer part of it their sources.
//   - agents.tsv: which release ships an agent and how it names its parameters;
//     from the appendices of the Cluster Administration and Fence Configuration
//     guides and from the agents' sources.
//
//go:embed data/*.tsv
var tables embed.FS

// table returns the rows of a table below data/, without the header.
func table(name string) [][]string {
	text, err := tables.ReadFile("data/" + name)
	if err != nil {
		panic(err) // the tables are part of the program
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows[1:]
}

var (
	schema2 = sync.OnceValue(func() map[string]*ElementSpec { return readSchema("cman2") })
	schema3 = sync.OnceValue(func() map[string]*ElementSpec { return readSchema("cman3") })
)

// schema returns a release's elements by name.
func schema(r Release) map[string]*ElementSpec {
	if r == CMAN2 {
		return schema2()
	}
	return schema3()
}

// readSchema reads the two tables of a release. The entry "" is the file itself,
// whose one child is the root.
func readSchema(suite string) map[string]*ElementSpec {
	specs := make(map[string]*ElementSpec)
	spec := func(name string) *ElementSpec {
		if specs[name] == nil {
			specs[name] = &ElementSpec{Name: name, Agent: name == "device" || name == "fencedevice"}
		}
		return specs[name]
	}
	for _, row := range table("attributes-" + suite + ".tsv") {
		s := spec(row[0])
		a := AttributeSpec{Name: row[1], Type: row[3], Default: row[4]}
		a.Presence, a.With = readPresence(row[2])
		s.Attributes = append(s.Attributes, a)
	}
	for _, row := range table("children-" + suite + ".tsv") {
		s := spec(row[0])
		if specs[row[0]+"/"+row[1]] == nil {
			spec(row[1])
		}
		c := ChildSpec{Name: row[1]}
		c.Min, c.Max = readOccurs(row[2])
		s.Children = append(s.Children, c)
	}
	nestResources(specs)
	return specs
}

// nestResources lets resources hold resources: what depends on a resource stands
// within it, to any depth. The tables list what a service can hold.
func nestResources(specs map[string]*ElementSpec) {
	for _, resource := range specs["resources"].Children {
		s := specs[resource.Name]
		if _, leaf := leaves[resource.Name]; leaf && specs["action"] == nil {
			continue
		}
		for _, c := range specs["service"].Children {
			if s.Child(c.Name) == nil {
				s.Children = append(s.Children, c)
			}
		}
	}
}

// leaves are the resources that hold no others in CMAN2's schema.
var leaves = map[string]struct{}{"nfsclient": {}}

func readPresence(text string) (Presence, string) {
	if with, ok := strings.CutPrefix(text, "with:"); ok {
		return Optional, with
	}
	p, ok := map[string]Presence{
		"optional": Optional, "required": Required, "definition": Definition, "tolerated": Tolerated,
	}[text]
	if !ok {
		panic(fmt.Sprintf("unknown presence %q in a table", text))
	}
	return p, ""
}

func readOccurs(text string) (minimum, maximum int) {
	switch text {
	case "1":
		return 1, 1
	case "?":
		return 0, 1
	case "+":
		return 1, 0
	}
	return 0, 0
}

// primary are the types of resources whose identity is another attribute than
// their name. Source: the "primary" parameters of rgmanager's resource agents.
var primary = map[string]string{
	"ip": "address", "SAPInstance": "InstanceName", "SAPDatabase": "SID", "db2.sh": "instance",
}

// primaryAttribute returns the attribute by which a type of resource is told from
// others, and by which ref names it.
func primaryAttribute(kind string) string {
	if name, ok := primary[kind]; ok {
		return name
	}
	return "name"
}
