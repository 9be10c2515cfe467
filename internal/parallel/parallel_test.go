package parallel

import (
	"strings"
	"testing"
)

func TestDo(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]int, n)
		Do(n, func(i int) { calls[i]++ })
		for i, times := range calls {
			if times != 1 {
				t.Fatalf("%d of %d was done %d times", i, n, times)
			}
		}
	}
}

func TestPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, "out of order") || !strings.Contains(text, "parallel_test.go") {
			t.Errorf("recovered %q", text)
		}
	}()
	Do(100, func(i int) {
		if i == 50 {
			panic("out of order")
		}
	})
	t.Error("no panic")
}
