package topology

import (
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// eachSpec calls f for every block of the language, once.
func eachSpec(f func(*BlockSpec)) {
	var walk func(*BlockSpec)
	walk = func(s *BlockSpec) {
		f(s)
		for _, nested := range s.Blocks {
			if nested != s {
				walk(nested)
			}
		}
	}
	for _, s := range Schema() {
		walk(s)
	}
}

// The model and the schema say the same: each attribute and block has its
// field, each field its attribute or block, and the types agree.
func TestSchemaMatchesModel(t *testing.T) {
	d := newDecoder(nil)
	check := func(name string, model any, attrs []AttrSpec, blocks []*BlockSpec) {
		typ := reflect.TypeOf(model).Elem()
		fields := d.fieldsOf(typ)
		var names []string
		for _, a := range attrs {
			names = append(names, a.Name)
			index, ok := fields[a.Name]
			if !ok {
				t.Errorf("%s.%s has no field in %s", name, a.Name, typ)
				continue
			}
			field := reflect.New(typ).Elem().FieldByIndex(index).Addr().Interface()
			if _, isList := field.(listAssignable); isList != a.List {
				t.Errorf("%s.%s: list is %v in the schema", name, a.Name, a.List)
			}
		}
		for _, b := range blocks {
			names = append(names, b.Type)
			if _, ok := fields[b.Type]; !ok {
				t.Errorf("%s has no field for %s blocks", typ, b.Type)
			}
		}
		for field := range fields {
			if !slices.Contains(names, field) {
				t.Errorf("%s has a field %q that the schema lacks", typ, field)
			}
		}
	}
	check("topology", new(Topology), nil, slices.DeleteFunc(slices.Clone(Schema()), func(s *BlockSpec) bool { return s.new == nil }))
	eachSpec(func(s *BlockSpec) {
		if s.new == nil {
			return
		}
		check(s.Type, s.new(), s.Attrs, s.Blocks)
		if _, ok := reflect.TypeOf(s.new()).Elem().FieldByName("Params"); ok != (s.Open != "") {
			t.Errorf("%s: open in the schema is %q, a Params field in the model: %v", s.Type, s.Open, ok)
		}
		for _, a := range s.Attrs {
			if a.Kind == Object {
				check(s.Type+"."+a.Name, a.new(), a.Object, nil)
			}
		}
	})
}

// What the reference page says is complete, and the decoder reads it.
func TestSchemaIsDocumented(t *testing.T) {
	eachSpec(func(s *BlockSpec) {
		if s.Doc == "" || s.Example == "" && s.Type != "content" {
			t.Errorf("%s has no doc or no example", s.Type)
		}
		if _, diags := hclsyntax.ParseConfig([]byte(s.Example), "example", hcl.InitialPos); diags.HasErrors() {
			t.Errorf("the example of %s: %v", s.Type, diags)
		}
		attrs := slices.Clone(s.Attrs)
		for _, a := range s.Attrs {
			attrs = append(attrs, a.Object...)
		}
		for _, a := range attrs {
			name := s.Type + "." + a.Name
			if a.Doc == "" || a.Example == "" {
				t.Errorf("%s has no doc or no example", name)
			}
			if _, diags := hclsyntax.ParseExpression([]byte(a.Example), "example", hcl.InitialPos); diags.HasErrors() {
				t.Errorf("the example of %s: %v", name, diags)
			}
			if a.Default != "" {
				if _, err := parseDefault(&a); err != nil {
					t.Errorf("the default of %s: %v", name, err)
				}
				if a.Computed != "" || a.Required || a.List {
					t.Errorf("%s has a default and is computed, required or a list", name)
				}
			}
			if (a.Kind == Reference) != (a.Ref != "") || a.Ref != "" && rootSpec.block(a.Ref) == nil {
				t.Errorf("%s refers to %q", name, a.Ref)
			}
			if (a.Kind == Enum) != (len(a.Values) > 0) {
				t.Errorf("%s has values %q", name, a.Values)
			}
			if a.Kind == Int && a.Max <= a.Min {
				t.Errorf("%s has no bounds", name)
			}
		}
	})
}

// Every attribute's example is a value that the attribute accepts.
func TestExamplesFit(t *testing.T) {
	eachSpec(func(s *BlockSpec) {
		for _, a := range s.Attrs {
			expr, _ := hclsyntax.ParseExpression([]byte(a.Example), "example", hcl.InitialPos)
			if a.Kind == Reference || a.Kind == AnyValue || a.Kind == TypeExpr || len(expr.Variables()) > 0 {
				continue
			}
			d := newDecoder(&evaluator{secrets: &Secrets{}, work: newWork(0)})
			b := &block{spec: s}
			attr := &attribute{rawAttribute: &rawAttribute{name: a.Name, expr: expr}, spec: &a, block: b}
			if a.List {
				d.list(attr, &a)
			} else {
				d.one(expr, &a, nil, nilValue(d, attr))
			}
			if len(d.diags.list) > 0 {
				t.Errorf("the example of %s.%s: %v", s.Type, a.Name, d.diags.list)
			}
		}
	})
}
