package drill

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// svg measures files and draws the report, which has to be well-formed.
func svg(t *testing.T, o Options) []byte {
	t.Helper()
	r, diags := Measure(o)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var b bytes.Buffer
	if err := r.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
		if _, err := d.Token(); err == io.EOF {
			return b.Bytes()
		} else if err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
	}
}

func TestSVGGolden(t *testing.T) {
	got := svg(t, Options{
		Listings: []File{article(t, "reboot.ls"), article(t, "reset.ls")},
		Logs:     []File{article(t, "messages")},
	})
	golden(t, "article/report.svg", got)
	for _, foreign := range []string{"href", "url(http", "<script", "@import", "<image"} {
		if bytes.Contains(got, []byte(foreign)) {
			t.Errorf("the picture has %q", foreign)
		}
	}
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("no xmllint here")
	}
	cmd := exec.CommandContext(t.Context(), lint, "--noout", "-")
	cmd.Stdin = bytes.NewReader(got)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v, %s", err, out)
	}
}

// Names that XML or a terminal would take for something else are text.
func TestSVGEscapes(t *testing.T) {
	got := string(svg(t, Options{Logs: []File{{"log", []byte(`
Jan  6 20:18:15 <a>&b fenced[2]: fencing node "<script>&\x01"
Jan  6 20:18:25 <a>&b fenced[2]: fence "<script>&\x01" success
`)}}}))
	if strings.Contains(got, "<script>") || !strings.Contains(got, "&lt;script&gt;&amp;") {
		t.Error(got)
	}
}

// A picture does not grow with what happened: of very many writes, failures and
// tries not all are drawn.
func TestSVGIsBounded(t *testing.T) {
	var listing, log strings.Builder
	at := time.Date(2009, 1, 6, 0, 0, 0, 0, time.UTC)
	for i := range 20000 {
		w := at.Add(time.Duration(i) * time.Second)
		if i%100 == 99 {
			at = at.Add(30 * time.Second)
		}
		fmt.Fprintf(&listing, "-rw-r--r-- 1 r r 1 %s n-%s\n", w.Format("2006-01-02"), w.Format("15_04_05"))
		fmt.Fprintf(&log, "%s a fenced[%d]: fencing node \"n%d\"\n", w.Format("2006-01-02T15:04:05Z"), i, i)
	}
	got := svg(t, Options{Listings: []File{{"ls", []byte(listing.String())}}, Logs: []File{{"log", []byte(log.String())}}})
	if len(got) > 1<<20 {
		t.Errorf("%d bytes", len(got))
	}
}

func TestSVGOfNothing(t *testing.T) {
	if got := string(svg(t, Options{Logs: []File{{"log", []byte("Jan  6 20:18:15 a cron[2]: x\n")}}})); !strings.Contains(got, "No freeze, and no failure") {
		t.Error(got)
	}
}

func TestAxisStep(t *testing.T) {
	for _, span := range []time.Duration{time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour, 100 * 365 * 24 * time.Hour} {
		if step := axisStep(span); step <= 0 || span/step > 9 {
			t.Errorf("%v: %v", span, step)
		}
	}
}
