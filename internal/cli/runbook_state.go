package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/everlinux/hagen/pkg/runbook"
)

// largestState is more than any machine says of its disks; what is larger is no
// such file.
const largestState = 16 << 20

// readStateDir reads a folder of state files: those in it, and those in its
// folders, each of which has the name of a host. Their sources are added to
// sources, for snippets. The state is nil where no folder is named.
func readStateDir(dir string, sources map[string][]byte) (*runbook.State, hcl.Diagnostics, error) {
	if dir == "" {
		return nil, nil, nil
	}
	files, err := stateFilesIn(dir, "")
	if err != nil {
		return nil, nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, cannot(err)
	}
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			more, err := stateFilesIn(filepath.Join(dir, entry.Name()), entry.Name())
			if err != nil {
				return nil, nil, err
			}
			files = append(files, more...)
		}
	}
	if len(files) == 0 {
		return nil, nil, &exitError{code: exitWrong, cause: fmt.Errorf("%s holds no state: the files are %s", dir, strings.Join(runbook.StateNames(), ", "))}
	}
	for _, f := range files {
		sources[f.Name] = f.Src
	}
	state, diags := runbook.ReadState(files)
	return state, diags, nil
}

func stateFilesIn(dir, host string) ([]runbook.StateFile, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, cannot(err)
	}
	var files []runbook.StateFile
	for _, entry := range entries {
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		info, err := os.Stat(name)
		if err != nil {
			return nil, cannot(err)
		}
		if !info.Mode().IsRegular() || info.Size() > largestState {
			return nil, cannot(fmt.Errorf("%s is no file of a command's output", name))
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, cannot(err)
		}
		files = append(files, runbook.StateFile{Host: host, Name: name, Src: src})
	}
	return files, nil
}
