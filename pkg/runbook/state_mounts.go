package runbook

import "strings"

// mountEscapes are how the kernel writes blanks and backslashes.
// Source: mangle in fs/proc_namespace.c.
var mountEscapes = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`, `\043`, "#")

// readMounts reads /proc/mounts.
func readMounts(r *reader, h *HostState) {
	r.eachLine(func(_, offset int, line string) {
		words := splitWords(line)
		if len(words) == 0 {
			return
		}
		at := r.between(offset+words[0].start, offset+words[len(words)-1].end)
		switch {
		case len(words) > 2 && words[1].text == "on":
			r.errorf(at, "Not /proc/mounts", "The line is of mount(8); hagen reads the file /proc/mounts.")
		case len(words) != 6 || !strings.HasPrefix(words[1].text, "/"):
			r.errorf(at, "Not a line of /proc/mounts", "A line of /proc/mounts has six values and this one has %d; was the file cut short?", len(words))
		default:
			h.Mounts = append(h.Mounts, &Mount{
				Device: mountEscapes.Replace(words[0].text), MountPoint: mountEscapes.Replace(words[1].text),
				Type: words[2].text, Options: words[3].text, Range: at,
			})
		}
	})
}
