// Package routes is what this service answers.
package routes

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/contract"
	"github.com/show-off/show-off/services/show-off-api-go/internal/outbox"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

// Services are what the routes work with.
type Services struct {
	Read   Reading
	Keeper outbox.Keeper
	Images *upstream.ImageAPI
	Jobs   *upstream.ImageAPI // the same, missed in other words
	Gold   *upstream.ImageAPI // and again
	Ready  *upstream.Readiness
	// Whether corrected lines may be kept.
	KeepsGold bool
}

// Install adds all routes.
func Install(service *web.Service, with Services) error {
	document, err := contract.OpenAPI()
	if err != nil {
		return err
	}
	service.Handle("GET /health", fixed("application/json", []byte("{\"status\":\"alive\"}\n")))
	service.Handle("GET /ready", ready(service.Draining, with.Ready))
	service.Handle("GET /openapi.json", fixed("application/json", document))
	service.Handle("GET /doc", fixed("text/html; charset=utf-8", contract.Document))
	service.Handle("GET /{$}", lead)
	metrics := service.Telemetry.Handler()
	service.Handle("GET /metrics", func(w http.ResponseWriter, r *http.Request) error {
		metrics.ServeHTTP(w, r)
		return nil
	})
	with.Read.install(service)
	limits{PictureBytes: with.Read.Most}.install(service)
	correction{with.Keeper, with.Images, with.KeepsGold}.install(service)
	images{with.Images}.install(service)
	jobs{with.Jobs}.install(service)
	gold{with.Gold}.install(service)
	return nil
}

func fixed(mediaType string, body []byte) web.Handler {
	return func(w http.ResponseWriter, _ *http.Request) error {
		return web.Content(w, http.StatusOK, mediaType, body)
	}
}

// ready tells whether work is welcome: all it depends on answers, and it is not stopping.
func ready(draining *web.Draining, services *upstream.Readiness) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if draining.Is() {
			return notReady("Told to stop: finishing what runs.")
		}
		if missing := services.Missing(r.Context()); len(missing) > 0 {
			return notReady(fmt.Sprintf("Waiting for: %s.", strings.Join(missing, ", ")))
		}
		return web.JSON(w, http.StatusOK, map[string]string{"status": "ready"})
	}
}

func notReady(detail string) *problem.Problem {
	return problem.New(http.StatusServiceUnavailable, "Not ready", detail).With("Retry-After", "1")
}

// lead leads to the documentation; relative, as a proxy may serve this below another path.
func lead(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Location", "doc")
	return web.Content(w, http.StatusFound, "text/html; charset=utf-8",
		[]byte("<!doctype html>\n<title>Redirecting...</title>\n<p><a href=\"doc\">doc</a>\n"))
}
