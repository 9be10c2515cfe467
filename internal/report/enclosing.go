package report

import (
	"sort"
	"strings"

	"github.com/everlinux/hagen/internal/source"
)

// block is a block of a topology that begins at the left margin.
type block struct {
	line, end int    // of its header and of its closing brace
	header    string // host "web-1"
}

// enclosing returns the header of the top-level block around a line of a
// topology in native syntax, as canonical layout shows it; "" for none.
func (j *job) enclosing(file string, line int) string {
	if !strings.HasSuffix(file, ".hcl") {
		return ""
	}
	blocks, ok := j.blocks[file]
	if !ok {
		blocks = findBlocks(j.index(file))
		j.blocks[file] = blocks
	}
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].line >= line })
	if i == 0 || line > blocks[i-1].end {
		return ""
	}
	header, _ := display(j.Secrets.Mask(blocks[i-1].header), 0)
	return header
}

func findBlocks(lines *source.Lines) []block {
	var blocks []block
	open := false
	for n := 1; n <= lines.Count(); n++ {
		line := lines.Line(n)
		switch {
		case len(line) == 0 || line[0] == ' ' || line[0] == '\t':
		case line[0] == '}' && open:
			blocks[len(blocks)-1].end = n
			open = false
		default:
			header := headerLine.Find(line)
			if header == nil {
				continue
			}
			if open {
				blocks[len(blocks)-1].end = n - 1
			}
			open = line[len(line)-1] == '{'
			blocks = append(blocks, block{line: n, end: n, header: strings.TrimRight(string(header), "{ \t")})
		}
	}
	if open {
		blocks[len(blocks)-1].end = lines.Count()
	}
	return blocks
}
