// Package slab takes the nodes of a tree from large pieces of memory: they are
// many and small, and live and die together.
package slab

// Slab hands out values of a type, and slices of them. The zero Slab is ready.
type Slab[T any] struct {
	free []T
	size int // of the last piece
}

// The number of values in the first piece, small for a file of a few lines, and
// in the largest.
const smallest, largest = 8, 1024

// One returns a zero value that nothing else has.
func (s *Slab[T]) One() *T { return &s.Take(1)[0] }

// Take returns n zero values that nothing else has.
func (s *Slab[T]) Take(n int) []T {
	if n > len(s.free) {
		s.size = min(max(smallest, 2*s.size), largest)
		s.free = make([]T, max(n, s.size))
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

// Keep returns a copy of a list; nil for an empty one.
func (s *Slab[T]) Keep(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	kept := s.Take(len(list))
	copy(kept, list)
	return kept
}
