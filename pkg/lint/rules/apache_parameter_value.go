package rules

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/everlinux/hagen/pkg/lint"
)

var apacheParameterValue = &lint.Rule{
	ID:       "apache-parameter-value",
	Severity: lint.Error,
	Doc: `A value that httpd refuses

Each parameter of a member or a balancer has its range and its form; over any other httpd does not start.

Write a value of that range.

Source: mod_proxy's source (set_worker_param, set_balancer_param); each bound seen on httpd 2.4.`,
	Host: everyParameter(func(p *lint.Pass, param *parameter) {
		form, ok := valueForms()[strings.ToLower(param.Key)]
		if !ok || !literal(*param.Word) || !param.Assigned || form.takes(param.Value) {
			return
		}
		for _, use := range param.uses {
			use.report(p, use.ValueRange(), "%s takes %s, not %q", strings.ToLower(param.Key), form.says, param.Value)
		}
	}),
}

// A valueForm says what a parameter takes.
type valueForm struct {
	min, max float64        // where max is greater than min, the bounds of the number that the value begins with
	match    *regexp.Regexp // otherwise
	says     string         // for a message
}

var (
	onOff       = valueForm{match: oneOf(`on|off`), says: "On or Off"}
	atLeastZero = valueForm{min: 0, max: 1 << 31, says: "0 or more"}
	atLeastOne  = valueForm{min: 1, max: 1 << 31, says: "1 or more"}
	duration    = valueForm{match: oneOf(`0*[1-9][0-9]*(h|s|ms|mi|mi?n)?`), says: "a time above 0 such as 5 or 500ms"}
)

// oneOf matches a whole value, case ignored.
func oneOf(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + alternatives + `)$`)
}

// valueForms are what the parameters take, by name.
var valueForms = sync.OnceValue(func() map[string]valueForm {
	return map[string]valueForm{
		"loadfactor": {min: 1, max: 100, says: "1 to 100"},
		"retry":      atLeastZero, "ttl": atLeastOne, "min": atLeastZero, "max": atLeastZero, "smax": {min: -1, max: 1 << 31, says: "0 or more"},
		"timeout": atLeastOne, "maxattempts": atLeastZero,
		"connectiontimeout": duration, "ping": duration, "acquire": duration,
		"lbset": {min: 0, max: 99, says: "0 to 99"}, "flushwait": {min: 0, max: 1000, says: "0 to 1000"}, "growth": {min: 1, max: 100, says: "1 to 100"},
		"keepalive": onOff, "disablereuse": onOff, "enablereuse": onOff, "nofailover": onOff,
		"forcerecovery": onOff, "failontimeout": onOff, "scolonpathdelim": onOff,
		"flushpackets": {match: oneOf(`on|off|auto`), says: "on, off or auto"},
		"failonstatus": {match: oneOf(`[1-9][0-9]{2}(,[1-9][0-9]{2})*`), says: "status codes such as 502,503"},
		"status":       {match: oneOf(`([+-]?[IDSHECNR])+`), says: "letters of D, S, I, H, E, N, C and R"},
	}
})

var leadingNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]*)?`)

// takes tells whether httpd takes a value. Of a number with something behind it
// httpd reads the number.
func (f valueForm) takes(value string) bool {
	if f.max > f.min {
		n, err := strconv.ParseFloat(leadingNumber.FindString(value), 64)
		if err != nil {
			n = 0 // as atoi has it
		}
		return f.min <= n && n <= f.max
	}
	return f.match.MatchString(value)
}
