package runbook

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// jsonRunbook is the form of the runbook for tools; its names are a promise.
type jsonRunbook struct {
	Version     int        `json:"version"`
	VolumeGroup string     `json:"volume_group"`
	Owner       string     `json:"owner"`
	Nodes       []string   `json:"nodes"`
	Release     string     `json:"release"`
	Observed    bool       `json:"observed"`
	Notes       []string   `json:"notes"`
	Steps       []jsonStep `json:"steps"`
}

type jsonStep struct {
	ID        string      `json:"id"`
	What      string      `json:"what"`
	Why       string      `json:"why"`
	Nodes     []string    `json:"nodes"`
	Done      string      `json:"done,omitempty"`
	DoneAt    string      `json:"done_at,omitempty"`
	Before    []jsonCheck `json:"before"`
	ByHand    []string    `json:"by_hand,omitempty"`
	Commands  []string    `json:"commands"`
	After     []jsonCheck `json:"after"`
	Rollback  []string    `json:"rollback,omitempty"`
	Note      string      `json:"rollback_note,omitempty"`
	NoWayBack string      `json:"no_way_back,omitempty"`
	Cause     string      `json:"cause"`
}

type jsonCheck struct {
	Command string    `json:"command"`
	Is      Condition `json:"is"`
	Want    string    `json:"want"`
}

// JSON writes the runbook for tools.
func (r *Runbook) JSON() []byte {
	out := jsonRunbook{Version: 1, VolumeGroup: r.VolumeGroup, Owner: r.Owner, Nodes: r.Nodes, Release: r.Release, Observed: r.Observed, Notes: orEmpty(r.Notes), Steps: []jsonStep{}}
	for _, s := range r.Steps {
		step := jsonStep{
			ID: s.ID, What: s.What, Why: s.Why, Nodes: s.Nodes, Done: s.Done, Before: jsonChecks(s.Before), ByHand: s.ByHand,
			Commands: orEmpty(s.Commands), After: jsonChecks(s.After), Rollback: s.Rollback, Note: s.RollbackNote, NoWayBack: s.NoWayBack,
			Cause: fmt.Sprintf("%s:%d:%d", s.Cause.Filename, s.Cause.Start.Line, s.Cause.Start.Column),
		}
		if s.Done != "" {
			step.DoneAt = place(s.DoneAt)
		}
		out.Steps = append(out.Steps, step)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		panic(err) // strings and numbers
	}
	return b.Bytes()
}

func jsonChecks(checks []Check) []jsonCheck {
	list := make([]jsonCheck, len(checks))
	for i, c := range checks {
		list[i] = jsonCheck(c)
	}
	return list
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
