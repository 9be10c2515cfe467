package apache

import (
	"strconv"
	"strings"
	"time"

	"github.com/everlinux/hagen/pkg/topology"
)

// logs adds the logs of a virtual host.
func (s *site) logs() body {
	var b body
	for i, l := range s.v.ErrorLogs {
		if i > 0 {
			s.fail(l.Range, "Two error logs", "httpd writes the errors of a virtual host to one log, the last that it is given.")
		}
		b.words(l.Range, "ErrorLog", s.destination(l.Block, l.Rotate))
		if l.Level.Set {
			b.words(l.Level.Range, "LogLevel", s.quote(l.Level))
		}
	}
	for _, l := range s.v.AccessLogs {
		s.use(l.Range, "log_config")
		b.words(l.Range, "CustomLog", s.destination(l.Block, l.Rotate), s.quote(l.Format))
	}
	return b
}

// destination is the file of a log, or the pipe that rotates it.
func (s *site) destination(log topology.Block, rotate topology.Attr[*topology.Rotate]) Word {
	if r := rotate.Value; r != nil {
		return s.quoteAs("|"+s.rotatelogs(log, r), label(log))
	}
	if strings.Contains(log.Name, "%") {
		s.fail(log.NameRange, "Dates without rotation", "httpd expands no strftime conversions itself: the file would be called %s to the letter. Add rotate, or take them out.", log.Name)
	}
	return s.quote(label(log))
}

// rotatelogs is the command line that rotates a log. Its offset is in minutes
// from UTC.
func (s *site) rotatelogs(log topology.Block, r *topology.Rotate) string {
	args := []string{s.host.Platform.Path(topology.Rotatelogs)}
	if r.LocalTime.Value {
		args = append(args, "-l")
	}
	args = append(args, s.shellWord(log), s.seconds(r.Every, 1))
	if r.UTCOffset.Set {
		offset := r.UTCOffset
		if offset.Value%time.Minute != 0 {
			s.fail(offset.Range, "Offset too fine", "rotatelogs takes the offset from UTC in whole minutes.")
		}
		if r.LocalTime.Value {
			s.fail(offset.Range, "Two time zones", "local_time and utc_offset exclude each other.")
		}
		args = append(args, strconv.Itoa(int(offset.Value/time.Minute)))
	}
	return strings.Join(args, " ")
}

// shellWord writes a path as one word of a command line. httpd 2.2 has a shell
// read it, 2.4 splits it by itself (apr_tokenize_to_argv); what stands between
// single quotes is the same to both, but for a backslash.
func (s *site) shellWord(log topology.Block) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._%+:=@,-"
	switch path := log.Name; {
	case strings.Trim(path, plain) == "":
		return path
	case strings.ContainsAny(path, `'\`):
		s.fail(log.NameRange, "Path that cannot be piped", "A log that rotates is named on a command line, in which a quote or backslash of its path cannot be told from one of the line.")
		return path
	default:
		return "'" + path + "'"
	}
}
