package contract_test

import (
	"testing"

	"github.com/show-off/show-off/services/show-off-api-go/internal/contract"
)

func TestTheDocumentHasAVersion(t *testing.T) {
	if contract.Version() == "" {
		t.Error("none")
	}
}

func TestAnswersAreHeldToTheirSchemas(t *testing.T) {
	lines, err := contract.NewSchema("FoundLines")
	if err != nil {
		t.Fatal(err)
	}
	good := `{"width": 1, "height": 1, "media_type": "image/png", "turn": 0, "lines": [], "model": "m"}`
	for answer, fits := range map[string]bool{
		good:                        true,
		`{"width": 0, ` + good[12:]: false,
		`{}`:                        false, `no JSON`: false,
	} {
		if err := lines.Check([]byte(answer)); (err == nil) != fits {
			t.Errorf("%s: %v", answer, err)
		}
	}
	if _, err := contract.NewSchema("Nothing"); err == nil {
		t.Error("a schema that is not there is known")
	}
}
