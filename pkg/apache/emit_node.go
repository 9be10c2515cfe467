package apache

import (
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// body collects the directives of a file or section.
type body []*Directive

// add appends a directive whose arguments are hagen's own.
func (b *body) add(origin hcl.Range, name string, args ...string) *Directive {
	words := make([]Word, len(args))
	for i, arg := range args {
		words[i].Text = arg
	}
	return b.words(origin, name, words...)
}

// words appends a directive.
func (b *body) words(origin hcl.Range, name string, args ...Word) *Directive {
	d := &Directive{Name: Word{Text: name}, Args: args, Origin: &origin}
	*b = append(*b, d)
	return d
}

// section appends a section.
func (b *body) section(origin hcl.Range, inner body, name string, args ...Word) *Directive {
	d := b.words(origin, name, args...)
	d.Block = &Block{Directives: inner}
	return d
}

// group appends directives, with a blank line between them and those before.
func (b *body) group(directives body) {
	if len(directives) == 0 {
		return
	}
	if len(*b) > 0 {
		directives[0].Before = append([]Trivia{{Kind: Blank}}, directives[0].Before...)
	}
	*b = append(*b, directives...)
}

// quote writes a text of the topology so that httpd reads it back as it is.
func (e *emitter) quote(a topology.Attr[string]) Word { return e.quoteAs(a.Value, a) }

// quoteAs writes a text that was made of an attribute's value.
func (e *emitter) quoteAs(text string, a topology.Attr[string]) Word {
	w, err := Quote(text)
	if err != nil {
		e.fail(a.Range, "Text that Apache cannot read", "This cannot be written: %s.", err)
	}
	w.Sensitive = a.Sensitive
	return w
}

// label is the name of a block as an attribute, for the functions above.
func label(b topology.Block) topology.Attr[string] {
	return topology.Attr[string]{Value: b.Name, Set: true, Range: b.NameRange, NameRange: b.NameRange}
}

// listenText is an address and port as <VirtualHost> takes them: "*:80".
func listenText(l topology.Listen) string {
	if !l.Addr.IsValid() {
		return "*:" + strconv.Itoa(l.Port)
	}
	return netip.AddrPortFrom(l.Addr, uint16(l.Port)).String()
}

// hostText is an address or name as it stands in a URL or Host header.
func hostText(s string) string {
	if ip, err := netip.ParseAddr(s); err == nil && ip.Is6() {
		return "[" + s + "]"
	}
	return s
}

// seconds writes a time that httpd counts in whole seconds. A finer one would be
// cut to them without a word: "500ms" is read as 500 seconds by some releases.
func (e *emitter) seconds(a topology.Attr[time.Duration], least int64) string {
	n := int64(a.Value / time.Second)
	if a.Value%time.Second != 0 || n < least {
		e.fail(a.Range, "Time too fine", "httpd counts this in whole seconds, at least %d.", least)
	}
	return strconv.FormatInt(n, 10)
}

// timeout writes a time that httpd counts in seconds, or with a unit in
// milliseconds where the release reads units.
func (e *emitter) timeout(a topology.Attr[time.Duration]) string {
	if a.Value%time.Second != 0 && a.Value >= time.Millisecond && e.need(FeatureUnits, a.Range) {
		return fmt.Sprintf("%dms", a.Value.Milliseconds())
	}
	return e.seconds(a, 1)
}

// onOff writes a flag.
func onOff(on bool) string {
	if on {
		return "On"
	}
	return "Off"
}
