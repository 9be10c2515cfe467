// Command gonginx reads nginx configuration with the parser of that name, as a
// rival in time. It is a module of its own: who uses hagen does not download it.
//
//	gonginx FILE...
//
// It ends with 1 where a file is refused, and says why.
package main

import (
	"fmt"
	"os"

	"github.com/tufanbarisyildirim/gonginx/parser"
)

func main() {
	code := 0
	for _, name := range os.Args[1:] {
		p, err := parser.NewParser(name, parser.WithSkipValidDirectivesErr())
		if err == nil {
			_, err = p.Parse()
		}
		if err != nil {
			fmt.Println(err)
			code = 1
		}
	}
	os.Exit(code)
}
