package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/everlinux/hagen/pkg/lint"
	"github.com/everlinux/hagen/pkg/topology"
)

// nginxVerdict is what a comparison ends in.
type nginxVerdict string

const (
	nginxAccepted nginxVerdict = "accepted by both"
	nginxRefused  nginxVerdict = "refused by both"
	nginxListed   nginxVerdict = "not for hagen to see"
	nginxSilent   nginxVerdict = "refused by nginx, and hagen is silent"
	nginxAlarm    nginxVerdict = "accepted by nginx, and hagen reports an error"
)

// nginxCase is a configuration with what is said of it.
type nginxCase struct {
	text    string
	said    string // nginx's last words
	found   string // the errors that hagen reports
	verdict nginxVerdict
}

// blamed is the line of the text that nginx names.
func (c nginxCase) blamed() string {
	m := nginxLineNamed.FindStringSubmatch(c.said)
	if m == nil {
		return ""
	}
	n, _ := strconv.Atoi(m[1])
	list := strings.Split(c.text, "\n")
	if n < 1 || n > len(list) {
		return ""
	}
	return strings.TrimSpace(list[n-1])
}

var nginxLineNamed = regexp.MustCompile(` in \S*:(\d+)$`)

// nginxExcuse is the reason why the rules need not see what nginx refuses, "" for none.
func nginxExcuse(c nginxCase) string {
	for _, e := range nginxExcused() {
		if e.message.MatchString(c.said) {
			return e.reason
		}
	}
	return ""
}

// nginxClass names what a disagreement is about, without the values.
func nginxClass(c nginxCase) string {
	text := c.said
	if c.verdict == nginxAlarm {
		text = c.found
		text, _, _ = strings.Cut(text, "\n")
	}
	text = regexp.MustCompile(` in \S*:\d+$|"[^"]*"|\d+`).ReplaceAllString(text, "_")
	return string(c.verdict) + ": " + text
}

// nginxJudge compares what nginx and the rules say.
type nginxJudge struct {
	t        *testing.T
	stage    *stage
	program  string
	env      []string
	platform *topology.Platform
	// serves are the rules that report as an error what nginx accepts: the service
	// breaks.
	serves map[string]bool
}

func newNginxJudge(t *testing.T) *nginxJudge {
	j := &nginxJudge{t: t, program: daemon(t, "nginx"), stage: newStage(t), serves: make(map[string]bool)}
	daemonReleases(t)
	if _, err := os.Stat(nginxStreamModule); err != nil {
		t.Skip("the stream module is not installed")
	}
	j.env = j.stage.environment(t, []lint.Source{{Src: []byte("www.example.net shop.example.net app1.example.net app2.example.net lb1.example.net")}})
	j.platform = topology.LookupPlatform("debian12")
	for _, rule := range All() {
		said, _ := os.ReadFile(filepath.Join(fixtures, rule.ID, "daemon.txt"))
		j.serves[rule.ID] = regexp.MustCompile(`(?m)^bad.*nginx -t accepts it`).Match(said)
	}
	return j
}

// compare asks nginx and the rules about one text.
func (j *nginxJudge) compare(text string) nginxCase {
	j.stage.write("etc/nginx/nginx.conf", j.stage.local(nginxPortsUp(text)))
	accepted, out := j.stage.run(j.env, j.program, "-t", "-p", j.stage.dir, "-c", j.stage.path("etc/nginx/nginx.conf"), "-e", j.stage.path("tmp/error.log"))
	c := nginxCase{text: text, verdict: nginxAccepted}
	for _, line := range lines(nginxPortsDown(j.stage.host(out)), nginxChatter) {
		if strings.HasPrefix(line, "[emerg]") || c.said == "" {
			c.said = line
		}
	}
	errors := j.lint(text)
	c.found = strings.Join(errors, "\n")
	switch {
	case accepted && len(errors) > 0:
		c.verdict = nginxAlarm
	case accepted:
	case len(errors) > 0:
		c.verdict = nginxRefused
	case nginxExcuse(c) != "":
		c.verdict = nginxListed
	default:
		c.verdict = nginxSilent
	}
	return c
}

// lint returns the errors that hagen sees, without those of rules about a service
// that breaks although nginx starts.
func (j *nginxJudge) lint(text string) []string {
	var errors []string
	src := lint.Source{Name: "lb1/etc/nginx/nginx.conf", Host: "lb1", Path: "/etc/nginx/nginx.conf", Kind: lint.KindNginx, Src: []byte(text)}
	e := lint.NewEstate(nil, j.platform, []lint.Source{src})
	for _, d := range e.Diagnostics() {
		errors = append(errors, d.Error())
	}
	for _, f := range lint.Run(e, All()) {
		if f.Rule.Severity == lint.Error && !j.serves[f.Rule.ID] {
			errors = append(errors, f.Rule.ID+": "+f.Message)
		}
	}
	return errors
}

// minimise leaves out lines as long as the disagreement remains.
func (j *nginxJudge) minimise(c nginxCase) nginxCase {
	class := nginxClass(c)
	for size := strings.Count(c.text, "\n") / 2; size > 0; size /= 2 {
		for at := 0; ; {
			list := strings.SplitAfter(c.text, "\n")
			if at+size > len(list) {
				break
			}
			if less := j.compare(strings.Join(slices.Delete(list, at, at+size), "")); less.text != c.text && nginxClass(less) == class {
				c = less
			} else {
				at += size
			}
		}
	}
	return c
}
