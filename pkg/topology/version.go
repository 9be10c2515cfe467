package topology

import "github.com/everlinux/hagen/pkg/version"

// Version is the version of a daemon or a kernel.
type Version = version.Version
