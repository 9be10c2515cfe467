package topology

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/everlinux/hagen/internal/parallel"
)

// chunkSize is how many bytes are parsed at a time: enough that the cuts cost
// nothing, little enough that HCL's list of tokens, which takes twenty times the
// bytes and is copied whenever it outgrows its place, is copied a few times only.
const chunkSize = 8 << 10

// parseNative parses the native syntax as hclsyntax.ParseConfig does. A large
// file is cut where blocks seem to end and the chunks, of the given size at least,
// are parsed side by side; where one of them is not sound the file is parsed whole.
func parseNative(name string, src []byte, size int) (*hclsyntax.Body, hcl.Diagnostics) {
	flat, diags := checkNesting(name, src)
	if diags.HasErrors() {
		return nil, diags
	}
	if chunks := cut(src, size); flat && len(chunks) > 1 {
		if body := parseChunks(name, src, chunks); body != nil {
			return body, nil
		}
	}
	f, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	return f.Body.(*hclsyntax.Body), explainSyntax(diags, src)
}

// blockEnd is how a block at the top of a file ends as people write it, and the
// only place where a file is cut.
var blockEnd = []byte("\n}\n")

// cut returns the positions of the chunks of src: each of at least size bytes,
// up to the end of a block.
func cut(src []byte, size int) []hcl.Pos {
	chunks := []hcl.Pos{hcl.InitialPos}
	for at := hcl.InitialPos; len(src)-at.Byte > size; {
		end := bytes.Index(src[at.Byte+size:], blockEnd)
		if end < 0 {
			break
		}
		next := at.Byte + size + end + len(blockEnd)
		at.Line += bytes.Count(src[at.Byte:next], []byte("\n"))
		at.Byte = next
		if next == len(src) {
			break
		}
		if src[next] < 0x80 { // not a byte order mark, which HCL takes at the beginning of what it is given
			chunks = append(chunks, at)
		}
	}
	return chunks
}

// parseChunks parses the chunks of a file and puts their bodies together; nil
// where that would not be the body of the whole.
//
// A cut is wrong where it falls into something that is open: a heredoc, a string,
// a comment, a bracket, a block. The chunk before it is then an error to HCL, which
// nothing can end but its own end. Otherwise HCL's scanner and parser are at the
// cut as they are at the beginning of a file. It remains that an attribute may
// stand only once in all chunks.
func parseChunks(name string, src []byte, chunks []hcl.Pos) *hclsyntax.Body {
	bodies := make([]*hclsyntax.Body, len(chunks))
	parallel.Do(len(chunks), func(i int) {
		end := len(src)
		if i+1 < len(chunks) {
			end = chunks[i+1].Byte
		}
		f, diags := hclsyntax.ParseConfig(src[chunks[i].Byte:end:end], name, chunks[i])
		if len(diags) == 0 {
			bodies[i] = f.Body.(*hclsyntax.Body)
		}
	})
	whole := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
	blocks := 0
	for i, body := range bodies {
		if body == nil || i+1 < len(chunks) && body.EndRange.Start != chunks[i+1] {
			return nil
		}
		for name, a := range body.Attributes {
			if whole.Attributes[name] != nil {
				return nil
			}
			whole.Attributes[name] = a
		}
		blocks += len(body.Blocks)
	}
	whole.Blocks = make(hclsyntax.Blocks, 0, blocks)
	for _, body := range bodies {
		whole.Blocks = append(whole.Blocks, body.Blocks...)
	}
	last := bodies[len(bodies)-1]
	whole.SrcRange, whole.EndRange = hcl.RangeBetween(bodies[0].SrcRange, last.SrcRange), last.EndRange
	return whole
}
