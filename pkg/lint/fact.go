package lint

import "sync"

// Fact is something that several rules work out of the same thing: an index of a
// host's directives, the scopes of a file. It is worked out once per run, by
// whichever rule asks first, and must not be changed after that.
//
// K is what it is worked out of: a *[Host], a parsed file, the *[Estate].
type Fact[K comparable, V any] struct {
	workOut func(*Pass, K) V
}

// NewFact returns a fact that workOut works out. workOut reports nothing: the
// pass that it is given is for the platform, and for asking for other facts.
func NewFact[K comparable, V any](workOut func(*Pass, K) V) *Fact[K, V] {
	return &Fact[K, V]{workOut}
}

// Of returns the fact about key.
func (f *Fact[K, V]) Of(p *Pass, key K) V {
	if p.facts == nil {
		return f.workOut(p, key)
	}
	once, ok := p.facts.Load(factKey{f, key})
	if !ok {
		once, _ = p.facts.LoadOrStore(factKey{f, key}, sync.OnceValue(func() V { return f.workOut(p, key) }))
	}
	return once.(func() V)()
}

// facts are what was worked out in a run. They are asked for by many rules at once.
type facts struct{ sync.Map }

// factKey is a *Fact and what it is about.
type factKey struct{ fact, key any }
