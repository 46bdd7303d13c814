package routes

import (
	"io"
	"net/http"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

const chunk = 64 << 10

// jobs is /jobs: image-api's, passed on byte by byte, in and out, with the name of the caller's key.
type jobs struct{ service *upstream.Jobs }

func (h jobs) install(service *web.Service) {
	service.Handle("POST /jobs", h.post)
	service.Handle("GET /jobs", h.passOn())
	service.Handle("GET /jobs/{job_id}", h.passOn("{job_id}"))
	service.Handle("DELETE /jobs/{job_id}", h.passOn("{job_id}"))
	service.Handle("GET /jobs/{job_id}/events", h.passOn("{job_id}", "events"))
	service.Handle("POST /jobs/{job_id}/cancel", h.passOn("{job_id}", "cancel"))
	service.Handle("GET /jobs/{job_id}/documents/{number}/{format_name}",
		h.passOn("{job_id}", "documents", "{number}", "{format_name}"))
	service.Handle("GET /jobs/{job_id}/webhook", h.passOn("{job_id}", "webhook"))
	service.Handle("POST /jobs/{job_id}/webhook/retry", h.passOn("{job_id}", "webhook", "retry"))
}

func (h jobs) post(w http.ResponseWriter, r *http.Request) error {
	if r.ContentLength > upstream.MostJobBytes {
		return problem.TooLarge(upstream.MostJobBytes)
	}
	passed, err := h.service.Ask(r, access.Holder(r.Context()))
	if err != nil {
		return err
	}
	return stream(w, passed)
}

// passOn asks for what the parts name; those in braces are taken from the request's path. What a
// body says that nobody expects is not passed on.
func (h jobs) passOn(parts ...string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		named := make([]string, len(parts))
		for place, part := range parts {
			named[place] = part
			if part[0] == '{' {
				named[place] = r.PathValue(part[1 : len(part)-1])
			}
		}
		bare := *r
		bare.Body, bare.ContentLength = http.NoBody, 0
		passed, err := h.service.Ask(&bare, access.Holder(r.Context()), named...)
		if err != nil {
			return err
		}
		return stream(w, passed)
	}
}

// stream passes an answer on as it comes: events are heard when they happen.
func stream(w http.ResponseWriter, passed upstream.Passed) error {
	defer passed.Body.Close() //nolint:errcheck // whatever it says, it is over
	for name, values := range passed.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(passed.Status)
	control, buffer := http.NewResponseController(w), make([]byte, chunk)
	for {
		count, err := passed.Body.Read(buffer)
		if count > 0 {
			if _, gone := w.Write(buffer[:count]); gone != nil {
				return problem.Gone()
			}
			_ = control.Flush() // who has hung up is noticed above
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			// Not as if it were all: the connection breaks off, too.
			panic(http.ErrAbortHandler)
		}
	}
}
