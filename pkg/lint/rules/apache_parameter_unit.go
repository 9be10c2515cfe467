package rules

import (
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
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
	Host: everyParameter(func(p *lint.Pass, d *configured, params []apache.KeyValue, _ apache.Scope) {
		for _, kv := range params {
			switch strings.ToLower(kv.Key) {
			case "retry", "timeout", "ttl":
				checkUnit(p, d, kv)
			}
		}
	}),
}

func checkUnit(p *lint.Pass, d *configured, kv apache.KeyValue) {
	digits := strings.TrimRight(kv.Value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n, err := strconv.Atoi(digits)
	if err != nil || digits == kv.Value {
		return
	}
	unit := kv.Value[len(digits):]
	var fix *lint.Fix
	if factor := map[string]int{"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600}[strings.ToLower(unit)]; factor > 0 {
		fix = lint.Replace(kv.ValueRange(), strconv.Itoa(n*factor))
	}
	d.reportFix(p, kv.ValueRange(), fix, "%s is read as %d seconds: httpd passes over %q", kv.Word.Text, n, unit)
}
