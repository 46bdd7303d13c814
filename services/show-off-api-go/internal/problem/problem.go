// Package problem holds the errors that clients are told about, as RFC 9457 has them.
package problem

import (
	"fmt"
	"net/http"
)

// MediaType is that of every answer that refuses.
const MediaType = "application/problem+json"

// Invalid is the title of all that does not fit the schema.
const Invalid = "Input does not fit the schema"

// ClientGone is no status of HTTP's: nginx's, for logs and figures; nobody receives it.
const ClientGone = 499

// Problem is an error that a client is told about.
type Problem struct {
	Status int
	Title  string // the kind of problem in a few words
	Detail string // what went wrong this time, in a sentence a person can act on
	Header map[string]string
}

// New returns a problem without headers of its own.
func New(status int, title, detail string) *Problem {
	return &Problem{Status: status, Title: title, Detail: detail}
}

// Newf is New with a detail that is formatted.
func Newf(status int, title, detail string, args ...any) *Problem {
	return New(status, title, fmt.Sprintf(detail, args...))
}

// With returns the same problem, its answer carrying one header more.
func (p *Problem) With(name, value string) *Problem {
	header := map[string]string{name: value}
	for known, told := range p.Header {
		header[known] = told
	}
	return &Problem{Status: p.Status, Title: p.Title, Detail: p.Detail, Header: header}
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%d %s: %s", p.Status, p.Title, p.Detail)
}

// Details is the body of an answer that refuses.
type Details struct {
	Type    string  `json:"type"`
	Title   string  `json:"title"`
	Status  int     `json:"status"`
	Detail  string  `json:"detail"`
	TraceID *string `json:"trace_id"`
}

// Details returns the body; an empty trace id stands for none.
func (p *Problem) Details(traceID string) Details {
	details := Details{Type: "about:blank", Title: p.Title, Status: p.Status, Detail: p.Detail}
	if traceID != "" {
		details.TraceID = &traceID
	}
	return details
}

// Unfit is input that breaks its schema.
func Unfit(detail string) *Problem {
	return New(http.StatusUnprocessableEntity, Invalid, detail)
}

// Busy says that as much is being worked on as can be.
func Busy() *Problem {
	return New(http.StatusServiceUnavailable, "Busy",
		"As many requests as can be served are being served; try again shortly.").
		With("Retry-After", "1")
}

// Late says that the deadline has passed.
func Late() *Problem {
	return New(http.StatusGatewayTimeout, "Too slow",
		"The picture was not read in time; try again.")
}

// Gone says that whoever asked has hung up.
func Gone() *Problem {
	return New(ClientGone, "Client gone", "Nobody waits for the answer any more.")
}

// TooLarge refuses a request of more than so many bytes.
func TooLarge(most int64) *Problem {
	return Newf(http.StatusRequestEntityTooLarge, "Request Entity Too Large",
		"The request is too large: at most %d bytes (%.3g MiB) are taken.", most,
		float64(most)/(1<<20))
}

// Malformed says that a body can't be read as what it is said to be.
func Malformed() *Problem {
	return New(http.StatusBadRequest, "Bad Request",
		"The body is not what its Content-Type says.")
}
