// Package vectors reads the cases of contract/vectors, which every show-off-api is held to. For
// tests alone.
package vectors

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

type vector[In, Out any] struct {
	Name string `json:"name"`
	In   In     `json:"in"`
	Out  Out    `json:"out"`
}

// Each runs a check for each case of a file.
func Each[In, Out any](t *testing.T, file string, check func(t *testing.T, in In, out Out)) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(folder(), file+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []vector[In, Out]
	if err := json.Unmarshal(content, &cases); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, one := range cases {
		t.Run(one.Name, func(t *testing.T) { check(t, one.In, one.Out) })
	}
}

// folder is contract/vectors in the repository, somewhere above the package that is tested.
func folder() string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; here != filepath.Dir(here); here = filepath.Dir(here) {
		found := filepath.Join(here, "contract", "vectors")
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	return ""
}
