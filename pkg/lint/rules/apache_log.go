package rules

import (
	"iter"
	"path"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
)

// rotatelogs are the directives that pipe a log to rotatelogs, each with the command.
func (c *configuration) rotatelogs() iter.Seq2[*configured, string] {
	return func(yield func(*configured, string) bool) {
		for d, l := range c.logs() {
			command, _, piped := l.Pipe(c.dialect)
			program, _, _ := strings.Cut(command, " ")
			if piped && path.Base(program) == "rotatelogs" && !yield(d, command) {
				return
			}
		}
	}
}

// logs are the directives that say where a log goes.
func (c *configuration) logs() iter.Seq2[*configured, apache.Log] {
	return func(yield func(*configured, apache.Log) bool) {
		for _, name := range []string{"ErrorLog", "TransferLog", "CustomLog", "GlobalLog"} {
			for _, d := range c.named(name) {
				if l, ok := apache.NewLog(d.Directive); ok && !yield(d, l) {
					return
				}
			}
		}
	}
}

func number(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}
