package trenza_test

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestNoticeNamesEveryModule: NOTICE gives the licence of each module in
// go.mod, at its version, and of no other.
func TestNoticeNamesEveryModule(t *testing.T) {
	required := modulesIn(t, "go.mod", `(?m)^\t(\S+ v\S+)`)
	noticed := modulesIn(t, "NOTICE", `(?m)^(\S+ v\S+)$`)
	for _, module := range required {
		if !slices.Contains(noticed, module) {
			t.Errorf("NOTICE lacks %s", module)
		}
	}
	for _, module := range noticed {
		if !slices.Contains(required, module) {
			t.Errorf("NOTICE names %s, which go.mod does not", module)
		}
	}
}

func modulesIn(t *testing.T, file, pattern string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var modules []string
	for _, found := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
		modules = append(modules, found[1])
	}
	if len(modules) == 0 {
		t.Fatalf("%s names no module", file)
	}
	return modules
}
