package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

// answer is what a request is answered with: it adds the headers that all answers have, and remembers
// how it went.
type answer struct {
	http.ResponseWriter
	request *http.Request
	origins access.Origins
	closes  bool
	status  int   // 0 until the header is written
	err     error // of the route
	outcome int   // that of the whole, where it ended in another way than it began
}

// Outcome tells how a request ended whose answer had begun as 200 already, for logs and figures.
func Outcome(w http.ResponseWriter, status int) {
	if a, is := w.(*answer); is {
		a.outcome = status
	}
}

func (a *answer) WriteHeader(status int) {
	if a.status != 0 {
		return
	}
	a.status = status
	a.complete()
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(data []byte) (int, error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	return a.ResponseWriter.Write(data)
}

// Unwrap is for [http.ResponseController].
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (a *answer) complete() {
	header, ctx := a.Header(), a.request.Context()
	setDefault(header, "X-Content-Type-Options", "nosniff")
	// What pictures say is nobody else's; what may be kept, and for how long, says so itself.
	setDefault(header, "Cache-Control", "private, no-store")
	a.origins.Answer(a.request, header)
	header.Set(telemetry.RequestIDHeader, telemetry.RequestID(ctx))
	if id := telemetry.TraceID(ctx); id != "" {
		header.Set(telemetry.TraceIDHeader, id)
	}
	if a.closes {
		header.Set("Connection", "close")
	}
}

// ended is the status for logs and figures.
func (a *answer) ended() int {
	if a.outcome != 0 {
		return a.outcome
	}
	return a.status
}

// JSON answers with a value.
func JSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	return Content(w, status, "application/json", append(body, '\n'))
}

// Content answers with bytes.
func Content(w http.ResponseWriter, status int, mediaType string, body []byte) error {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // whoever has hung up misses it
	return nil
}

func setDefault(header http.Header, name, value string) {
	if _, set := header[http.CanonicalHeaderKey(name)]; !set {
		header.Set(name, value)
	}
}
