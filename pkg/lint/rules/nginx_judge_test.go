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

// excuse is the reason why nginx and hagen may disagree on the case, "" for none.
func (c nginxCase) excuse() string {
	if c.found != "" {
		return excuseAmong(nginxHarsher(), c.found, c.text)
	}
	return excuseAmong(nginxExcuses(), c.said+" | "+c.blamed(), c.text)
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

// nginxPart begins the second file of a text, which the first may include.
const nginxPart = "\n# part.conf:\n"

// sources are the files that a text is.
func nginxSources(text string) []lint.Source {
	main, part, several := strings.Cut(text, nginxPart)
	list := []lint.Source{nginxSource("nginx.conf", main)}
	if several {
		list = append(list, nginxSource("part.conf", part))
	}
	return list
}

// nginxSource is a file of the folder that a host's nginx reads.
func nginxSource(name, text string) lint.Source {
	return lint.Source{Name: "lb1/etc/nginx/" + name, Host: "lb1", Path: "/etc/nginx/" + name, Kind: lint.KindNginx, Src: []byte(text)}
}

// compare asks nginx and the rules about one text.
func (j *nginxJudge) compare(text string) nginxCase {
	return j.compareFiles(text, nginxSources(text))
}

// compareFiles asks about the files of a host; the text is for who reads it.
func (j *nginxJudge) compareFiles(text string, files []lint.Source) nginxCase {
	j.stage.stageFiles(files, nginxPortsUp)
	accepted, out := j.stage.run(j.env, j.program, "-t", "-p", j.stage.dir, "-c", j.stage.path("etc/nginx/nginx.conf"), "-e", j.stage.path("tmp/error.log"))
	c := nginxCase{text: text, verdict: nginxAccepted}
	for _, line := range lines(nginxPortsDown(j.stage.host(out)), nginxChatter) {
		if strings.HasPrefix(line, "[emerg]") || c.said == "" {
			c.said = line
		}
	}
	errors := j.lint(files)
	c.found = strings.Join(errors, "\n")
	switch {
	case accepted && len(errors) == 0:
	case !accepted && len(errors) > 0:
		c.verdict = nginxRefused
	case c.excuse() != "":
		c.verdict = nginxListed
	case accepted:
		c.verdict = nginxAlarm
	default:
		c.verdict = nginxSilent
	}
	return c
}

// lint returns the errors that hagen sees, without those of rules about a service
// that breaks although nginx starts.
func (j *nginxJudge) lint(files []lint.Source) []string {
	var errors []string
	e := lint.NewEstate(nil, j.platform, files)
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
