package rules

import (
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheParameterUnit = &lint.Rule{
	ID:       "apache-parameter-unit",
	Severity: lint.Warning,
	Doc: `A unit that httpd passes over

retry, timeout and ttl are whole seconds. httpd reads the number and passes over what follows it, so that "retry=5m" is
five seconds.

Write seconds.

Source: mod_proxy's source (set_worker_param); seen on httpd 2.4: accepted without a word.`,
	Host: everyParameter(func(p *lint.Pass, param *parameter) {
		switch strings.ToLower(param.Key) {
		case "retry", "timeout", "ttl":
			checkUnit(p, param)
		}
	}),
}

func checkUnit(p *lint.Pass, param *parameter) {
	digits := strings.TrimRight(param.Value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n, err := strconv.Atoi(digits)
	if err != nil || digits == param.Value {
		return
	}
	unit := param.Value[len(digits):]
	factor := map[string]int{"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600}[strings.ToLower(unit)]
	for _, use := range param.uses {
		var fix *lint.Fix
		if factor > 0 {
			fix = lint.Replace(use.ValueRange(), strconv.Itoa(n*factor))
		}
		use.reportFix(p, use.ValueRange(), fix, "%s is read as %d seconds: httpd passes over %q", param.Word.Text, n, unit)
	}
}
