package drill

import (
	"fmt"
	"slices"
	"time"
)

// How many panels are drawn, lanes in a panel, and bars in a lane: no report makes
// the picture grow without bound.
const (
	mostPanels = 20
	mostLanes  = 40
	mostBars   = 200
)

// panel is a part of the picture with an axis of its own.
type panel struct {
	title    string
	from, to time.Time
	lanes    []lane
	report   *Report
	omitted  int // bars for which there was no lane
}

// lane is a row of a panel.
type lane struct {
	name  string
	ticks []time.Time
	bars  []bar
}

// bar is a time in a lane. One without an end is a mark.
type bar struct {
	from, to     time.Time
	fill         string
	label, title string
}

// panels are the parts of the picture: one for each failure with the freezes that
// it caused, and one for each freeze beside; omitted is how many are too many.
func (r *Report) panels() (list []panel, omitted int) {
	matched := make(map[string]bool)
	key := func(f Freeze) string { return f.Host + f.Start.String() }
	for n, c := range r.Comparisons {
		for _, f := range c.Freezes {
			matched[key(f)] = true
		}
		if len(list) == mostPanels {
			omitted++
			continue
		}
		p := panel{report: r, title: fmt.Sprintf("Failure %d", n+1)}
		for _, f := range c.Freezes {
			p.include(f.Start, f.End)
		}
		p.failure(c)
		p.probes(c.Freezes)
		list = append(list, p)
	}
	for _, f := range r.Freezes {
		switch {
		case matched[key(f)]:
		case len(list) == mostPanels:
			omitted++
		default:
			p := panel{report: r, title: "Freeze of " + f.Host + ", of which no log tells"}
			p.include(f.Start, f.End)
			p.probes([]Freeze{f})
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b panel) int { return a.from.Compare(b.from) })
	list = slices.DeleteFunc(list, func(p panel) bool { return p.from.IsZero() })
	for i := range list {
		list[i].margin()
	}
	return list, omitted
}

// include makes the axis reach over some times.
func (p *panel) include(times ...time.Time) {
	for _, t := range times {
		if t.IsZero() {
			continue
		}
		if p.from.IsZero() || t.Before(p.from) {
			p.from = t
		}
		if t.After(p.to) {
			p.to = t
		}
	}
}

// margin leaves room at both ends of the axis.
func (p *panel) margin() {
	room := max(p.to.Sub(p.from)/20, 2*time.Second)
	p.from, p.to = p.from.Add(-room), p.to.Add(room)
}

// add adds a bar to a lane, and the lane where it has no such.
func (p *panel) add(name string, b bar) {
	if len(p.lanes) == 0 || p.lanes[len(p.lanes)-1].name != name {
		if len(p.lanes) == mostLanes {
			p.omitted++
			return
		}
		p.lanes = append(p.lanes, lane{name: name})
	}
	l := &p.lanes[len(p.lanes)-1]
	if len(l.bars) < mostBars {
		l.bars = append(l.bars, b)
		p.include(b.from, b.to)
	}
}

// failure adds what the log tells of a failure, and what the model says of it.
func (p *panel) failure(c *Comparison) {
	i := c.Incident
	if !i.Lost.IsZero() {
		if !c.Start.IsZero() {
			p.add("membership", bar{c.Start, i.Lost, waiting, "token", "token, until it is declared lost"})
		}
		if !i.Formed.IsZero() {
			p.add("membership", bar{i.Lost, i.Formed, waiting, "consensus", "consensus, until the new membership"})
		} else {
			p.add("membership", bar{i.Lost, time.Time{}, ink, "token lost", "token lost"})
		}
	}
	if !i.QuorumLost.IsZero() {
		p.add("quorum", bar{i.QuorumLost, i.QuorumRegained, waiting, "no quorum", "quorum lost"})
	}
	for _, f := range i.Fencing {
		for n, a := range f.Attempts {
			p.attempt("fencing "+f.Victim, n+1, a)
		}
	}
	for _, j := range i.Replays {
		from, fill := j.Start, fine
		if j.Outcome != "Done" {
			fill = faint
		}
		if from.IsZero() {
			from = j.End
		}
		p.add("journal "+j.Journal+" by "+hostName(j.By), bar{from, j.End, fill, "", j.text()})
	}
	if len(c.Predicted.Terms) > 0 && !c.Start.IsZero() {
		p.add("model", bar{c.Start, c.Start.Add(c.Predicted.Most), model, c.Predicted.Span.text(), "predicted: " + c.Predicted.Span.text()})
	}
}

