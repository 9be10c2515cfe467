package nginx

// slab hands out values, and slices of them, from large pieces of memory: a tree
// is made of many small nodes, which live and die together.
type slab[T any] struct {
	free []T
	size int // of the last piece
}

// slabLargest is the number of values in the largest piece. The first is small,
// for files of a few lines.
const slabLargest = 1024

// take returns n zero values that nothing else has.
func (s *slab[T]) take(n int) []T {
	if n > len(s.free) {
		s.size = min(max(16, 2*s.size), slabLargest)
		s.free = make([]T, max(n, s.size))
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

// keep returns a copy of a list; nil for an empty one.
func (s *slab[T]) keep(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	kept := s.take(len(list))
	copy(kept, list)
	return kept
}
