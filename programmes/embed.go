// Package programmes holds the definitions that travel inside the binary, one
// file a programme. Package internal/programme reads them.
package programmes

import "embed"

// Files are the definitions, "<programme>.yaml" each.
//
//go:embed *.yaml
var Files embed.FS
