package drill

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Sizes of the picture, in pixels.
const (
	pictureWidth = 1000
	labelWidth   = 210 // of the names of the lanes
	plotLeft     = labelWidth + 10
	plotRight    = pictureWidth - 20
	laneHeight   = 34
	barHeight    = 16
	axisHeight   = 34
	panelHead    = 34
)

// Colours that people who see few of them tell apart, too; what is failed is
// hatched besides. Source: Okabe and Ito, Color Universal Design.
const (
	ink     = "#222222"
	faint   = "#666666"
	grid    = "#d9d9d9"
	frozen  = "#b3261e"
	failing = "#e69f00"
	fine    = "#0072b2"
	model   = "#555555"
	waiting = "#cc79a7"
)

// drawing is an SVG in the making.
type drawing struct{ strings.Builder }

// escape writes a text so that XML has it as it is.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(plain(text))) // a strings.Builder takes every write
	return b.String()
}

// rect draws a bar with a text for those who cannot see it.
func (d *drawing) rect(x, y, width, height float64, fill, stroke, title string) {
	fmt.Fprintf(d, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="2" fill="%s" stroke="%s"><title>%s</title></rect>`+"\n", x, y, max(width, 1), height, fill, stroke, escape(title))
}

func (d *drawing) line(x1, y1, x2, y2 float64, stroke string) {
	fmt.Fprintf(d, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"/>`+"\n", x1, y1, x2, y2, stroke)
}

// text writes a text; anchor is start, middle or end.
func (d *drawing) text(x, y float64, size int, anchor, fill, text string) {
	fmt.Fprintf(d, `<text x="%.1f" y="%.1f" font-size="%d" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, size, anchor, fill, escape(text))
}

// textWidth is about as wide as a text is drawn.
func textWidth(text string, size int) float64 {
	return float64(utf8.RuneCountInString(text)*size) * 0.56
}

// shortened cuts a text to a number of characters.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// WriteSVG draws the report: a panel for each failure and each freeze beside them,
// with the writes, the freezes, the tries of fencing, the journals and what the
// model predicts on one axis of time. The picture needs no other file; the same
// report gives the same bytes.
func (r *Report) WriteSVG(w io.Writer) error {
	panels, omitted := r.panels()
	height := 46
	for _, p := range panels {
		height += p.height()
	}
	if len(panels) == 0 || omitted > 0 {
		height += 30
	}
	d := new(drawing)
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif">`+"\n", pictureWidth, height, pictureWidth, height)
	fmt.Fprintf(d, "<title id=\"title\">Failure drill</title>\n<desc id=\"desc\">%s</desc>\n", escape(r.summary()))
	fmt.Fprintf(d, `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="%s"/><rect width="2" height="6" fill="#ffffff"/></pattern></defs>`+"\n", failing)
	fmt.Fprintf(d, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", pictureWidth, height)
	d.text(10, 26, 18, "start", ink, "Failure drill")
	d.legend()
	y := 46
	for _, p := range panels {
		p.draw(d, float64(y))
		y += p.height()
	}
	switch {
	case len(panels) == 0:
		d.text(10, float64(y+10), 13, "start", ink, "No freeze, and no failure in the logs.")
	case omitted > 0:
		d.text(10, float64(y+10), 13, "start", ink, fmt.Sprintf("%d more are not drawn.", omitted))
	}
	d.WriteString("</svg>\n")
	_, err := io.WriteString(w, d.String())
	return err
}

// legend explains the colours.
func (d *drawing) legend() {
	x := 250.0
	d.line(x+7.5, 13, x+7.5, 27, fine)
	d.text(x+19, 25, 12, "start", ink, "a write")
	x += 36 + textWidth("a write", 12)
	for _, e := range []struct{ fill, name string }{
		{frozen, "writes frozen"}, {waiting, "membership"}, {"url(#hatch)", "fencing failed"}, {fine, "succeeded"}, {model, "predicted by the model"},
	} {
		d.rect(x, 14, 14, 12, e.fill, faint, e.name)
		d.text(x+19, 25, 12, "start", ink, e.name)
		x += 36 + textWidth(e.name, 12)
	}
}

// summary is the report in a few sentences, for those who cannot see the picture.
func (r *Report) summary() string {
	var parts []string
	for _, f := range r.Freezes {
		parts = append(parts, fmt.Sprintf("%s froze for %s from %s.", f.Host, f.text(), r.show(f.Start)))
		if len(parts) == mostPanels {
			break
		}
	}
	for n, c := range r.Comparisons {
		for m, f := range c.Incident.fencing() {
			if n+m >= mostPanels {
				break
			}
			outcome := "did not succeed"
			if f.Done {
				outcome = "succeeded"
			}
			parts = append(parts, fmt.Sprintf("Fencing of %s took %s and %s.", f.Victim, tries(len(f.Attempts)), outcome))
		}
		if len(c.Predicted.Terms) > 0 && n < mostPanels {
			parts = append(parts, fmt.Sprintf("The model predicts %s.", c.Predicted.Span.text()))
		}
	}
	if len(parts) == 0 {
		return "No freeze, and no failure in the logs."
	}
	return strings.Join(parts, " ")
}

// axisStep is a distance of ticks that leaves room for their labels.
func axisStep(span time.Duration) time.Duration {
	const most = 9
	for _, step := range []time.Duration{
		time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
		time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
		time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	} {
		if span/step <= most {
			return step
		}
	}
	const day = 24 * time.Hour
	return (span/most + day - 1) / day * day
}
