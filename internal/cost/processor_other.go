//go:build !unix

package cost

import "time"

// processorTime is the time of day: more than processors worked for this process.
func processorTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
