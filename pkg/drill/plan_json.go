package drill

import "io"

// planJSON is the JSON form of a plan. Its names are a promise.
type (
	planJSON struct {
		FormatVersion string         `json:"format_version"`
		Cluster       string         `json:"cluster"`
		Suite         string         `json:"suite"`
		Nodes         []planNodeJSON `json:"nodes"`
		Quorum        quorumJSON     `json:"quorum"`
		Timing        []settingJSON  `json:"timing"`
		Before        []stepJSON     `json:"before"`
		Drills        []drillJSON    `json:"drills"`
		After         []stepJSON     `json:"after"`
		Omitted       []omittedJSON  `json:"omitted"`
		Notes         []string       `json:"notes"`
	}
	planNodeJSON struct {
		Name       string       `json:"name"`
		Host       string       `json:"host"`
		Hypervisor string       `json:"hypervisor"`
		Votes      int          `json:"votes"`
		Methods    []methodJSON `json:"methods"`
	}
	methodJSON struct {
		Name string    `json:"name"`
		Runs []runJSON `json:"runs"`
	}
	runJSON struct {
		Device   string  `json:"device"`
		Agent    string  `json:"agent"`
		Least    float64 `json:"seconds_min"`
		Most     float64 `json:"seconds_max"`
		Measured bool    `json:"measured"`
	}
	quorumJSON struct {
		Expected int  `json:"expected_votes"`
		Needed   int  `json:"needed_votes"`
		Disk     int  `json:"quorum_disk_votes"`
		TwoNode  bool `json:"two_node"`
	}
	settingJSON struct {
		Name    string  `json:"name"`
		Seconds float64 `json:"seconds"`
		Source  string  `json:"source"`
	}
	stepJSON struct {
		Text    string `json:"text"`
		Command string `json:"command"`
		On      string `json:"on"`
	}
	drillJSON struct {
		ID        string          `json:"id"`
		Title     string          `json:"title"`
		Fails     string          `json:"fails"`
		Victims   []string        `json:"victims"`
		Steps     []stepJSON      `json:"steps"`
		Watch     []stepJSON      `json:"watch"`
		Predicted *predictionJSON `json:"predicted"`
		Limit     float64         `json:"limit_seconds"`
		Pass      string          `json:"pass"`
		Restore   []stepJSON      `json:"restore"`
	}
	omittedJSON struct {
		ID    string `json:"id"`
		Title string `json:"title"`
		Why   string `json:"why"`
	}
)

// WriteJSON writes the plan for programs.
func (p *Plan) WriteJSON(w io.Writer) error {
	out := planJSON{
		FormatVersion: "1.0", Cluster: p.Cluster, Suite: p.Suite, Before: stepsJSON(p.Before), After: stepsJSON(p.After),
		Quorum: quorumJSON{p.Quorum.Expected, p.Quorum.Needed, p.Quorum.Disk, p.Quorum.TwoNode},
		Drills: []drillJSON{}, Omitted: []omittedJSON{}, Notes: p.Notes,
	}
	for _, n := range p.Nodes {
		node := planNodeJSON{n.Name, n.Host, n.Hypervisor, n.Votes, []methodJSON{}}
		for _, m := range n.Methods {
			method := methodJSON{m.Name, []runJSON{}}
			for _, r := range m.Runs {
				method.Runs = append(method.Runs, runJSON{r.Device, r.Agent, r.Success.Least.Seconds(), r.Success.Most.Seconds(), r.Measured})
			}
			node.Methods = append(node.Methods, method)
		}
		out.Nodes = append(out.Nodes, node)
	}
	for _, s := range p.Timing.rows() {
		out.Timing = append(out.Timing, settingJSON{s.name, s.Value.Seconds(), s.Source})
	}
	for _, d := range p.Drills {
		out.Drills = append(out.Drills, drillJSON{
			d.ID, d.Title, d.Fails, append([]string{}, d.Victims...), stepsJSON(d.Steps), stepsJSON(d.Watch),
			d.Prediction.json(), d.Limit.Seconds(), d.Pass, stepsJSON(d.Restore),
		})
	}
	for _, o := range p.Omitted {
		out.Omitted = append(out.Omitted, omittedJSON(o))
	}
	return writeJSON(w, out)
}

func stepsJSON(steps []Step) []stepJSON {
	list := make([]stepJSON, 0, len(steps))
	for _, s := range steps {
		list = append(list, stepJSON(s))
	}
	return list
}
