package nginx

import "github.com/everlinux/hagen/pkg/version"

// Version is a release of nginx.
type Version = version.Version
