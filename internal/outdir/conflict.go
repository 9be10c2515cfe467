package outdir

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Conflicts returns the changes that would destroy what no build wrote.
func (p *Plan) Conflicts() []Change {
	var list []Change
	for _, c := range p.Changes {
		if c.Conflict != "" {
			list = append(list, c)
		}
	}
	return list
}

// ConflictError is the refusal to carry out a plan.
type ConflictError struct {
	Dir       string
	Conflicts []Change
}

func (e *ConflictError) Error() string {
	var b strings.Builder
	b.WriteString("nothing was written, because it would destroy what hagen did not write:")
	forcible := true
	for _, c := range e.Conflicts {
		fmt.Fprintf(&b, "\n  %s: %s", filepath.Join(e.Dir, filepath.FromSlash(c.Name)), c.Conflict)
		forcible = forcible && !c.Blocked
	}
	if forcible {
		b.WriteString("\nmove your changes into the topology, or overwrite them with --force")
	} else {
		b.WriteString("\nremove what is in the way; --force does not remove links and directories")
	}
	return b.String()
}

// Refuse returns the [ConflictError] that [Plan.Apply] would return, nil for none.
func (p *Plan) Refuse(force bool) error {
	conflicts := p.Conflicts()
	if force {
		conflicts = slices.DeleteFunc(conflicts, func(c Change) bool { return !c.Blocked })
	}
	if len(conflicts) == 0 {
		return nil
	}
	return &ConflictError{p.dir.path, conflicts}
}