// attempt adds a try of fencing.
func (p *panel) attempt(name string, n int, a *Attempt) {
	b := bar{from: a.Start, to: a.End, fill: "url(#hatch)"}
	outcome := "failed"
	if a.OK {
		b.fill, outcome = fine, "succeeded"
	}
	if a.End.IsZero() {
		outcome = "has no end in the log"
	}
	if b.from.IsZero() {
		b.from = b.to
	}
	b.title = fmt.Sprintf("try %d %s", n, outcome)
	if d, ok := a.Duration(); ok {
		b.label = inSeconds(d)
		b.title += " after " + b.label
	}
	p.add(name, b)
}

// probes adds the writes around freezes, and the freezes. Each host is a lane.
func (p *panel) probes(freezes []Freeze) {
	reach := *p
	reach.margin()
	var lanes []lane
	for _, run := range p.report.Probes {
		l := lane{name: "writes of " + run.Host}
		for _, f := range freezes {
			if f.Host == run.Host && !f.Start.Before(run.Start) && !f.Start.After(run.End) && len(l.bars) < mostBars {
				l.bars = append(l.bars, bar{f.Start, f.End, frozen, f.text(), f.Host + " frozen for " + f.text()})
			}
		}
		first, _ := slices.BinarySearchFunc(run.starts, reach.from, time.Time.Compare)
		for _, t := range run.starts[first:] {
			if t.After(reach.to) {
				break
			}
			l.ticks = append(l.ticks, t)
		}
		if len(l.ticks) > 0 || len(l.bars) > 0 {
			lanes = append(lanes, l)
		}
	}
	if len(lanes) > mostPanels {
		lanes = lanes[:mostPanels]
	}
	p.lanes = append(lanes, p.lanes...)
}

func (p *panel) height() int { return panelHead + len(p.lanes)*laneHeight + axisHeight + 10 }

// x is where a time stands on the axis.
func (p *panel) x(t time.Time) float64 {
	return plotLeft + float64(t.Sub(p.from))/float64(p.to.Sub(p.from))*(plotRight-plotLeft)
}

// draw draws the panel from a height on.
func (p *panel) draw(d *drawing, top float64) {
	title := p.title + ", " + p.report.show(p.from.Truncate(time.Second)) + " to " + p.report.clock(p.to.Truncate(time.Second), p.from)
	if p.omitted > 0 {
		title += fmt.Sprintf("; %d more are not drawn", p.omitted)
	}
	d.text(10, top+20, 14, "start", ink, title)
	plot := top + panelHead
	bottom := plot + float64(len(p.lanes)*laneHeight)
	step := axisStep(p.to.Sub(p.from))
	for t := p.from.Truncate(step).Add(step); t.Before(p.to); t = t.Add(step) {
		d.line(p.x(t), plot, p.x(t), bottom+4, grid)
		d.text(p.x(t), bottom+18, 11, "middle", faint, t.Format(axisLayout(step)))
	}
	d.line(plotLeft, bottom, plotRight, bottom, faint)
	for i, l := range p.lanes {
		y := plot + float64(i*laneHeight)
		d.text(labelWidth, y+laneHeight/2+4, 12, "end", ink, shortened(l.name, 32))
		p.drawLane(d, l, y)
	}
}

// axisLayout is how the times of an axis are written.
func axisLayout(step time.Duration) string {
	switch {
	case step < time.Minute:
		return "15:04:05"
	case step < 24*time.Hour:
		return "15:04"
	}
	return "Jan _2"
}

// drawLane draws the marks of the writes, no two on one pixel, and the bars.
func (p *panel) drawLane(d *drawing, l lane, y float64) {
	last := -1
	for _, t := range l.ticks {
		if x := int(p.x(t)); x != last {
			d.line(float64(x)+0.5, y+8, float64(x)+0.5, y+laneHeight-8, fine)
			last = x
		}
	}
	free := 0.0 // up to where labels stand
	for _, b := range l.bars {
		x := p.x(b.from)
		width := 3.0
		if b.to.After(b.from) {
			width = p.x(b.to) - x
		}
		top := y + (laneHeight-barHeight)/2
		d.rect(x, top, width, barHeight, b.fill, ink, b.title)
		if b.label == "" {
			continue
		}
		need := textWidth(b.label, 11) + 4
		switch at := x + width/2; {
		case width >= need && b.fill != "url(#hatch)":
			d.text(at, top+12, 11, "middle", inside(b.fill), b.label)
		case at-need/2 > free:
			d.text(at, top-2, 11, "middle", ink, b.label)
			free = at + need/2
		}
	}
}

// inside is a colour that can be read on another.
func inside(fill string) string {
	if fill == waiting {
		return ink
	}
	return "#ffffff"
}
