package rules

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/everlinux/hagen/pkg/lint"
)

// What the rules for Apache claim, httpd does.
func TestApacheBehaviour(t *testing.T) {
	daemon(t, "apache2")
	b := startBackEnds(t)
	for _, c := range apacheBehaviours {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			c.show(t, b, startApache)
		})
	}
}

// startApache runs httpd as one process.
func startApache(s *stage, files []lint.Source) {
	s.t.Helper()
	var ports []string
	s.stageFiles(files, func(text string) string { return apacheListensAt(withoutBuiltIn(text), s.address, &ports) })
	main := s.apacheMain(files)
	text, err := os.ReadFile(main)
	s.must(err)
	var head strings.Builder
	fmt.Fprintf(&head, "DefaultRuntimeDir %s/tmp\nPidFile %[1]s/tmp/pid\nErrorLog %[1]s/tmp/error.log\nMutex pthread\n", s.dir)
	if !strings.Contains("\n"+string(files[0].Src), "\nListen ") {
		for _, port := range append(ports, "10081") {
			fmt.Fprintf(&head, "Listen %s:%s\n", s.address, port)
		}
	}
	s.unprivileged = true
	s.must(os.WriteFile(main, append([]byte(head.String()), text...), 0o644))
	s.serve(s.environment(s.t, files), append(ports, "10080", "10081"), daemon(s.t, "apache2"), "-X", "-d", s.dir, "-f", main)
}

var (
	apacheListen = regexp.MustCompile(`(?m)^(\s*Listen\s+)(?:\S*:)?(\d+)`)
	apacheHost   = regexp.MustCompile(`(?m)^(\s*<VirtualHost\s+)(\S+):(\d+)>`)
)

// apacheListensAt moves the listens of a text, and its virtual hosts, to an
// address and to ports that anybody may bind; it notes the virtual hosts' ports.
func apacheListensAt(text, address string, ports *[]string) string {
	up := func(text string) string {
		port, _ := strconv.Atoi(text)
		if port < 1024 {
			port += 10000
		}
		return strconv.Itoa(port)
	}
	text = apacheListen.ReplaceAllStringFunc(text, func(m string) string {
		part := apacheListen.FindStringSubmatch(m)
		return part[1] + address + ":" + up(part[2])
	})
	return apacheHost.ReplaceAllStringFunc(text, func(m string) string {
		part := apacheHost.FindStringSubmatch(m)
		if port := up(part[3]); !slices.Contains(*ports, port) {
			*ports = append(*ports, port)
		}
		return part[1] + part[2] + ":" + up(part[3]) + ">"
	})
}

// startError is what httpd said instead of starting: the numbers of its messages.
func startError(s *site) string {
	text, _ := os.ReadFile(filepath.Join(s.dir, "tmp/error.log"))
	if out, err := os.ReadFile(s.path("tmp/start")); err == nil {
		numbers := regexp.MustCompile(`AH\d+`).FindAllString(string(text)+string(out), -1)
		slices.Sort(numbers)
		return strings.Join(slices.Compact(numbers), " ")
	}
	return "starts"
}

// through has a probe ask another httpd, which passes everything on to the daemon.
func through(p probe) probe {
	return func(s *site) string {
		front := newStage(s.t)
		front.address, front.named = s.b.next(), s.named
		startApache(front, []lint.Source{{Name: "front.conf", Kind: lint.KindApache, Src: []byte(pass("", "http://"+s.address+":10080/"))}})
		return p(&site{stage: front, b: s.b})
	}
}

// firstLogged is the first word of a log, once there is one, as the host has it.
func firstLogged(name string) probe {
	return func(s *site) string {
		logged(name, "\n")(s)
		word, _, _ := strings.Cut(s.read(name), " ")
		return s.b.host(word, s.address)
	}
}

// hoursBehind is how many hours the name of a log, which ends in %Y%m%d%H, is
// behind the clock of a zone.
func hoursBehind(pattern string, zone *time.Location) probe {
	return func(s *site) string {
		for range 400 {
			list, _ := filepath.Glob(s.path(pattern))
			if len(list) == 0 {
				time.Sleep(5 * time.Millisecond)
				continue
			}
			written, err1 := os.Stat(list[0])
			named, err2 := time.ParseInLocation("2006010215", strings.TrimPrefix(filepath.Ext(list[0]), "."), zone)
			s.must(errors.Join(err1, err2))
			return fmt.Sprint(int(written.ModTime().Sub(named).Hours()))
		}
		return "no log"
	}
}

// contains tells whether an answer has a text in it.
func contains(text string, p probe) probe {
	return func(s *site) string { return fmt.Sprint(strings.Contains(p(s), text)) }
}

// withCookie has a probe ask with the cookie that the daemon sets in its first answer.
func withCookie(p probe) probe {
	return func(s *site) string {
		s.cookie, _, _ = strings.Cut(field("Set-Cookie", "/")(s), ";")
		return p(s)
	}
}
