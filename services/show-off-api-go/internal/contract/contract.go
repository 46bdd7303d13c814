// Package contract holds what this service and those that it calls have agreed on. The files are
// written by `make contract`, from the code of the Python services.
package contract

import (
	"bytes"
	_ "embed" // the files
	"encoding/json"
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Document is the page at /doc.
//
//go:embed doc.html
var Document []byte

// Outbox is the schema of the outbox's file, which is also that of the Python show-off-api: a volume
// can go from one to the other.
//
//go:embed outbox.sql
var Outbox string

//go:embed openapi.json
var openAPI []byte

//go:embed upstream.json
var upstream []byte

// OpenAPI returns the document as it is served: on one line.
func OpenAPI() ([]byte, error) {
	var line bytes.Buffer
	if err := json.Compact(&line, openAPI); err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	line.WriteByte('\n')
	return line.Bytes(), nil
}

// Version returns that of the document, and so of this service.
func Version() string {
	var document struct {
		Info struct{ Version string }
	}
	_ = json.Unmarshal(openAPI, &document) // a test holds it
	return document.Info.Version
}

// Schema says what an answer of another service looks like.
type Schema struct{ compiled *jsonschema.Schema }

// NewSchema returns the one of this name in upstream.json.
func NewSchema(name string) (Schema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(upstream))
	if err != nil {
		return Schema{}, fmt.Errorf("upstream.json: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("upstream.json", document); err != nil {
		return Schema{}, fmt.Errorf("upstream.json: %w", err)
	}
	compiled, err := compiler.Compile("upstream.json#/$defs/" + name)
	if err != nil {
		return Schema{}, fmt.Errorf("upstream.json, %s: %w", name, err)
	}
	return Schema{compiled}, nil
}

// Read reads an answer that fits into value.
func (s Schema) Read(answer []byte, value any) error {
	if err := s.Check(answer); err != nil {
		return err
	}
	return json.Unmarshal(answer, value)
}

// Check returns an error where an answer does not fit.
func (s Schema) Check(answer []byte) error {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(answer))
	if err != nil {
		return err
	}
	return s.compiled.Validate(parsed)
}
