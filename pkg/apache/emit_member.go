package apache

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/topology"
)

// memberParams are the parameters of a BalancerMember. A member of WebSockets
// (ws, wss) has those alone that mod_proxy_wstunnel knows.
func (s *site) memberParams(p *pool, m *topology.Member, scheme string) []Word {
	w := paramWriter{site: s}
	tunnel := strings.HasPrefix(scheme, "ws")
	w.integer("loadfactor", m.Weight)
	s.memberRoute(&w, p, m)
	s.memberStatus(&w, m)
	w.integer("lbset", m.LBSet)
	s.memberTimes(&w, p, m)
	w.integer("min", m.Min)
	w.integer("max", m.Max)
	w.integer("smax", m.SMax)
	w.flag("keepalive", m.Keepalive)
	w.flag("disablereuse", m.DisableReuse)
	w.flag("enablereuse", m.EnableReuse)
	w.size("iobuffersize", m.IOBufferSize)
	w.size("receivebuffersize", m.ReceiveBufferSize)
	w.text("secret", m.Secret)
	if !tunnel {
		s.memberPing(&w, p, m)
		s.memberFlushing(&w, p, m)
		w.integer("responsefieldsize", m.ResponseFieldSize)
		s.memberUpgrade(&w, p, m)
		s.healthCheck(&w, p)
	}
	words := make([]Word, len(w.list))
	for i, set := range w.list {
		words[i] = set.word
	}
	return words
}

// memberTimes are the parameters of times.
func (s *site) memberTimes(w *paramWriter, p *pool, m *topology.Member) {
	connect := s.eitherTime(m.ConnectionTimeout, p.connect, "connectiontimeout", "connect_timeout")
	read := s.eitherTime(m.Timeout, p.read, "timeout", "read_timeout")
	for _, a := range []struct {
		name  string
		value topology.Attr[time.Duration]
		text  func(topology.Attr[time.Duration]) string
	}{
		{"connectiontimeout", connect, s.timeout},
		{"timeout", read, s.atLeastOne},
		{"retry", m.Retry, func(a topology.Attr[time.Duration]) string { return s.seconds(a, 0) }},
		{"ttl", m.TTL, s.atLeastOne},
		{"addressttl", m.AddressTTL, s.atLeastOne},
		{"acquire", m.Acquire, s.milliseconds},
	} {
		if a.value.Set {
			w.add(a.name, a.text(a.value), a.value.Range, a.value.Sensitive)
		}
	}
}

func (s *site) atLeastOne(a topology.Attr[time.Duration]) string { return s.seconds(a, 1) }

// milliseconds writes a time that httpd counts in milliseconds, without a unit:
// not every release reads one.
func (s *site) milliseconds(a topology.Attr[time.Duration]) string {
	if a.Value < time.Millisecond {
		s.fail(a.Range, "Time too short", "httpd takes one millisecond at least.")
	}
	return strconv.FormatInt(a.Value.Milliseconds(), 10)
}

// eitherTime is a time of the member or else of the locations that use it.
func (s *site) eitherTime(own, shared topology.Attr[time.Duration], name, location string) topology.Attr[time.Duration] {
	if own.Set && shared.Set && own.Value != shared.Value {
		s.fail(own.Range, "Two values for one member", "%s of a location of %q says %s, and httpd has one parameter for both.", location, s.v.Name, shared.Value)
	}
	if own.Set {
		return own
	}
	return shared
}

// statusLetters are the states of a member, with what they need.
var statusLetters = map[rune]Feature{
	'D': featureAlways, 'S': featureAlways, 'I': featureAlways,
	'E': featureAlways,
	'H': FeatureStandby, 'N': FeatureDrain, 'R': FeatureSpare, 'C': FeatureHealthCheck,
}

// memberStatus is the state that a member starts in.
func (s *site) memberStatus(w *paramWriter, m *topology.Member) {
	var text string
	var at hcl.Range
	for _, flag := range []struct {
		attr   topology.Attr[bool]
		letter rune
	}{{m.Backup, 'H'}, {m.Down, 'D'}, {m.Drain, 'N'}} {
		if flag.attr.Value && s.need(statusLetters[flag.letter], flag.attr.Range) {
			text, at = text+"+"+string(flag.letter), flag.attr.Range
		}
	}
	if m.Status.Set {
		at = m.Status.Range
		s.checkStatus(m.Status)
		if !strings.HasPrefix(m.Status.Value, "-") && !strings.HasPrefix(m.Status.Value, "+") {
			text += "+"
		}
		text += m.Status.Value
	}
	if text != "" {
		w.add("status", text, at, m.Status.Sensitive)
	}
}

// status is a list of states, each with or without a sign.
var status = regexp.MustCompile(`^(?:[+-]?[A-Za-z])+$`)

// checkStatus refuses letters that the release does not know.
func (s *site) checkStatus(a topology.Attr[string]) {
	if !status.MatchString(a.Value) {
		s.fail(a.Range, "Bad state", "The state of a member is written as letters, each after + or -, such as +H; %q is not.", a.Value)
		return
	}
	for _, c := range strings.ToUpper(strings.NewReplacer("+", "", "-", "").Replace(a.Value)) {
		feature, ok := statusLetters[c]
		if !ok {
			s.fail(a.Range, "Unknown state", "The states of a member are D (disabled), S (stopped), I (errors ignored), H (hot standby), E (in error), N (draining) and R (hot spare); %q is none.", string(c))
			return
		}
		s.need(feature, a.Range)
	}
}

// memberPing asks for a sign of life before each request. httpd 2.2 does that for
// AJP alone, and its first releases refuse to start.
func (s *site) memberPing(w *paramWriter, p *pool, m *topology.Member) {
	if !m.Ping.Set {
		return
	}
	if p.Scheme.Value != "ajp" && !s.has(FeatureHTTPPing) {
		s.warn(m.Ping.Range, "Needless ping", "httpd %s on %s asks AJP members alone for a sign of life: with %s ping= would do nothing, and httpd before 2.2.4 would not start. It is left out. Time-outs and retry of the members bound what a dead one costs.",
			s.version, s.host.Name, p.Scheme.Value)
		return
	}
	w.add("ping", s.timeout(m.Ping), m.Ping.Range, m.Ping.Sensitive)
}

// memberFlushing says when a member's data goes on to the client.
func (s *site) memberFlushing(w *paramWriter, p *pool, m *topology.Member) {
	if m.FlushPackets.Set && p.flush.Set && !p.flush.Value && m.FlushPackets.Value != "on" {
		s.fail(m.FlushPackets.Range, "Two values for one member", "buffering = false of a location of %q is flushpackets=on.", s.v.Name)
	}
	switch {
	case m.FlushPackets.Set:
		w.text("flushpackets", m.FlushPackets)
	case p.flush.Set && !p.flush.Value:
		w.add("flushpackets", "on", p.flush.Range, false)
	}
	if m.FlushWait.Set {
		if m.FlushWait.Value > time.Second {
			s.fail(m.FlushWait.Range, "Time too long", "httpd takes a flushwait of one second at most.")
		}
		w.add("flushwait", s.milliseconds(m.FlushWait), m.FlushWait.Range, m.FlushWait.Sensitive)
	}
	w.text("flusher", m.Flusher)
}
