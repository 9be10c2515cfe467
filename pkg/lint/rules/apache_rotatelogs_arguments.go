package rules

import (
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRotatelogsArguments = &lint.Rule{
	ID:       "apache-rotatelogs-arguments",
	Severity: lint.Error,
	Doc: `rotatelogs with arguments that it refuses

It takes a file, and then a number of seconds, or a size with B, K, M or G, with the offset from UTC behind it. With anything
else it prints its usage and ends; httpd says "Syntax OK", starts it again and again, and no log is written.

Write the file and how often, as in: rotatelogs -l /var/log/httpd/access.%Y%m%d 86400.

Source: the manual page of rotatelogs; seen on that of httpd 2.4.`,
	Host: everyConfiguration(func(p *lint.Pass, c *configuration) {
		for d, command := range c.rotatelogs() {
			words := strings.Fields(command)[1:]
			if _, shell, _ := strings.Cut(command, "'"); shell != "" || strings.ContainsAny(command, "\"`;|$\\") {
				continue // words that a shell makes, or of a variable
			}
			if fault := rotatelogsFault(words, is22(p)); fault != "" {
				d.report(p, d.Args[0].Range(), "rotatelogs ends at once: %s", fault)
			}
		}
	}),
}

// rotatelogsFault says what rotatelogs has against its arguments, "" for nothing.
// An old one is that of httpd 2.2.
func rotatelogsFault(words []string, old bool) string {
	local := false
	for len(words) > 0 && strings.HasPrefix(words[0], "-") {
		letters := words[0][1:]
		local = local || strings.Contains(letters, "l")
		words = words[1:]
		if strings.ContainsAny(letters[max(0, len(letters)-1):], "Lpn") && len(words) > 0 {
			words = words[1:] // the option's value
		}
	}
	if len(words) < 2 {
		return "nothing says how often the log turns over"
	}
	times := 0
	for _, word := range words[1:] {
		if strings.TrimRight(word, "BKMG") != word {
			continue
		}
		n, err := strconv.Atoi(word)
		switch times++; {
		case err == nil && times == 1 && n <= 0, err != nil && word[0] > '9':
			return strconv.Quote(word) + " is neither a number of seconds nor a size"
		case times == 2 && local && !old:
			return "an offset from UTC goes with no -l"
		}
	}
	return ""
}
