package topology

import (
	"testing"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// tolist and toset are the standard functions in all but the time they take.
func TestToCollectionIsTheStandardOne(t *testing.T) {
	a, b, n := cty.StringVal("a"), cty.StringVal("b"), cty.NumberIntVal(1)
	for _, arg := range []cty.Value{
		cty.EmptyTupleVal,
		cty.TupleVal([]cty.Value{a, b, a}),
		cty.TupleVal([]cty.Value{a, n}),
		cty.TupleVal([]cty.Value{a, cty.NullVal(cty.String)}),
		cty.TupleVal([]cty.Value{cty.NullVal(cty.DynamicPseudoType)}),
		cty.TupleVal([]cty.Value{a.Mark(sensitive), b}),
		cty.TupleVal([]cty.Value{a, b}).Mark(sensitive),
		cty.TupleVal([]cty.Value{cty.EmptyTupleVal, cty.TupleVal([]cty.Value{a})}),
		cty.TupleVal([]cty.Value{cty.EmptyObjectVal, cty.EmptyObjectVal}),
		cty.TupleVal([]cty.Value{cty.UnknownVal(cty.String), a}),
		cty.NullVal(cty.Tuple([]cty.Type{cty.String})),
		cty.DynamicVal,
		cty.ListVal([]cty.Value{a, b}),
		cty.SetVal([]cty.Value{a, b}),
		cty.MapVal(map[string]cty.Value{"k": a}),
		a,
	} {
		for name, standard := range map[string]cty.Type{"tolist": cty.List(cty.DynamicPseudoType), "toset": cty.Set(cty.DynamicPseudoType)} {
			want, wantErr := stdlib.MakeToFunc(standard).Call([]cty.Value{arg})
			got, err := Functions()[name].Call([]cty.Value{arg})
			if (err == nil) != (wantErr == nil) || err == nil && !got.RawEquals(want) {
				t.Errorf("%s(%#v) is %#v, %v; want %#v, %v", name, arg, got, err, want, wantErr)
			}
		}
	}
}
