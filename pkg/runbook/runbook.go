package runbook

import "github.com/hashicorp/hcl/v2"

// Runbook is a plan: the steps from the observed to the desired state.
type Runbook struct {
	// VolumeGroup is the group's name in the topology.
	VolumeGroup string
	// Owner is the cluster or the host that has it.
	Owner string
	// Nodes are the hosts, the one first where what is done once is done.
	Nodes []string
	// Release is the full name of what the hosts run.
	Release string
	// Observed is true where the plan starts from a state that was read.
	Observed bool
	// Notes are what the plan worked out, and what to know before it is begun.
	Notes []string
	Steps []Step
	// Range is the volume group in the topology.
	Range hcl.Range
}

// Step is one thing to do. Its parts are in the order in which they count.
type Step struct {
	// ID names the step, unlike any other of the runbook.
	ID string
	// What is done, as a heading, and Why.
	What, Why string
	// Nodes are where: on each of them, one after the other.
	Nodes []string
	// Done says by what the observed state shows that the step was done; "" where
	// it does not. DoneAt is the place in a state file.
	Done   string
	DoneAt hcl.Range
	// Before must hold before the step is done.
	Before []Check
	// ByHand is what a person does where no command reaches; Commands is empty then.
	ByHand []string
	// Commands are the lines of shell that do it. A step without commands and
	// without ByHand only checks.
	Commands []string
	// After holds when the step is done. Where all of it holds before, there is
	// nothing to do.
	After []Check
	// Rollback are the commands that take it back, RollbackNote what there is to say
	// of them, or the way back where no command is one.
	Rollback     []string
	RollbackNote string
	// NoWayBack says why there is none; "" where Rollback is one.
	NoWayBack string
	// Cause is the part of the topology that asks for the step.
	Cause hcl.Range
}

// checks tells whether the step changes nothing.
func (s *Step) checks() bool { return len(s.Commands) == 0 && len(s.ByHand) == 0 }

// Check is a command, and what it must say.
type Check struct {
	Command string
	Is      Condition
	// Want is the text, pattern (POSIX extended) or number that the condition is about.
	Want string
}

// Condition is what a check asks of its command.
type Condition string

// The conditions.
const (
	Says     Condition = "says"     // its output, without blanks around it, is Want
	Shows    Condition = "shows"    // a line of its output matches Want
	Lacks    Condition = "lacks"    // no line of its output matches Want
	AtLeast  Condition = "at least" // its output is a number, Want or more
	Succeeds Condition = "succeeds" // its exit status is 0
)

// says, and its likes, make checks of a command's words.
func says(want string, words ...string) Check    { return Check{command(words...), Says, want} }
func shows(want string, words ...string) Check   { return Check{command(words...), Shows, want} }
func lacks(want string, words ...string) Check   { return Check{command(words...), Lacks, want} }
func atLeast(want string, words ...string) Check { return Check{command(words...), AtLeast, want} }
func succeeds(words ...string) Check             { return Check{command(words...), Succeeds, ""} }
