package lint

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/everlinux/hagen/pkg/apache"
	"github.com/everlinux/hagen/pkg/hosts"
	"github.com/everlinux/hagen/pkg/ifcfg"
	"github.com/everlinux/hagen/pkg/nginx"
)

// KindOf tells a file's kind from its path, and where that says nothing from its
// content; "" where neither does.
func KindOf(name string, src []byte) Kind {
	name = strings.ReplaceAll(name, `\`, "/")
	onHost := name // of what stands before the last etc, the names of hosts say nothing
	if i := strings.LastIndex("/"+name, "/etc/"); i >= 0 {
		onHost = ("/" + name)[i:]
	}
	base, folder := path.Base(name), path.Base(path.Dir(name))
	switch {
	case strings.HasSuffix(base, ".hcl") || strings.HasSuffix(base, ".hcl.json"):
		return KindTopology
	case strings.HasPrefix(base, "cluster.conf") && (folder == "cluster" || len(src) == 0 || bytes.HasPrefix(bytes.TrimSpace(src), []byte("<"))):
		return KindClusterConf // other programs have files of the name that are no XML
	case base == "hosts" && (folder == "etc" || folder == "." || len(src) == 0), strings.HasSuffix(base, ".hosts"):
		return KindHosts
	case base == "fstab" && (folder == "etc" || folder == "." || len(src) == 0), strings.HasSuffix(base, ".fstab"):
		return KindFstab
	case strings.HasPrefix(base, "ifcfg-") && folder != "network": // SUSE's, which are another format
		return KindIfcfg
	case base == "modprobe.conf" || folder == "modprobe.d":
		return KindModprobe
	case strings.Contains(onHost, "nginx"):
		return KindNginx
	case strings.Contains(onHost, "httpd/") || strings.Contains(onHost, "apache2/") || base == "httpd.conf" || base == "apache2.conf":
		return KindApache
	}
	return kindOfContent(src)
}

// kept are the endings of copies that the network scripts, and the people who keep
// them, do not mean to be read.
// Source: is_ignored_file of initscripts' network-functions.
var kept = []string{"~", ".bak", ".orig", ".rpmnew", ".rpmorig", ".rpmsave"}

// IsKeptCopy tells whether a file is, by its name, a copy that someone keeps beside
// the file that is read: what is in it has no effect.
func IsKeptCopy(name string) bool {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, ending := range kept {
		if strings.HasSuffix(base, ending) {
			return true
		}
	}
	rest, isCopy := strings.CutPrefix(base, "cluster.conf")
	return isCopy && rest != ""
}

// kindOfContent looks at the first line that is neither blank nor a comment.
func kindOfContent(src []byte) Kind {
	for text := range bytes.Lines(src) {
		line := string(bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff"))))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "<?") || strings.HasPrefix(line, "<!") || strings.HasPrefix(line, "<cluster") {
			return kindOfXML(src)
		}
		return kindOfLine(line)
	}
	return ""
}

// kindOfXML tells a cluster.conf from other XML by the root element.
func kindOfXML(src []byte) Kind {
	for {
		_, after, found := bytes.Cut(src, []byte("<"))
		switch {
		case !found:
			return ""
		case bytes.HasPrefix(after, []byte("!--")):
			_, src, _ = bytes.Cut(after, []byte("-->"))
		case bytes.HasPrefix(after, []byte("!")) || bytes.HasPrefix(after, []byte("?")):
			_, src, _ = bytes.Cut(after, []byte(">"))
		case rootElement.Match(after):
			return KindClusterConf
		default:
			return ""
		}
	}
}

// rootElement is what stands behind the "<" of a cluster.conf's root.
var rootElement = regexp.MustCompile(`^cluster[\s/>]`)

// kindOfLine tells the kind of a file from one line of it.
func kindOfLine(line string) Kind {
	if strings.HasSuffix(line, "{") || strings.HasSuffix(line, ";") {
		return KindNginx
	}
	words := strings.Fields(line)
	first, _, _ := strings.Cut(words[0], "{")
	if len(nginx.Lookup(first)) > 0 && (strings.ContainsAny(line, "{;") || strings.Contains(first, "_")) {
		return KindNginx // a block on one line, a comment behind it, or more on the next
	}
	name, _, assigned := strings.Cut(line, "=")
	if _, known := ifcfg.LookupKey(name); assigned && known {
		return KindIfcfg
	}
	if _, ok := hosts.ParseAddr(words[0]); ok && len(words) > 1 {
		return KindHosts
	}
	if isModprobe(words) {
		return KindModprobe
	}
	if _, ok := apache.LookupDirective(strings.ToLower(strings.Trim(words[0], "<>"))); ok {
		return KindApache
	}
	return ""
}

// isModprobe tells a command of modprobe from Apache's directives of the same names,
// which mostly begin with a capital letter, and whose arguments are paths or words.
func isModprobe(words []string) bool {
	switch words[0] {
	case "alias":
		return len(words) == 3 && !strings.HasPrefix(words[1], "/")
	case "options":
		return len(words) > 2 && strings.Contains(words[2], "=")
	case "blacklist", "install", "remove", "softdep":
		return len(words) > 1
	}
	return false
}
