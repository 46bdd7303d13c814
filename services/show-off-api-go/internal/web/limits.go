package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

const (
	mostRequestLine = 4094
	mostFields      = 100
	mostField       = 8190
	mostHeader      = 1 << 20 // what is longer never becomes a request
	mostDrained     = 64 << 20
)

// tooLong refuses what is too long for a request, however it was read.
func tooLong(r *http.Request) *problem.Problem {
	if len(r.Method)+len(r.RequestURI)+len(r.Proto)+2 > mostRequestLine {
		return problem.New(http.StatusRequestURITooLong, "Request-URI Too Long", "URI is too long")
	}
	fields := 0
	for name, values := range r.Header {
		fields += len(values)
		for _, value := range values {
			if len(name)+len(value)+4 > mostField {
				return tooLargeFields()
			}
		}
	}
	if fields > mostFields {
		return tooLargeFields()
	}
	return nil
}

func tooLargeFields() *problem.Problem {
	return problem.New(http.StatusRequestHeaderFieldsTooLarge, "Request Header Fields Too Large",
		"The server is unwilling to process the request because its header fields are too large")
}

// drain takes in what is left of a refused upload: a closed door would hide the answer from it.
func drain(r *http.Request, status int) {
	if status >= http.StatusInternalServerError || r.Header.Get("Expect") != "" {
		return
	}
	_, _ = io.CopyN(io.Discard, r.Body, mostDrained) // as far as it comes
}

func writeProblem(w http.ResponseWriter, refused *problem.Problem, traceID string) error {
	body, err := json.Marshal(refused.Details(traceID))
	if err != nil {
		return fmt.Errorf("problem: %w", err)
	}
	return Content(w, refused.Status, problem.MediaType, body)
}
