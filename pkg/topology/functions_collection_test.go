package topology

import (
	"testing"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// calledAsHCLDoes converts the argument to the parameter's type before the call.
func calledAsHCLDoes(f function.Function, arg cty.Value) (cty.Value, error) {
	p := f.VarParam()
	if len(f.Params()) > 0 {
		p = &f.Params()[0]
	}
	arg, err := convert.Convert(arg, p.Type)
	if err != nil {
		return arg, err
	}
	return f.Call([]cty.Value{arg})
}

// Functions that take collections are the standard functions in all but the time they take.
func TestFunctionsOfCollectionsAreTheStandardOnes(t *testing.T) {
	a, b, n := cty.StringVal("a"), cty.StringVal("b"), cty.NumberIntVal(1)
	for _, arg := range []cty.Value{
		cty.EmptyTupleVal,
		cty.EmptyObjectVal,
		cty.ObjectVal(map[string]cty.Value{"x": a, "y": n}),
		cty.ObjectVal(map[string]cty.Value{"x": a.Mark(sensitive), "y": b}),
		cty.ObjectVal(map[string]cty.Value{"x": a, "y": cty.EmptyTupleVal}),
		cty.TupleVal([]cty.Value{cty.True, n, a}),
		cty.TupleVal([]cty.Value{n, cty.EmptyObjectVal}),
		cty.TupleVal([]cty.Value{cty.EmptyTupleVal, cty.ListVal([]cty.Value{a})}),
		cty.TupleVal([]cty.Value{a, b, a}),
		cty.TupleVal([]cty.Value{a, n}),
		cty.TupleVal([]cty.Value{a, cty.NullVal(cty.String)}),
		cty.TupleVal([]cty.Value{cty.NullVal(cty.DynamicPseudoType)}),
		cty.TupleVal([]cty.Value{a.Mark(sensitive), b}),
		cty.TupleVal([]cty.Value{a, b}).Mark(sensitive),
		cty.TupleVal([]cty.Value{cty.EmptyTupleVal, cty.TupleVal([]cty.Value{a})}),
		cty.TupleVal([]cty.Value{cty.EmptyObjectVal, cty.EmptyObjectVal}),
		cty.NullVal(cty.Tuple([]cty.Type{cty.String})),
		cty.ListVal([]cty.Value{a, b}),
		cty.SetVal([]cty.Value{a, b}),
		cty.MapVal(map[string]cty.Value{"k": a}),
		a,
	} {
		for name, standard := range map[string]function.Function{
			"tolist":   stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)),
			"toset":    stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)),
			"tomap":    stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)),
			"distinct": stdlib.DistinctFunc,
			"compact":  stdlib.CompactFunc,
			"sort":     stdlib.SortFunc,
			"setunion": stdlib.SetUnionFunc,
		} {
			want, wantErr := calledAsHCLDoes(standard, arg)
			got, err := calledAsHCLDoes(Functions()[name], arg)
			if (err == nil) != (wantErr == nil) || err == nil && !got.RawEquals(want) {
				t.Errorf("%s(%#v) is %#v, %v; want %#v, %v", name, arg, got, err, want, wantErr)
			}
		}
	}
}
