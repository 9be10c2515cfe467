package nginx

import "testing"

func TestConditionFault(t *testing.T) {
	for condition, want := range map[string]int{
		`($a)`: -1, `( $a )`: -1, `($a = b)`: -1, `($a !~* "b c")`: -1, `(-f /x)`: -1, `( !-e $a )`: -1, `($a ~ (x))`: -1,
		`$a`: 0, `($a`: 0, `(a)`: 0, `()`: 0, `($a == b)`: 1, `($a = b c)`: 0, `($a =)`: 0, `(-f)`: 0, `(-z /x)`: 0, `($)`: 0, `($a = b`: 2,
	} {
		f := parsed(t, "if "+condition+" { }")
		if got := ConditionFault(f.Directives[0]); got != want {
			t.Errorf("%s: the fault is %d, want %d", condition, got, want)
		}
	}
}
