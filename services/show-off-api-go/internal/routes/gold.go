package routes

import (
	"net/http"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

// gold is /gold: image-api's, passed on, with the name of the caller's key and whether it reviews.
type gold struct{ imageAPI *upstream.ImageAPI }

func (h gold) install(service *web.Service) {
	for _, pattern := range []string{
		"GET /gold",
		"GET /gold/lines",
		"GET /gold/lines/{line_id}/crop",
		"POST /gold/lines/{line_id}/review",
		"DELETE /gold/lines/{line_id}",
		"POST /gold/sets",
		"GET /gold/sets",
		"GET /gold/sets/{number}",
		"GET /gold/sets/{number}/{form}",
		"GET /gold/measures",
		"GET /gold/measures/{number}/worst",
	} {
		service.Handle(pattern, h.passOn(strings.Split(pattern, "/")[2:]))
	}
}

// passOn asks for what a path names; parts in braces are taken from the request's.
func (h gold) passOn(parts []string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.ContentLength > upstream.MostJobBytes {
			return problem.TooLarge(upstream.MostJobBytes)
		}
		path, err := upstream.GoldPath(named(r, parts)...)
		if err != nil {
			return err
		}
		ctx := r.Context()
		passed, err := h.imageAPI.AskForGold(r, access.Holder(ctx), access.Reviews(ctx), path)
		return answerWith(w, passed, err)
	}
}
