package clusterconf

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/internal/suggest"
)

// Validate compares a file with what a release of the cluster suite knows:
// elements that are unknown, in the wrong place, missing or there twice, the same
// for attributes, values of the wrong type, parameters that a fence agent does
// not have, text where there can be none.
//
// Errors are what the release's schema or a fence agent refuses. Warnings are
// what the schema does not list and the daemons read all the same or pass over.
// Whether names that refer to others (the fence device of a <device>, the domain
// of a service) refer to anything is not checked here.
func Validate(f *File, r Release) hcl.Diagnostics {
	v := &validator{release: r, agents: make(map[string]string)}
	for e := range f.All() {
		if e.Name.Text == "fencedevice" {
			v.agents[e.Value("name")] = e.Value("agent")
		}
	}
	root := f.Root()
	if root == nil {
		return hcl.Diagnostics{{
			Severity: hcl.DiagError, Summary: "No root element",
			Detail:  "A cluster.conf is one <cluster> element; this file holds no element at all.",
			Subject: &hcl.Range{Filename: f.Name, Start: hcl.InitialPos, End: hcl.InitialPos},
		}}
	}
	v.element(root, schema(r)[""])
	return v.diags
}

type validator struct {
	release Release
	agents  map[string]string // of the fence devices, by name
	// holders are what parents returns, by name; nil before it is asked.
	holders map[string][]string
	diags   hcl.Diagnostics
}

func (v *validator) report(severity hcl.DiagnosticSeverity, at hcl.Range, summary, detail string, args ...any) {
	v.diags = append(v.diags, &hcl.Diagnostic{
		Severity: severity, Summary: summary, Detail: fmt.Sprintf(detail, args...), Subject: &at,
	})
}

// Suggestion is the Extra of a diagnostic about a name that is nearly one of those
// known in its place: the known name.
type Suggestion string

// suggest adds to the last diagnostic the name that was meant, where one is near.
func (v *validator) suggest(name string, known []string) {
	if near := suggest.Nearest(name, known); near != "" {
		v.diags[len(v.diags)-1].Extra = Suggestion(near)
	}
}

func (v *validator) errorf(at hcl.Range, summary, detail string, args ...any) {
	v.report(hcl.DiagError, at, summary, detail, args...)
}

func (v *validator) warnf(at hcl.Range, summary, detail string, args ...any) {
	v.report(hcl.DiagWarning, at, summary, detail, args...)
}

// element checks an element within one of which around is known.
func (v *validator) element(e *Element, around *ElementSpec) {
	if around.Child(e.Name.Text) == nil {
		v.unknownElement(e, around)
		return
	}
	spec := LookupElement(v.release, around.Name, e.Name.Text)
	v.attributes(e, spec)
	count := make(map[string]int)
	for _, n := range e.Children {
		switch n := n.(type) {
		case *Text:
			if n.Kind == CharData {
				v.errorf(n.Range, "Text in an element", "cluster.conf says everything in attributes: nothing reads text within <%s>.", e.Name.Text)
			}
		case *Element:
			count[n.Name.Text]++
			if c := spec.Child(n.Name.Text); c != nil && c.Max == 1 && count[n.Name.Text] == 2 {
				v.errorf(n.Name.Range, "Element written twice", "<%s> can hold one <%s>; the daemons read the first.", e.Name.Text, n.Name.Text)
			}
			v.element(n, spec)
		}
	}
	for _, c := range spec.Children {
		if c.Min > 0 && count[c.Name] == 0 {
			v.errorf(e.Name.Range, "Missing element", "<%s> needs <%s> within it.", e.Name.Text, c.Name)
		}
	}
}

// unknownElement reports an element that cannot stand where it does. What is in
// it is not looked at.
func (v *validator) unknownElement(e *Element, around *ElementSpec) {
	name := e.Name.Text
	place := "<" + around.Name[strings.LastIndexByte(around.Name, '/')+1:] + ">"
	if around.Name == "" {
		v.errorf(e.Name.Range, "Unknown root element", "The root of a cluster.conf is <cluster>, not <%s>.", name)
		return
	}
	if other := v.otherRelease(); knowsChild(other, e) {
		v.errorf(e.Name.Range, "Unknown element", "<%s> in %s is of %s; %s does not know it.", name, place, other, v.release)
		return
	}
	if parents := v.parents(name); len(parents) > 0 {
		v.errorf(e.Name.Range, "Misplaced element", "<%s> cannot stand in %s; it belongs in %s.", name, place, enumerate(parents, "or"))
		return
	}
	var names []string
	for _, c := range around.Children {
		names = append(names, c.Name)
	}
	v.errorf(e.Name.Range, "Unknown element", "%s knows no <%s> in %s.%s", v.release, name, place, suggest.DidYouMean(name, names))
	v.suggest(name, names)
}

