package rules

import (
	"cmp"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// hanging is an upstream of which one server answers nothing, not even that nobody
// listens, for which a connection may take the given time.
func hanging(connect string) string {
	return `upstream app {
    server 10.0.0.6:8088 max_fails=2 fail_timeout=1s;
    server 10.0.0.7:8080;
}
server {
    listen 80;
    location / {
        proxy_connect_timeout ` + connect + `;
        add_header X-Tried $upstream_addr always;
        proxy_pass http://app;
    }
}
`
}

// waitAtOnce asks ten times a second and tells how many of the clients wait for the
// server that hangs, after it has failed as often as nginx lets it.
func waitAtOnce(s *site) string {
	defer s.hang(s.b.net+".255.6", 8088)()
	type try struct{ from, to time.Time }
	var tries []try
	var mu sync.Mutex
	ask := func() {
		from := time.Now()
		if strings.Contains(field("X-Tried", "/")(s), "10.0.0.6") {
			mu.Lock()
			tries = append(tries, try{from, time.Now()})
			mu.Unlock()
		}
	}
	var asked sync.WaitGroup
	for round := 0; len(tries) < 2; round++ {
		if round == 5 {
			return "the server that hangs is not asked"
		}
		for range 4 { // every other of which goes there
			asked.Go(ask)
		}
		asked.Wait()
	}
	tries = nil
	for range 45 { // nginx counts whole seconds: it lets somebody in after two at most
		asked.Go(ask)
		time.Sleep(100 * time.Millisecond)
	}
	asked.Wait()
	slices.SortFunc(tries, func(a, b try) int { return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to)) })
	for i := 1; i < len(tries); i++ {
		if tries[i].from.Before(tries[i-1].to) {
			return "several wait at once"
		}
	}
	if len(tries) == 0 {
		return "nobody waits"
	}
	return "one waits at a time"
}

// hang listens on an address, accepts nobody, and fills the queue: who connects
// then gets no answer. The function that it returns ends that.
func (s *site) hang(address string, port int) (end func()) {
	s.t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	s.must(err)
	at := syscall.SockaddrInet4{Port: port}
	copy(at.Addr[:], net.ParseIP(address).To4())
	s.must(syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1))
	s.must(syscall.Bind(fd, &at))
	s.must(syscall.Listen(fd, 0))
	var waiting []net.Conn
	for range 10 {
		c, err := net.DialTimeout("tcp", fmt.Sprint(address, ":", port), 100*time.Millisecond)
		if err != nil {
			break
		}
		waiting = append(waiting, c)
	}
	return func() {
		for _, c := range waiting {
			c.Close()
		}
		_ = syscall.Close(fd)
	}
}
