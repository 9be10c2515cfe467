package docs

import (
	"fmt"
	"io/fs"
	"strings"
)

// daemonTests are the commands by which daemons test a configuration, by the
// first part of a rule's id.
var daemonTests = map[string]string{"nginx": "nginx -t", "apache": "apache2 -t"}

// verdict is what a daemon said of a file of a bad fixture.
type verdict struct {
	file, command string
	accepts       bool
	text          string // its errors and warnings, "" for none
}

// verdicts reads what the daemon said of a rule's bad fixture: the lines
// "FILE: COMMAND accepts it" or "refuses it", with ": TEXT" where it said more.
func verdicts(fixtures fs.FS, id string) ([]verdict, error) {
	recorded, err := optional(fixtures, id+"/daemon.txt")
	if err != nil {
		return nil, err
	}
	var list []verdict
	for line := range strings.Lines(recorded) {
		file, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if !strings.HasPrefix(file, "bad") {
			continue
		}
		v := verdict{file: file}
		command, text, refuses := strings.Cut(rest, " refuses it")
		if !refuses {
			command, text, v.accepts = strings.Cut(rest, " accepts it")
			if !v.accepts {
				return nil, fmt.Errorf("%s/daemon.txt: %q is no verdict", id, line)
			}
		}
		v.command, v.text = command, strings.TrimPrefix(text, ": ")
		list = append(list, v)
	}
	return list, nil
}

// inShort says in a word what the daemon makes of a bad fixture.
func inShort(list []verdict) string {
	word := ""
	for _, v := range list {
		switch {
		case !v.accepts:
			return "refuses it"
		case v.text != "":
			word = "warns"
		case word == "":
			word = "**accepts it**"
		}
	}
	return word
}

// writeVerdicts writes what the daemon said of each file of a rule's bad fixture.
func writeVerdicts(b *strings.Builder, fixtures fs.FS, id string) error {
	list, err := verdicts(fixtures, id)
	if err != nil {
		return err
	}
	releases, err := optional(fixtures, "daemons.txt")
	if err != nil {
		return err
	}
	for _, v := range list {
		program, _, _ := strings.Cut(v.command, " ")
		release := ""
		for line := range strings.Lines(releases) {
			if version, ok := strings.CutPrefix(strings.TrimSpace(line), program+" "); ok {
				release = " (" + version + ")"
			}
		}
		what := "this"
		if len(list) > 1 {
			what = "`" + v.file + "`"
		}
		switch {
		case v.accepts && v.text == "":
			fmt.Fprintf(b, "\n`%s`%s accepts %s without a word.\n", v.command, release, what)
		case v.accepts:
			fmt.Fprintf(b, "\n`%s`%s accepts %s, with a warning:\n", v.command, release, what)
		default:
			fmt.Fprintf(b, "\n`%s`%s refuses %s:\n", v.command, release, what)
		}
		fence(b, "", v.text)
	}
	return nil
}
