package topology

import (
	"fmt"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// What HCL writes in brackets is a tuple, and in braces an object. Where a
// function takes a list, a set or a map, cty looks for a type that all elements can
// have by comparing the type of each with that of each other: of ten thousand names
// that takes a second, of a hundred thousand minutes. Here each type is looked at
// once.

// mostTypes is how many different types the elements of what becomes a
// collection may have.
const mostTypes = 256

// takingCollections is a function that takes what another takes, and converts
// what is to be a collection by itself.
func takingCollections(f function.Function) function.Function {
	var wanted []cty.Type // of the parameters
	params := slices.Clone(f.Params())
	for i, p := range params {
		wanted = append(wanted, p.Type)
		params[i] = takingAnything(p)
	}
	variadic := f.VarParam()
	var wantedRest cty.Type
	if variadic != nil {
		wantedRest = variadic.Type
		p := takingAnything(*variadic)
		variadic = &p
	}
	if !slices.ContainsFunc(append(slices.Clone(wanted), wantedRest), isCollection) {
		return f
	}
	converted := func(args []cty.Value) ([]cty.Value, error) {
		list := slices.Clone(args)
		for i, arg := range args {
			want := wantedRest
			if i < len(wanted) {
				want = wanted[i]
			}
			if !isCollection(want) {
				continue
			}
			var err error
			if list[i], err = toCollection(arg, want); err != nil {
				return nil, function.NewArgError(i, err)
			}
		}
		return list, nil
	}
	return function.New(&function.Spec{
		Description: f.Description(),
		Params:      params,
		VarParam:    variadic,
		Type: func(args []cty.Value) (cty.Type, error) {
			args, err := converted(args)
			if err != nil {
				return cty.NilType, err
			}
			return f.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			args, err := converted(args)
			if err != nil {
				return cty.NilVal, err
			}
			return f.Call(args)
		},
	})
}

// makeTo is the standard conversion to a collection of whatever its elements are.
func makeTo(want cty.Type) function.Function {
	standard := stdlib.MakeToFunc(want)
	return function.New(&function.Spec{
		Description: standard.Description(),
		Params:      standard.Params(),
		Type: func(args []cty.Value) (cty.Type, error) {
			v, err := toCollection(args[0], want)
			if err != nil {
				return cty.NilType, function.NewArgError(0, err)
			}
			return v.Type(), nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return toCollection(args[0], want) },
	})
}

// asLists converts the tuples among the arguments.
func asLists(args []cty.Value) ([]cty.Value, error) {
	list := slices.Clone(args)
	for i, arg := range args {
		if plain, _ := arg.Unmark(); plain.Type().IsTupleType() {
			var err error
			if list[i], err = toCollection(arg, cty.List(cty.DynamicPseudoType)); err != nil {
				return nil, function.NewArgError(i, err)
			}
		}
	}
	return list, nil
}

func isCollection(t cty.Type) bool { return t != cty.NilType && t.IsCollectionType() }

// takingAnything is a parameter without its type where that is a collection's.
func takingAnything(p function.Parameter) function.Parameter {
	if isCollection(p.Type) {
		p.Type = cty.DynamicPseudoType
	}
	return p
}

// toCollection is [convert.Convert] to the type of a collection.
func toCollection(v cty.Value, want cty.Type) (cty.Value, error) {
	plain, marks := v.Unmark()
	t := plain.Type()
	if !plain.IsKnown() || plain.IsNull() || !(t.IsTupleType() && !want.IsMapType() || t.IsObjectType() && want.IsMapType()) || plain.LengthInt() == 0 {
		return convert.Convert(v, want)
	}
	element := want.ElementType()
	if element == cty.DynamicPseudoType {
		var err error
		if element, err = commonType(plain); err != nil {
			return cty.NilVal, err
		}
		if element == cty.NilType { // let cty say why there is none
			return convert.Convert(v, want)
		}
	}
	if want.IsSetType() && holdsSets(element) {
		return cty.NilVal, fmt.Errorf("a set cannot hold sets")
	}
	byName := make(map[string]cty.Value)
	var list []cty.Value
	for it := plain.ElementIterator(); it.Next(); {
		key, elem := it.Element()
		elem, err := convert.Convert(elem, element)
		if err != nil {
			return cty.NilVal, cty.IndexPath(key).NewError(err)
		}
		if want.IsMapType() {
			byName[key.AsString()] = elem
		} else {
			list = append(list, elem)
		}
	}
	switch {
	case want.IsMapType():
		return cty.MapVal(byName).WithMarks(marks), nil
	case want.IsSetType():
		return cty.SetVal(list).WithMarks(marks), nil
	default:
		return cty.ListVal(list).WithMarks(marks), nil
	}
}

// commonType is a type that all elements can be converted to, the NilType where
// there is none.
func commonType(v cty.Value) (cty.Type, error) {
	seen := make(map[string]bool)
	var types []cty.Type
	var last cty.Type // of the element before: mostly they have one type
	for it := v.ElementIterator(); it.Next(); {
		_, elem := it.Element()
		t := elem.Type()
		if last != cty.NilType && t.Equals(last) {
			continue
		}
		last = t
		text, err := t.MarshalJSON()
		if err != nil {
			return cty.NilType, err
		}
		if !seen[string(text)] {
			seen[string(text)] = true
			types = append(types, t)
		}
	}
	if len(types) > mostTypes {
		return cty.NilType, fmt.Errorf("the elements have %d different types; the most is %d", len(types), mostTypes)
	}
	common, _ := convert.UnifyUnsafe(types)
	return common, nil
}

// distinctFunc is the standard distinct, which compares each element with each
// other.
var distinctFunc = function.New(&function.Spec{
	Description: stdlib.DistinctFunc.Description(),
	Params:      []function.Parameter{{Name: "list", Type: cty.List(cty.DynamicPseudoType)}},
	Type:        func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		if args[0].LengthInt() == 0 {
			return args[0], nil
		}
		seen := make(map[int][]cty.Value) // by hash
		var list []cty.Value
		for it := args[0].ElementIterator(); it.Next(); {
			_, v := it.Element()
			hash := v.Hash()
			if !slices.ContainsFunc(seen[hash], v.RawEquals) {
				seen[hash] = append(seen[hash], v)
				list = append(list, v)
			}
		}
		return cty.ListVal(list), nil
	},
})

// holdsSets tells whether values of a type are sets, or have sets in them: a set of
// those would sort each of them for each of them.
func holdsSets(t cty.Type) bool {
	switch {
	case t.IsSetType():
		return true
	case t.IsCollectionType():
		return holdsSets(t.ElementType())
	case t.IsTupleType():
		return slices.ContainsFunc(t.TupleElementTypes(), holdsSets)
	case t.IsObjectType():
		for _, attr := range t.AttributeTypes() {
			if holdsSets(attr) {
				return true
			}
		}
	}
	return false
}
