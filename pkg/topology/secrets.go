package topology

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// Secrets knows what must not be shown: the source ranges in which sensitive
// values are written, and those values themselves.
type Secrets struct {
	ranges map[string][]hcl.Range // by file
	values map[string]bool
}

// redacted stands where a sensitive value would.
const redacted = "(sensitive value)"
