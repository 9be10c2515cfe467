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
// pass that it is given is for the host's platform, and for asking for other facts.
func NewFact[K comparable, V any](workOut func(*Pass, K) V) *Fact[K, V] {
	return &Fact[K, V]{workOut}
}

// Of returns the fact about key.
func (f *Fact[K, V]) Of(p *Pass, key K) V {
	if p.facts == nil {
		return f.workOut(p, key)
	}
	p = p.about(key)
	worked := p.store.fact(factKey{f, key}, func() any { return sync.OnceValue(func() V { return f.workOut(p, key) }) })
	return worked.(func() V)()
}

// about is the pass that facts about a thing are worked out with: that of the host
// which has it, whoever asks.
func (p *Pass) about(key any) *Pass {
	store := p.store
	h, isHost := key.(*Host)
	switch {
	case isHost:
		store = p.facts.hosts[h]
	case store == &p.facts.estate:
		if h = p.facts.hostOf[key]; h != nil {
			store = p.facts.hosts[h]
		}
	}
	if store == p.store {
		return p
	}
	return &Pass{Rule: p.Rule, Platform: h.Platform, facts: p.facts, store: store}
}

// facts are what was worked out in a run, by the host that it is about.
type facts struct {
	hosts  map[*Host]*store
	hostOf map[any]*Host // of a parsed file
	estate store
}

func newFacts(e *Estate) *facts {
	f := &facts{hosts: make(map[*Host]*store, len(e.Hosts)), hostOf: make(map[any]*Host)}
	for _, h := range e.Hosts {
		f.hosts[h] = &store{}
		filesOf(f, h, h.Apache)
		filesOf(f, h, h.Nginx)
		filesOf(f, h, h.ClusterConf)
		filesOf(f, h, h.Ifcfg)
		filesOf(f, h, h.Modprobe)
		filesOf(f, h, h.Hosts)
	}
	return f
}

func filesOf[F any](f *facts, h *Host, files []F) {
	for _, file := range files {
		f.hostOf[file] = h
	}
}

// store are the facts about one host, or about the estate. They are asked for by
// many rules at once.
type store struct {
	mutex  sync.Mutex
	worked map[factKey]any // functions that return the fact
}

// factKey is a *Fact and what it is about.
type factKey struct{ fact, key any }

// fact returns the function of a fact, the one that is given where there is none.
func (s *store) fact(key factKey, first func() any) any {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	worked, ok := s.worked[key]
	if !ok {
		if s.worked == nil {
			s.worked = make(map[factKey]any)
		}
		worked = first()
		s.worked[key] = worked
	}
	return worked
}
