package topology

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/everlinux/hagen/internal/source"
)

// HCL's parser and evaluator are recursive without a bound: 100,000 open
// parentheses overflow the stack, which Go cannot recover from. So what nests
// deeper than a person writes is refused before the parser sees it.
const (
	maxDepth     = 200  // brackets, blocks, templates within each other
	maxOperators = 1000 // operators in one element of an expression
	maxFileSize  = 1 << 28
)

// checkNesting returns an error where src, in the native syntax, nests too deep.
// A cheap count over the bytes settles nearly every file; only where that is
// over a limit, which strings and comments can bring about, tokens are counted.
// Where the bytes settle it, flat, they do so for every part of src as well: a
// count that begins later is never higher.
func checkNesting(filename string, src []byte) (flat bool, diags hcl.Diagnostics) {
	if len(src) > maxFileSize {
		return false, hcl.Diagnostics{errorAt(startOf(filename), "File too large", "%s has %d bytes; hagen reads up to %d.", filename, len(src), maxFileSize)}
	}
	if !maybeTooDeep(src) {
		return true, nil
	}
	tokens, _ := hclsyntax.LexConfig(src, filename, hcl.InitialPos)
	return false, checkTokens(tokens)
}

// checkExpressionNesting is checkNesting for a single expression, such as the
// value of a --var.
func checkExpressionNesting(filename string, src []byte) hcl.Diagnostics {
	if !maybeTooDeep(src) {
		return nil
	}
	tokens, _ := hclsyntax.LexExpression(src, filename, hcl.InitialPos)
	return checkTokens(tokens)
}

func startOf(filename string) hcl.Range {
	return hcl.Range{Filename: filename, Start: hcl.InitialPos, End: hcl.InitialPos}
}

// maybeTooDeep never says no to a text that nests too deep.
func maybeTooDeep(src []byte) bool {
	depth, inBrackets, operators, controls := 0, 0, 0, 0
	for i, b := range src {
		switch b {
		case '{':
			depth++
			if i > 0 && src[i-1] == '%' {
				controls++
			}
		case '(', '[':
			depth++
			inBrackets++
			operators++ // a[0][0][0]… nests as well
		case '}':
			depth = max(depth-1, 0)
		case ')', ']':
			depth, inBrackets = max(depth-1, 0), max(inBrackets-1, 0)
		case '!', '-', '+', '*', '/', '%', '<', '>', '=', '&', '|', '?', '.':
			operators++
		case ',':
			operators = 0
		case '\n':
			if inBrackets == 0 {
				operators = 0
			}
		}
		if depth > maxDepth || operators > maxOperators || controls > maxOperators {
			return true
		}
	}
	return false
}

// nesting is one open bracket, string or template and the operators in it so far.
type nesting struct {
	operators int
	multiline bool // a newline does not end what stands in it
}

func checkTokens(tokens hclsyntax.Tokens) hcl.Diagnostics {
	open := []nesting{{}}
	for _, t := range tokens {
		top := &open[len(open)-1]
		switch t.Type {
		case hclsyntax.TokenOBrack, hclsyntax.TokenTemplateControl: // a[0][0]…, %{ if a }%{ if b }…
			top.operators++
			open = append(open, nesting{multiline: true})
		case hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			open = append(open, nesting{multiline: true})
		case hclsyntax.TokenOBrace:
			open = append(open, nesting{})
		case hclsyntax.TokenCParen, hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCQuote,
			hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case hclsyntax.TokenComma:
			top.operators = 0
		case hclsyntax.TokenNewline:
			if !top.multiline {
				top.operators = 0
			}
		case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenPlus, hclsyntax.TokenStar, hclsyntax.TokenSlash,
			hclsyntax.TokenPercent, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq, hclsyntax.TokenGreaterThan,
			hclsyntax.TokenGreaterThanEq, hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenAnd,
			hclsyntax.TokenOr, hclsyntax.TokenQuestion, hclsyntax.TokenDot:
			top.operators++
		}
		switch {
		case len(open) > maxDepth:
			return tooDeep(t.Range, fmt.Sprintf("nests more than %d brackets, blocks or templates within each other", maxDepth))
		case open[len(open)-1].operators > maxOperators:
			return tooDeep(t.Range, fmt.Sprintf("has more than %d operators in one expression", maxOperators))
		}
	}
	return nil
}

func tooDeep(r hcl.Range, what string) hcl.Diagnostics {
	return hcl.Diagnostics{errorAt(r, "Nested too deep", "The file %s here. Name parts of it in a locals block.", what)}
}

// checkJSONNesting is checkNesting for the JSON syntax. Strings are templates,
// so brackets in them count too, each string by itself.
func checkJSONNesting(filename string, src []byte) hcl.Diagnostics {
	if len(src) > maxFileSize {
		return hcl.Diagnostics{errorAt(startOf(filename), "File too large", "%s has %d bytes; hagen reads up to %d.", filename, len(src), maxFileSize)}
	}
	depth, start, inString := 0, 0, false
	for i := 0; i < len(src); i++ {
		switch b := src[i]; {
		case inString && b == '\\':
			i++
		case b == '"':
			inString = !inString
			if !inString {
				if problem := templateProblem(src[start:i]); problem != "" {
					return tooDeep(at(filename, src, start), problem)
				}
			}
			start = i + 1
		case inString:
		case b == '{' || b == '[':
			if depth++; depth > maxDepth {
				return tooDeep(at(filename, src, i), fmt.Sprintf("nests more than %d values within each other", maxDepth))
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return nil
}

// templateProblem says what is wrong with the nesting of a template that stands in a
// JSON string, "" for nothing. Its for expressions are out of sight of what counts the
// rounds of others, so one may not stand in another.
func templateProblem(inside []byte) string {
	text := inside
	if bytes.ContainsRune(inside, '\\') {
		var decoded string
		if json.Unmarshal(slices.Concat([]byte{'"'}, inside, []byte{'"'}), &decoded) == nil {
			text = []byte(decoded)
		}
	}
	if maybeTooDeep(text) {
		return "nests too deep in the template"
	}
	if bytes.Count(text, []byte("for")) < 2 {
		return ""
	}
	tokens, _ := hclsyntax.LexTemplate(text, "", hcl.InitialPos)
	depth, loops := 0, []int{} // at which depths a for expression is open
	for i, t := range tokens {
		switch t.Type {
		case hclsyntax.TokenOBrack, hclsyntax.TokenOBrace, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl, hclsyntax.TokenOParen:
			depth++
		case hclsyntax.TokenCBrack, hclsyntax.TokenCBrace, hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCParen:
			depth--
			for len(loops) > 0 && loops[len(loops)-1] > depth {
				loops = loops[:len(loops)-1]
			}
		case hclsyntax.TokenIdent:
			word := string(t.Bytes)
			opened := hclsyntax.TokenNil
			if i > 0 {
				opened = tokens[i-1].Type
			}
			switch {
			case word == "endfor" && len(loops) > 0:
				loops = loops[:len(loops)-1]
			case word != "for":
			case opened == hclsyntax.TokenTemplateControl:
				loops = append(loops, depth-1) // until endfor
			case opened == hclsyntax.TokenOBrack, opened == hclsyntax.TokenOBrace:
				loops = append(loops, depth)
			}
			if len(loops) > 1 {
				return "has a for expression within another in a JSON string"
			}
		}
	}
	return ""
}

func at(filename string, src []byte, offset int) hcl.Range {
	return source.NewLines(src).Range(filename, offset, offset+1)
}
