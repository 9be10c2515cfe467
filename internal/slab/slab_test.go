package slab

import "testing"

// What was handed out is nobody else's, whatever is appended to it.
func TestTake(t *testing.T) {
	var s Slab[int]
	var taken [][]int
	for i := range 3000 {
		list := s.Take(i % 5)
		for j := range list {
			if list[j] != 0 {
				t.Fatalf("%d is not zero", list[j])
			}
			list[j] = i + 1
		}
		taken = append(taken, list)
		_ = append(list, -1)
	}
	for i, list := range taken {
		for _, v := range list {
			if v != i+1 {
				t.Fatalf("list %d holds %d", i, v)
			}
		}
	}
	if s.Keep(nil) != nil {
		t.Error("an empty list was kept")
	}
	list := []int{1, 2}
	kept := s.Keep(list)
	if list[0] = 9; len(kept) != 2 || kept[0] != 1 {
		t.Errorf("kept %v", kept)
	}
}
