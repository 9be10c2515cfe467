package rules

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/lint"
)

var apacheRequireArguments = &lint.Rule{
	ID:       "apache-require-arguments",
	Severity: lint.Error,
	Doc: `A Require that httpd does not take

"Require all" is followed by granted or denied, "Require ip" by addresses, parts of them or networks with a "/", separated by
blanks. "Require not" only narrows what others grant: it stands in <RequireAll>, and httpd refuses it alone or in
<RequireAny> and <RequireNone>. httpd does not start otherwise.

Correct the argument, or put <RequireAll> with a "Require all granted" around a "Require not".

Source: mod_authz_core's and mod_authz_host's documentation; seen on httpd 2.4.`,
	Host: everyKnown(
		func(name string) (struct{}, bool) { return struct{}{}, name == "Require" },
		func(p *lint.Pass, d *configured, _ struct{}) {
			if len(d.Args) == 0 || !evident(d) {
				return
			}
			args := d.Args
			if strings.EqualFold(args[0].Text, "not") {
				reportNegative(p, d)
				args = args[1:]
			}
			if len(args) > 0 {
				reportRequire(p, d, args[0].Text, args[1:])
			}
		},
	),
}

// reportNegative looks where a "Require not" stands.
func reportNegative(p *lint.Pass, d *configured) {
	if d.section == nil {
		return // what is around the file is not known
	}
	switch name := d.section.name; {
	case strings.EqualFold(name, "RequireAll"):
	case strings.EqualFold(name, "RequireAny"), strings.EqualFold(name, "RequireNone"):
		d.report(p, d.Header(), "Require not has no effect in <%s>; httpd refuses it", name)
	default:
		d.report(p, d.Header(), "Require not stands in <RequireAll>, beside what it narrows")
	}
}

func reportRequire(p *lint.Pass, d *configured, provider string, args []apache.Word) {
	switch provider {
	case "all":
		if len(args) != 1 || args[0].Quote != 0 || !strings.EqualFold(args[0].Text, "granted") && !strings.EqualFold(args[0].Text, "denied") {
			d.report(p, d.Header(), "Require all is followed by granted or denied, and by nothing else")
		}
	case "ip":
		if len(args) == 0 {
			d.report(p, d.Header(), "Require ip wants an address")
		}
		for _, w := range args {
			if !isSubnet(w.Text) {
				d.report(p, w.Range(), "%q is no address and no network", w.Text)
				return
			}
		}
	}
}

// isSubnet tells whether httpd may take a text for an address, the first parts of
// one, or a network.
func isSubnet(text string) bool {
	address, mask, masked := strings.Cut(text, "/")
	if addr, err := netip.ParseAddr(address); err == nil && addr.Is6() {
		return !masked || isMask(mask, 128)
	}
	parts := strings.Split(strings.TrimSuffix(address, "."), ".")
	for _, part := range parts {
		if n, err := strconv.ParseUint(part, 10, 32); err != nil || n > 255 {
			return false
		}
	}
	return len(parts) <= 4 && (!masked || isMask(mask, 32))
}

// isMask tells whether a text is a number of bits, or a mask in the form of an
// address.
func isMask(text string, bits uint64) bool {
	if _, err := netip.ParseAddr(text); err == nil {
		return true
	}
	n, err := strconv.ParseUint(text, 10, 32)
	return err == nil && n <= bits
}
