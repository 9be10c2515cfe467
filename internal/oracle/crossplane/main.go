// Command crossplane reads nginx configuration with nginx's own Go parser, for a
// second opinion and for a rival in time. It is a module of its own: who uses
// hagen does not download it.
//
//	crossplane FILE...
//
// It ends with 1 where a file is refused, and says why.
package main

import (
	"fmt"
	"os"

	crossplane "github.com/nginxinc/nginx-go-crossplane"
)

func main() {
	code := 0
	for _, name := range os.Args[1:] {
		payload, err := crossplane.Parse(name, &crossplane.ParseOptions{
			SingleFile: true, SkipDirectiveContextCheck: true, SkipDirectiveArgsCheck: true,
		})
		if err != nil {
			fmt.Println(err)
			code = 1
			continue
		}
		for _, e := range payload.Errors {
			fmt.Println(e.Error)
			code = 1
		}
	}
	os.Exit(code)
}
