package topology

import (
	"fmt"
	"sync"

	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Functions returns the functions that expressions may call: cty's standard
// library under the names that HCL's users know, the CIDR functions, and
// `sensitive`. None reads a file, a clock or the environment.
func Functions() map[string]function.Function { return functions() }

var functions = sync.OnceValue(func() map[string]function.Function {
	return map[string]function.Function{
		"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "int": stdlib.IntFunc,
		"log": stdlib.LogFunc, "max": stdlib.MaxFunc, "min": stdlib.MinFunc, "parseint": stdlib.ParseIntFunc,
		"pow": stdlib.PowFunc, "signum": stdlib.SignumFunc,
		"add": stdlib.AddFunc, "subtract": stdlib.SubtractFunc, "multiply": stdlib.MultiplyFunc,
		"divide": stdlib.DivideFunc, "modulo": stdlib.ModuloFunc, "negate": stdlib.NegateFunc,

		"and": stdlib.AndFunc, "or": stdlib.OrFunc, "not": stdlib.NotFunc,
		"equal": stdlib.EqualFunc, "notequal": stdlib.NotEqualFunc,
		"greaterthan": stdlib.GreaterThanFunc, "greaterthanorequalto": stdlib.GreaterThanOrEqualToFunc,
		"lessthan": stdlib.LessThanFunc, "lessthanorequalto": stdlib.LessThanOrEqualToFunc,

		"chomp": stdlib.ChompFunc, "format": stdlib.FormatFunc, "formatlist": stdlib.FormatListFunc,
		"indent": stdlib.IndentFunc, "join": stdlib.JoinFunc, "lower": stdlib.LowerFunc,
		"regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc, "regexreplace": stdlib.RegexReplaceFunc,
		"replace": stdlib.ReplaceFunc, "split": stdlib.SplitFunc, "strlen": stdlib.StrlenFunc,
		"strrev": stdlib.ReverseFunc, "substr": stdlib.SubstrFunc, "title": stdlib.TitleFunc,
		"trim": stdlib.TrimFunc, "trimprefix": stdlib.TrimPrefixFunc, "trimspace": stdlib.TrimSpaceFunc,
		"trimsuffix": stdlib.TrimSuffixFunc, "upper": stdlib.UpperFunc,

		"chunklist": stdlib.ChunklistFunc, "coalesce": stdlib.CoalesceFunc, "coalescelist": stdlib.CoalesceListFunc,
		"compact": stdlib.CompactFunc, "concat": stdlib.ConcatFunc, "contains": stdlib.ContainsFunc,
		"distinct": stdlib.DistinctFunc, "element": stdlib.ElementFunc, "flatten": stdlib.FlattenFunc,
		"hasindex": stdlib.HasIndexFunc, "index": stdlib.IndexFunc, "keys": stdlib.KeysFunc,
		"length": lengthFunc, "lookup": stdlib.LookupFunc, "merge": stdlib.MergeFunc,
		"range": stdlib.RangeFunc, "reverse": stdlib.ReverseListFunc, "setproduct": boundedSetProduct,
		"slice": stdlib.SliceFunc, "sort": stdlib.SortFunc, "values": stdlib.ValuesFunc, "zipmap": stdlib.ZipmapFunc,
		"sethaselement": stdlib.SetHasElementFunc, "setintersection": stdlib.SetIntersectionFunc,
		"setsubtract": stdlib.SetSubtractFunc, "setsymmetricdifference": stdlib.SetSymmetricDifferenceFunc,
		"setunion": stdlib.SetUnionFunc,

		"csvdecode": stdlib.CSVDecodeFunc, "jsondecode": stdlib.JSONDecodeFunc, "jsonencode": stdlib.JSONEncodeFunc,
		"formatdate": stdlib.FormatDateFunc, "timeadd": stdlib.TimeAddFunc,

		"tobool":   stdlib.MakeToFunc(cty.Bool),
		"tolist":   toCollection(cty.List, cty.ListVal),
		"tomap":    stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)),
		"tonumber": stdlib.MakeToFunc(cty.Number),
		"toset":    toCollection(cty.Set, cty.SetVal),
		"tostring": stdlib.MakeToFunc(cty.String),
		"try":      tryfunc.TryFunc, "can": tryfunc.CanFunc,

		"cidrhost": cidrHost, "cidrnetmask": cidrNetmask, "cidrsubnet": cidrSubnet,
		"cidrsubnets": cidrSubnets, "cidrcontains": cidrContains,

		"sensitive": sensitiveFunc,
	}
})

// toCollection is the standard conversion to a collection. That one looks for a
// type that all elements can have by comparing each with each, which takes seconds
// for some thousand: where all have the same type, there is nothing to look for.
func toCollection(of func(cty.Type) cty.Type, collect func([]cty.Value) cty.Value) function.Function {
	standard := stdlib.MakeToFunc(of(cty.DynamicPseudoType))
	return function.New(&function.Spec{
		Params: standard.Params(),
		Type: func(args []cty.Value) (cty.Type, error) {
			if element, ok := elementType(args[0].Type()); ok {
				return of(element), nil
			}
			return standard.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, marks := args[0].Unmark()
			if _, ok := elementType(v.Type()); ok && v.IsKnown() && !v.IsNull() {
				return collect(v.AsValueSlice()).WithMarks(marks), nil
			}
			return standard.Call(args)
		},
	})
}

// elementType is the type that all elements of a tuple have, false where they
// differ or there are none.
func elementType(t cty.Type) (cty.Type, bool) {
	if !t.IsTupleType() || t.Length() == 0 {
		return cty.NilType, false
	}
	types := t.TupleElementTypes()
	for _, other := range types[1:] {
		if !other.Equals(types[0]) {
			return cty.NilType, false
		}
	}
	return types[0], !types[0].HasDynamicTypes()
}

// sensitiveFunc marks a value, so that nothing shows it.
var sensitiveFunc = function.New(&function.Spec{
	Description: "Marks a value as sensitive: nothing shows it, and only the file that needs it holds it.",
	Params: []function.Parameter{{
		Name: "value", Type: cty.DynamicPseudoType, AllowNull: true, AllowMarked: true, AllowDynamicType: true,
	}},
	Type: func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return args[0].Mark(sensitive), nil },
})

// lengthFunc is the standard length, which knows no strings and no objects:
// what a for expression in braces yields is an object.
var lengthFunc = function.New(&function.Spec{
	Description: "The number of elements of a collection, or of characters of a string.",
	Params:      []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowDynamicType: true}},
	Type:        function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		switch t := args[0].Type(); {
		case t == cty.String:
			return stdlib.Strlen(args[0])
		case t.IsObjectType():
			return cty.NumberIntVal(int64(len(t.AttributeTypes()))), nil
		}
		return stdlib.Length(args[0])
	},
})

// boundedSetProduct is the standard setproduct, which makes all combinations of
// its arguments, with a bound on how many those may be.
var boundedSetProduct = function.New(&function.Spec{
	Description: stdlib.SetProductFunc.Description(),
	VarParam:    stdlib.SetProductFunc.VarParam(),
	Type:        stdlib.SetProductFunc.ReturnTypeForValues,
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		total := 1
		for _, arg := range args {
			plain, _ := arg.Unmark()
			if plain.IsKnown() && !plain.IsNull() {
				total *= max(plain.LengthInt(), 1)
			}
			if total > maxElements {
				return cty.NilVal, fmt.Errorf("the product has more than %d elements", maxElements)
			}
		}
		return stdlib.SetProductFunc.Call(args)
	},
})
