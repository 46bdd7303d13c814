package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

// Object is a JSON object, its names in the order sent, each once.
type Object struct {
	Names  []string
	Values map[string]any // strings, json.Number, bool, nil, []any and *Object
}

// ReadJSON takes in application/json of at most so many bytes, and nothing in its address. The
// problem is 415 for another media type, 413 for more bytes, 422 for query parameters and for a name
// that stands twice in one object, 400 for what is no JSON.
func ReadJSON(r *http.Request, most int64) (any, error) {
	if err := knownQuery(r); err != nil {
		return nil, err
	}
	if kind, _ := mediaType(r); !isJSON(kind) {
		return nil, otherType(kind, "Send application/json.")
	}
	body, err := ReadBody(r, most, most)
	if err != nil {
		return nil, err
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if !json.Valid(body) || !isUTF8(body) {
		return nil, problem.Malformed()
	}
	if halfSurrogate(body) {
		return nil, problem.Unfit("body: holds half of a character (a lone surrogate)")
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	return decode(decoder)
}

func isJSON(kind string) bool {
	return kind == "application/json" ||
		strings.HasPrefix(kind, "application/") && strings.HasSuffix(kind, "+json")
}

func decode(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, fmt.Errorf("JSON that was valid: %w", err)
	}
	switch token {
	case json.Delim('{'):
		return decodeObject(decoder)
	case json.Delim('['):
		values := []any{}
		for decoder.More() {
			value, err := decode(decoder)
			if err != nil {
				return nil, err
			}
			values = append(values, value)
		}
		_, err := decoder.Token()
		return values, err
	default:
		return token, nil
	}
}

func decodeObject(decoder *json.Decoder) (*Object, error) {
	object := &Object{Values: map[string]any{}}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return nil, fmt.Errorf("JSON that was valid: %w", err)
		}
		name, _ := token.(string)
		if _, known := object.Values[name]; known {
			return nil, problem.Unfit(name + ": sent more than once")
		}
		value, err := decode(decoder)
		if err != nil {
			return nil, err
		}
		object.Names = append(object.Names, name)
		object.Values[name] = value
	}
	_, err := decoder.Token()
	return object, err
}

var (
	escapes   = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|.)`)
	surrogate = regexp.MustCompile(`^u[dD]([89abAB]|[c-fC-F])`)
)

// halfSurrogate tells whether a string escapes one half of a UTF-16 pair without the other.
func halfSurrogate(body []byte) bool {
	highEnd := -1 // where the first half of a pair ended
	for _, place := range escapes.FindAllSubmatchIndex(body, -1) {
		match := surrogate.FindSubmatch(body[place[2]:place[3]])
		isLow := match != nil && strings.ContainsAny(string(match[1]), "cdefCDEF")
		if (highEnd >= 0) != isLow || (isLow && place[0] != highEnd) {
			return true
		}
		highEnd = -1
		if match != nil && !isLow {
			highEnd = place[1]
		}
	}
	return highEnd >= 0
}

func isUTF8(body []byte) bool { return bytes.Equal(bytes.ToValidUTF8(body, nil), body) }
