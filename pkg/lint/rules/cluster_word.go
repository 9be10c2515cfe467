package rules

import (
	"slices"
	"strings"

	"github.com/everlinux/hagen/internal/suggest"
	"github.com/everlinux/hagen/pkg/clusterconf"
	"github.com/everlinux/hagen/pkg/lint"
)

var clusterWord = &lint.Rule{
	ID:       "cluster-word",
	Severity: lint.Error,
	Doc: `A word that corosync does not know

The schema takes any text for the facility and the priority of a log and for the mode of a second ring. corosync, which
cman hands them to, knows few words, and does not start with another.

Write one of the words that corosync.conf(5) lists.

Source: corosync.conf(5), "logging" and "totem"; mainconfig.c and totemrrp.c of corosync 1.`,
	ClusterConf: func(p *lint.Pass, f *clusterconf.File) {
		for e := range f.All() {
			switch e.Name.Text {
			case "totem", "logging", "logging_daemon":
				checkWords(p, e)
			}
		}
	},
}

func checkWords(p *lint.Pass, e *clusterconf.Element) {
	for _, a := range e.Attrs {
		words := corosyncWords[a.Name.Text]
		text := a.Value.Text
		if a.Name.Text != "rrp_mode" { // words of syslog, which are known in capitals too
			text = strings.ToLower(text)
		}
		if words == nil || slices.Contains(words, text) || slices.Contains(syslogWords, text) {
			continue
		}
		var fix *lint.Fix
		if near := suggest.Nearest(strings.ToLower(a.Value.Text), words); near != "" {
			fix = setAttribute(e, a.Name.Text, near)
		}
		p.ReportFix(a.Value.Range, fix, "%s=%q is none of %s", a.Name.Text, a.Value.Text, strings.Join(words, ", "))
	}
}

// corosyncWords are the words that corosync 1 takes, by attribute.
var corosyncWords = map[string][]string{
	"rrp_mode":         {"none", "active", "passive"},
	"syslog_facility":  facilities,
	"syslog_priority":  priorities,
	"logfile_priority": priorities,
}

var facilities = []string{
	"auth", "authpriv", "cron", "daemon", "ftp", "kern", "lpr", "mail", "news", "syslog", "user", "uucp",
	"local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
}

// syslogWords are other names that syslog.h has, most of them from before.
var syslogWords = []string{"mark", "none", "panic", "security", "warn"}

var priorities = []string{"alert", "crit", "debug", "emerg", "err", "error", "info", "notice", "warning"}