// otherRelease is the release that the file is not checked against.
func (v *validator) otherRelease() Release { return CMAN2 + CMAN3 - v.release }

// knowsChild tells whether a release knows an element in the place where it stands.
func knowsChild(r Release, e *Element) bool {
	grandparent := ""
	if e.Parent.Parent != nil {
		grandparent = e.Parent.Parent.Name.Text
	}
	around := LookupElement(r, grandparent, e.Parent.Name.Text)
	return around != nil && around.Child(e.Name.Text) != nil
}

// parents returns the elements that can hold an element of that name, three at
// the most.
func (v *validator) parents(name string) []string {
	if v.holders == nil {
		v.holders = make(map[string][]string)
		for _, parent := range ElementNames(v.release) {
			spec := LookupElement(v.release, "", parent)
			if spec == nil {
				continue
			}
			for _, c := range spec.Children {
				if list := v.holders[c.Name]; len(list) < 3 {
					v.holders[c.Name] = append(list, "<"+parent+">")
				}
			}
		}
	}
	return v.holders[name]
}

func (v *validator) attributes(e *Element, spec *ElementSpec) {
	for _, a := range e.Attrs {
		s := spec.Attribute(a.Name.Text)
		switch {
		case spec.Agent && a.Name.Text != "name" && a.Name.Text != "agent":
			v.parameter(e, a, spec, s)
		case s == nil:
			v.unknownAttribute(e, a, spec)
		default:
			v.attribute(e, a, s)
		}
	}
	for _, s := range spec.Attributes {
		missing := s.Presence == Required || s.Presence == Definition && e.Attr("ref") == nil
		switch {
		case !missing || e.Attr(s.Name) != nil:
		case v.agentNeedsNot(e, s.Name):
			v.warnf(e.Name.Range, "Missing attribute", "The schema of %s wants the attribute %q in <%s>; the agent does not.", v.release, s.Name, e.Name.Text)
		default:
			v.errorf(e.Name.Range, "Missing attribute", "<%s> needs the attribute %q.", e.Name.Text, s.Name)
		}
	}
	if agent := e.Attr("agent"); agent != nil && spec.Agent {
		v.agent(agent)
	}
}

// attribute checks an attribute that the release knows.
func (v *validator) attribute(e *Element, a *Attr, s *AttributeSpec) {
	if s.Presence == Tolerated {
		v.warnf(a.Name.Range, "Attribute outside of the schema", "The schema of %s has no attribute %q in <%s>.", v.release, s.Name, e.Name.Text)
	}
	if s.With != "" && e.Attr(s.With) == nil {
		v.warnf(a.Name.Range, "Attribute outside of the schema", "The schema of %s allows the attribute %q in <%s> only beside %q.", v.release, s.Name, e.Name.Text, s.With)
	}
	if problem := checkType(s.Type, a.Value.Text); problem != "" {
		v.errorf(a.Value.Range, "Invalid value", "%s=%q: %s.", s.Name, a.Value.Text, problem)
	}
}

func (v *validator) unknownAttribute(e *Element, a *Attr, spec *ElementSpec) {
	name := a.Name.Text
	parent := ""
	if e.Parent != nil {
		parent = e.Parent.Name.Text
	}
	if other := LookupElement(v.otherRelease(), parent, e.Name.Text); other != nil && other.Attribute(name) != nil {
		if v.release == CMAN2 && isResource(e) {
			// The schema is older than the resource agents of the release's updates,
			// and nothing but its editor goes by it.
			v.warnf(a.Name.Range, "Attribute outside of the schema", "The schema of %s has no attribute %q in <%s>; the agents of %s read it.", v.release, name, e.Name.Text, v.otherRelease())
			return
		}
		v.errorf(a.Name.Range, "Unknown attribute", "The attribute %q of <%s> is of %s; %s does not know it.", name, e.Name.Text, v.otherRelease(), v.release)
		return
	}
	v.errorf(a.Name.Range, "Unknown attribute", "%s knows no attribute %q in <%s>.%s", v.release, name, e.Name.Text, suggest.DidYouMean(name, spec.attributeNames()))
	v.suggest(name, spec.attributeNames())
}

