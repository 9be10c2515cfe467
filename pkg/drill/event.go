package drill

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/hcl/v2"
)

// kind is what an event of a log says.
type kind uint8

const (
	tokenLost kind = iota + 1
	newMembership
	membersLeft // begins the list of those that left
	membersKept // begins another list of members
	memberAddress
	quorumLost
	quorumRegained
	fenceDelay
	fenceStart
	fenceDevice // what came of one device of one method
	agentSays
	fenceEnd
	fenceDeferred
	fenceOverridden
	journal
	withdrawn
	lockspace
	evicted
)

// event is a line of a log that tells of a failure and what is done about it.
type event struct {
	kind   kind
	stamp  stamp
	at     time.Time // once all files are read
	order  time.Time // the latest of at so far in its file
	host   string
	family family
	pid    string
	args   []string // what the pattern's groups hold
	source hcl.Range
}

// arg returns a group of the pattern, "" for one that it does not have.
func (e *event) arg(i int) string {
	if i < len(e.args) {
		return e.args[i]
	}
	return ""
}

// family are the programs that word their messages alike.
type family uint8

const (
	totem family = 1 << iota
	fenced
	kernel
	dlmControl
	pacemaker
	quorumDisk
)

// familyOf returns the family of a program, 0 for one that tells nothing here.
func familyOf(tag []byte) family {
	switch string(tag) {
	case "openais", "aisexec", "corosync":
		return totem
	case "fenced":
		return fenced
	case "kernel":
		return kernel
	case "dlm_controld":
		return dlmControl
	case "stonith-ng", "stonithd", "pacemaker-fenced":
		return pacemaker
	case "qdiskd":
		return quorumDisk
	}
	return 0
}

// message is a message that counts.
type message struct {
	family  family
	kind    kind
	has     string // what a line of it holds; the pattern is tried on no other
	pattern string // its groups are the event's arguments; "" for none
}

// messages are the messages that count. Sources: totemsrp.c, commands.c and clm.c
// of openais 0.80 and corosync 1 to 3; recover.c and agent.c of fenced, of
// cman 2 and 3; fence.c of dlm_controld 4; fenced_remote.c of Pacemaker 1.1 and 2;
// recovery.c of GFS and GFS2; main.c of qdiskd.
var messages = []message{
	{totem, tokenLost, "The token was lost in the OPERATIONAL state", ""},
	{totem, tokenLost, "A processor failed, forming new configuration", `token timed out \((\d+)ms\)(?:, waiting (\d+)ms for consensus)?`},
	{totem, newMembership, "CLM CONFIGURATION CHANGE", ""},
	{totem, newMembership, "new membership", `was formed\.(?:.*Members.* left: ([0-9 ]+))?`},
	{totem, membersLeft, "Members Left:", ""},
	{totem, membersKept, "New Configuration:", ""},
	{totem, membersKept, "Members Joined:", ""},
	{totem, memberAddress, "r(0) ip(", `r\(0\) ip\(([^)]*)\)`},
	{totem, quorumLost, "quorum lost, blocking activity", ""},
	{totem, quorumLost, "within the non-primary component", ""},
	{totem, quorumRegained, "quorum regained, resuming activity", ""},
	{totem, quorumRegained, "within the primary component", ""},

	{fenced, fenceDelay, "not a cluster member after", `^(\S+) not a cluster member after (-?\d+) sec (\w+)`},
	{fenced, fenceStart, "fencing node ", `^fencing node "?([^"\s]+)"?$`},
	{fenced, agentSays, "reports: ", `^agent "([^"]*)" reports: (.*)`},
	{fenced, fenceDevice, " result: ", `^fence (\S+) dev \d+\.\d+ agent (\S+) result: (.*)`},
	{fenced, fenceEnd, "fence ", `^fence "?([^"\s]+)"? (success|failed)$`},
	{fenced, fenceDeferred, "fencing deferred to ", `^fencing deferred to (.*)`},
	{fenced, fenceOverridden, "overridden by administrator", `^fence "?([^"\s]+)"? overridden`},

	{dlmControl, fenceStart, "fence request ", `fence request (\d+) pid \d+ `},
	{dlmControl, fenceEnd, "fence result ", `fence result (\d+) pid \d+ result (-?\d+)`},

	{pacemaker, fenceStart, "Requesting peer fencing", `Requesting peer fencing \((?:reboot|off|poweroff)\) (?:targeting|of) (\S+)(?: \|.*)?$`},
	{pacemaker, fenceEnd, "Operation ", `Operation '?(?:reboot|off|poweroff)'? (?:targeting|of) (\S+) by .*?: ([A-Z].*)`},

	{kernel, journal, ": jid=", `(?i:gfs2?): fsid=([^:\s]+(?::[^:\s]+)?): jid=(\d+): (.*)`},
	{kernel, withdrawn, "withdraw", `(?i:gfs2?): fsid=([^:\s]+(?::[^:\s]+)?): (about to withdraw|withdrawn|telling LM to .*|File system withdrawn)`},
	{kernel, lockspace, "dlm: closing connection", `dlm: closing connection to node (\d+)`},

	{quorumDisk, evicted, "evict", `(?i:node (\d+) evicted|eviction notice for node (\d+))`},
}

// patterns are the compiled patterns of messages, nil for none.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(messages))
	for i, m := range messages {
		if m.pattern != "" {
			list[i] = regexp.MustCompile(m.pattern)
		}
	}
	return list
})

// longestText is how much is kept of what an agent says, in bytes.
const longestText = 200

// recognise returns what a record says; nil for nothing that counts.
func recognise(r record) *event {
	f := familyOf(r.tag)
	if f == 0 {
		return nil
	}
	text := bytes.TrimSpace(r.message)
	for i, m := range messages {
		if m.family != f || !bytes.Contains(text, []byte(m.has)) {
			continue
		}
		e := &event{kind: m.kind, stamp: r.stamp, host: string(r.host), family: f, pid: string(r.pid)}
		if p := patterns()[i]; p != nil {
			groups := p.FindSubmatch(text)
			if groups == nil {
				if m.kind == tokenLost { // older releases do not say the times
					return e
				}
				continue
			}
			for _, g := range groups[1:] {
				e.args = append(e.args, strings.ToValidUTF8(string(g[:min(len(g), longestText)]), "\ufffd"))
			}
		}
		return e
	}
	return nil
}
