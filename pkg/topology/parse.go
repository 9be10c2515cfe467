package topology

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/everlinux/hagen/internal/parallel"
)

// Parse reads a topology from the contents of its files, by name; a name that
// ends in .json is read in HCL's JSON syntax.
//
// The topology is never nil, and its Secrets are valid even where there are
// errors, so that a program can show the diagnostics with their source lines.
// Unless there are errors it is complete: every reference is resolved, every
// default filled in. Errors stand at the attribute that is wrong; no text of a
// diagnostic holds a sensitive value.
func Parse(files map[string][]byte, o Options) (*Topology, hcl.Diagnostics) {
	t := &Topology{Secrets: &Secrets{}}
	size := 0
	for _, src := range files {
		size += len(src)
	}
	e := newEvaluator(t.Secrets, size)
	bodies, ok := e.parseFiles(files)
	if ok {
		e.collect(bodies, o)
		newDecoder(e).topology(t)
		if !e.diags.list.HasErrors() {
			e.diags.add(t.complete()...)
		}
	}
	t.Secrets.seal()
	return t, t.Secrets.maskAll(e.diags.sorted())
}

func newEvaluator(secrets *Secrets, bytes int) *evaluator {
	return &evaluator{
		root:      &block{spec: rootSpec},
		top:       make(map[string]*blockSet),
		variables: make(map[string]*variable),
		locals:    make(map[string]*local),
		secrets:   secrets,
		work:      newWork(bytes),
	}
}

// parseFiles parses every file, side by side. It returns false where one has a
// syntax error: then nothing more is checked, for what the parser passed over
// would only make every reference to it an error.
func (e *evaluator) parseFiles(files map[string][]byte) ([]hcl.Body, bool) {
	names := slices.Sorted(maps.Keys(files))
	bodies := make([]hcl.Body, len(names))
	diags := make([]hcl.Diagnostics, len(names))
	parallel.Do(len(names), func(i int) { bodies[i], diags[i] = parseFile(names[i], files[names[i]]) })
	ok := true
	for _, d := range diags {
		e.report(d...)
		ok = ok && !d.HasErrors()
	}
	return bodies, ok
}

// collect sorts what stands at the top of the files into variables, locals and
// blocks, and works the variables out.
func (e *evaluator) collect(bodies []hcl.Body, o Options) {
	for _, s := range rootSpec.Blocks {
		if s.new != nil {
			e.top[s.Type] = &blockSet{spec: s, byName: make(map[string]*block)}
		}
	}
	var variables []*block
	var written []pendingBlock
	var order int
	for _, body := range bodies {
		for _, raw := range e.readBlock(body, rootSpec).blocks {
			order++
			switch {
			case raw.typ == variableSpec.Type:
				variables = append(variables, e.newBlock(variableSpec, raw, e.readBlock(raw.body, variableSpec), e.root, nil))
			case raw.typ == localsSpec.Type:
				for _, a := range e.readBlock(raw.body, localsSpec).attrs {
					e.declareLocal(a)
				}
			case raw.typ == dynamicType:
				e.collectDynamic(raw, order)
			default:
				written = append(written, pendingBlock{raw, order})
			}
		}
	}
	blocks := make([][]*block, len(written))
	e.sideBySide(len(written), func(f *evaluator, from, to int) {
		for i := from; i < to; i++ {
			blocks[i] = f.instances(written[i].raw, f.root, written[i].order)
		}
	})
	for _, b := range slices.Concat(blocks...) {
		e.addTop(e.top[b.spec.Type], b)
	}
	e.declareVariables(variables, o)
}

func (e *evaluator) declareLocal(a rawAttribute) {
	if other := e.locals[a.name]; other != nil {
		e.report(errorAt(a.nameRange, "Duplicate local", "local.%s is defined at %s already.", a.name, other.nameRange))
		return
	}
	e.locals[a.name] = &local{rawAttribute: a, value: cty.DynamicVal}
}

func (e *evaluator) collectDynamic(raw rawBlock, order int) {
	if len(raw.labels) == 1 {
		if set := e.top[raw.labels[0]]; set != nil {
			set.dynamic = append(set.dynamic, pendingBlock{raw, order})
			return
		}
	}
	e.dynamicTarget(raw, e.root) // reports what is wrong
}

// addTop adds a block to those of its type.
func (e *evaluator) addTop(set *blockSet, b *block) {
	if other := set.byName[b.name()]; other != nil {
		e.report(duplicate(b, other))
		return
	}
	set.byName[b.name()] = b
	set.blocks = append(set.blocks, b)
}

func duplicate(b, other *block) *hcl.Diagnostic {
	return errorAt(b.nameRange(), "Duplicate "+b.spec.Type, "%s is defined at %s already.", b.address(), other.header)
}

// inOrder returns all blocks of a set, in source order.
func (e *evaluator) inOrder(set *blockSet) []*block {
	e.expandSet(set)
	slices.SortStableFunc(set.blocks, func(a, b *block) int { return cmp.Compare(a.order, b.order) })
	return set.blocks
}
