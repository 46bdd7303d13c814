package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

const (
	mostParts    = 1000
	mostWrong    = 5 // wrong things told at once
	formOverhead = 64 << 10
	formType     = "multipart/form-data"
)

// Field is one that a form may have.
type Field struct {
	Name     string
	Required bool
	IsFile   bool
}

// Form is what was sent, each field once.
type Form map[string][]byte

// part is a field as it came.
type part struct {
	name     string
	isFile   bool
	fileName string
	content  []byte
}

// ReadForm takes in multipart/form-data with these fields, each once, and no other: nothing is
// silently ignored. A field that is misspelt, sent twice or in the address would otherwise be
// overlooked. The problem is 415 for another media type, 413 for more bytes than most, or 422 with
// what is wrong with each field; example is what to send, as options of curl. Query names what may
// stand in the address.
func ReadForm(
	r *http.Request, most int64, example string, query []string, fields ...Field,
) (Form, error) {
	if err := knownQuery(r, query...); err != nil {
		return nil, err
	}
	boundary, err := boundaryOf(r, example)
	if err != nil {
		return nil, err
	}
	parts, err := readParts(r, most, boundary)
	if err != nil {
		return nil, err
	}
	if wrong := wrongIn(parts, fields, example); len(wrong) > 0 {
		return nil, problem.Unfit(strings.Join(wrong[:min(len(wrong), mostWrong)], "; "))
	}
	form := Form{}
	for _, one := range parts {
		form[one.name] = one.content
	}
	return form, nil
}

// knownQuery lets nothing stand in the address but what is known, once.
func knownQuery(r *http.Request, known ...string) error {
	var others, twice []string
	for name, values := range r.URL.Query() {
		switch {
		case !slices.Contains(known, name):
			others = append(others, name)
		case len(values) > 1:
			twice = append(twice, name)
		}
	}
	slices.Sort(others)
	switch {
	case len(others) > 0 && len(known) > 0:
		return problem.Unfit(fmt.Sprintf("%s: no query parameters are taken but %s; send what is known "+
			"in the body.", strings.Join(others, ", "), strings.Join(known, ", ")))
	case len(others) > 0:
		return problem.Unfit(strings.Join(others, ", ") +
			": no query parameters are taken; send what is known in the body.")
	case len(twice) > 0:
		return problem.Unfit(strings.Join(twice, ", ") + ": sent more than once")
	default:
		return nil
	}
}

// mediaType returns that of the body, in small letters, and its parameters.
func mediaType(r *http.Request) (string, map[string]string) {
	given := r.Header.Get("Content-Type")
	kind, parameters, err := mime.ParseMediaType(given)
	if err != nil {
		kind, _, _ = strings.Cut(given, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
	}
	return kind, parameters
}

func boundaryOf(r *http.Request, example string) (string, error) {
	kind, parameters := mediaType(r)
	switch {
	case kind == formType && parameters["boundary"] != "":
		return parameters["boundary"], nil
	case kind == formType:
		return "", otherType(kind, formType+" needs a boundary; leave Content-Type to your client.")
	case kind != "" || r.ContentLength != 0:
		return "", otherType(kind, fmt.Sprintf("Send %s: curl %s", formType, example))
	default:
		return "", nil
	}
}

func otherType(sent, detail string) *problem.Problem {
	if sent != "" {
		detail = sent + " is not taken here. " + detail
	}
	return problem.New(http.StatusUnsupportedMediaType, "Media type not taken", detail)
}

// readParts takes the body in. What is no form has no parts.
func readParts(r *http.Request, most int64, boundary string) ([]part, error) {
	body, err := ReadBody(r, most, most+formOverhead)
	if err != nil || boundary == "" {
		return nil, err
	}
	var parts []part
	texts := int64(0)
	reader := multipart.NewReader(strings.NewReader(string(body)), boundary)
	for {
		sent, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return parts, nil
		}
		if err != nil {
			return nil, nil //nolint:nilerr // as one that was not sent
		}
		content, err := io.ReadAll(sent)
		if err != nil {
			return nil, nil //nolint:nilerr // likewise
		}
		one := describe(sent)
		one.content = content
		if !one.isFile {
			texts += int64(len(content))
		}
		if parts = append(parts, one); len(parts) > mostParts || texts > most {
			return nil, problem.TooLarge(most)
		}
	}
}

func describe(sent *multipart.Part) part {
	_, parameters, _ := mime.ParseMediaType(sent.Header.Get("Content-Disposition"))
	fileName, isFile := parameters["filename"]
	return part{name: parameters["name"], isFile: isFile, fileName: fileName}
}

// ReadBody takes in at most so many bytes; the problem of more tells the first number.
func ReadBody(r *http.Request, told, most int64) ([]byte, error) {
	if r.ContentLength > most {
		return nil, problem.TooLarge(told)
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	if err != nil {
		return nil, problem.Malformed() // it broke off
	}
	if int64(len(body)) > most {
		return nil, problem.TooLarge(told)
	}
	return body, nil
}

// wrongIn returns a sentence for each field that is missing, unknown, doubled, or not sent as it
// should be.
func wrongIn(parts []part, fields []Field, example string) []string {
	var wrong []string
	names := make([]string, len(fields))
	for number, field := range fields {
		names[number] = field.Name
	}
	counts := map[string]int{}
	for _, one := range parts {
		counts[one.name]++
	}
	told := map[string]bool{}
	for _, one := range filesFirst(parts) {
		if told[one.name] {
			continue
		}
		told[one.name] = true
		place := slices.Index(names, one.name)
		switch {
		case one.name == "":
			wrong = append(wrong, "a part without a name; known are "+strings.Join(names, ", "))
		case place < 0:
			wrong = append(wrong, one.name+": unknown field; known are "+strings.Join(names, ", "))
		case counts[one.name] > 1:
			wrong = append(wrong, one.name+": sent more than once")
		default:
			wrong = append(wrong, misSent(one, fields[place], example)...)
		}
	}
	for _, field := range fields {
		if field.Required && counts[field.Name] == 0 {
			wrong = append(wrong, fmt.Sprintf("%s: missing; send %s with this field: curl %s",
				field.Name, formType, example))
		}
	}
	return wrong
}

func misSent(one part, field Field, example string) []string {
	switch {
	case field.IsFile && !one.isFile:
		return []string{fmt.Sprintf("%s: sent as text; send it as a file: curl %s", one.name, example)}
	case field.IsFile && one.fileName == "":
		return []string{fmt.Sprintf("%s: sent without a file name; curl %s", one.name, example)}
	case !field.IsFile && one.isFile:
		return []string{one.name + ": sent as a file; send it as text"}
	default:
		return nil
	}
}

func filesFirst(parts []part) []part {
	sorted := slices.Clone(parts)
	slices.SortStableFunc(sorted, func(one, other part) int {
		switch {
		case one.isFile == other.isFile:
			return 0
		case one.isFile:
			return -1
		default:
			return 1
		}
	})
	return sorted
}