// agentNeedsNot tells whether an attribute that the schema of RHEL 5 wants is one that
// the resource's agent does without: that of RHEL 6, which is the same one, says so.
func (v *validator) agentNeedsNot(e *Element, name string) bool {
	if v.release != CMAN2 || !isResource(e) {
		return false
	}
	other := LookupElement(v.otherRelease(), e.Parent.Name.Text, e.Name.Text)
	if other == nil {
		return false
	}
	s := other.Attribute(name)
	return s != nil && s.Presence != Required
}

// isResource tells whether an element is a service or a resource: what an agent of
// rgmanager reads.
func isResource(e *Element) bool {
	for p := e.Parent; p != nil; p = p.Parent {
		if p.Name.Text == "rm" {
			return !strings.HasPrefix(e.Name.Text, "failoverdomain") && e.Name.Text != "resources"
		}
	}
	return false
}

// parameter checks an attribute that is for the fence agent; s is what the schema
// knows about it, if anything.
func (v *validator) parameter(e *Element, a *Attr, spec *ElementSpec, s *AttributeSpec) {
	agentName := e.Value("agent")
	if e.Name.Text == "device" {
		agentName = v.agents[e.Value("name")]
	}
	agent := LookupAgent(agentName)
	if agent == nil {
		return // an agent of the site's own may take anything
	}
	name := a.Name.Text
	if agent.Parameter(name) != nil {
		if s != nil {
			v.attribute(e, a, s)
		}
		return
	}
	severity := hcl.DiagError
	if v.release == CMAN3 && anyAgentTakes(name) {
		severity = hcl.DiagWarning // the schema passes it, and the agents of cman 3 ignore it
	}
	v.report(severity, a.Name.Range, "Unknown parameter", "%s has no parameter %q.%s", agentName, name, suggest.DidYouMean(name, agent.names))
	v.suggest(name, agent.names)
}

// anyAgentTakes tells whether some fence agent has a parameter of that name.
func anyAgentTakes(name string) bool {
	for _, a := range agents() {
		if a.Parameter(name) != nil {
			return true
		}
	}
	return false
}

// agent checks that a release has a fence agent.
func (v *validator) agent(a *Attr) {
	if problem := agentProblem(v.release, a.Value.Text); problem != "" {
		v.warnf(a.Value.Range, "Agent not in the release", "%s", problem)
	}
}

// agentProblem says what is wrong with an agent in a release; "" for nothing.
func agentProblem(r Release, name string) string {
	spec := LookupAgent(name)
	if spec == nil {
		return fmt.Sprintf("%q is none of the known fence agents.%s", name, suggest.DidYouMean(name, AgentNames(r)))
	}
	note := ""
	if spec.Note != "" {
		note = ": " + spec.Note
	}
	switch spec.Shipping(r) {
	case NotShipped:
		return fmt.Sprintf("%s is not part of %s%s.", name, r, note)
	case NeverShipped:
		return fmt.Sprintf("%s has never been part of a release%s.", name, note)
	}
	return ""
}

// checkType says why a value is not of a type of the schemas; "" where it is.
func checkType(kind, value string) string {
	if words, ok := strings.CutPrefix(kind, "enum:"); ok {
		for word := range strings.SplitSeq(words, "|") {
			if word == value {
				return ""
			}
		}
		return "it must be " + enumerate(strings.Split(words, "|"), "or")
	}
	minimum := 0
	switch kind {
	case "ID", "IDREF":
		if !isNCName(value) {
			return "it must be an XML name: letters, digits, \".\", \"-\" and \"_\", beginning with a letter or \"_\""
		}
		return ""
	case "integer":
		minimum = -1 << 31
	case "nonNegativeInteger":
	case "positiveInteger":
		minimum = 1
	default:
		return ""
	}
	n, err := strconv.ParseInt(strings.Trim(value, " "), 10, 32)
	switch {
	case err != nil:
		return "it must be a whole number that fits in 32 bits"
	case int(n) < minimum:
		return fmt.Sprintf("it must be %d or more", minimum)
	}
	return ""
}

// enumerate joins words: "a, b or c".
func enumerate(words []string, conjunction string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}
