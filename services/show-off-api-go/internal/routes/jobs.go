package routes

import (
	"net/http"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

// jobs is /jobs: image-api's, passed on byte by byte, in and out, with the name of the caller's key.
type jobs struct{ imageAPI *upstream.ImageAPI }

func (h jobs) install(service *web.Service) {
	service.Handle("POST /jobs", h.post)
	service.Handle("GET /jobs", h.page)
	service.Handle("GET /jobs/{job_id}", h.of())
	service.Handle("DELETE /jobs/{job_id}", h.of())
	service.Handle("GET /jobs/{job_id}/events", h.of("events"))
	service.Handle("POST /jobs/{job_id}/cancel", h.of("cancel"))
	service.Handle("GET /jobs/{job_id}/documents/{number}/{format_name}",
		h.of("documents", "{number}", "{format_name}"))
	service.Handle("PUT /jobs/{job_id}/documents/{number}/pages/{page}/lines",
		h.of("documents", "{number}", "pages", "{page}", "lines"))
	service.Handle("GET /jobs/{job_id}/webhook", h.of("webhook"))
	service.Handle("POST /jobs/{job_id}/webhook/retry", h.of("webhook", "retry"))
}

func (h jobs) post(w http.ResponseWriter, r *http.Request) error {
	if r.ContentLength > upstream.MostJobBytes {
		return problem.TooLarge(upstream.MostJobBytes)
	}
	passed, err := h.imageAPI.Post(r, access.Holder(r.Context()), upstream.AllJobs)
	return answerWith(w, passed, err)
}

func (h jobs) page(w http.ResponseWriter, r *http.Request) error {
	passed, err := h.imageAPI.AskOf(r, access.Holder(r.Context()), upstream.AllJobs)
	return answerWith(w, passed, err)
}

// of asks for what belongs to a job; parts in braces are taken from the request's path.
func (h jobs) of(parts ...string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.Method == http.MethodPut && r.ContentLength > upstream.MostJobBytes {
			return problem.TooLarge(upstream.MostJobBytes)
		}
		path, err := upstream.JobPath(r.PathValue("job_id"), named(r, parts)...)
		if err != nil {
			return err
		}
		ask := h.imageAPI.AskOf
		if r.Method == http.MethodPut {
			ask = h.imageAPI.Post
		}
		passed, err := ask(r, access.Holder(r.Context()), path)
		return answerWith(w, passed, err)
	}
}

// named returns parts of a path, those in braces as the request names them.
func named(r *http.Request, parts []string) []string {
	named := make([]string, len(parts))
	for place, part := range parts {
		named[place] = part
		if part[0] == '{' {
			named[place] = r.PathValue(part[1 : len(part)-1])
		}
	}
	return named
}
