package routes

import (
	"net/http"

	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

// limits is what GET /limits answers: what may be sent.
type limits struct {
	PictureTypes  []string `json:"picture_types"`
	PictureBytes  int64    `json:"picture_bytes"`
	DocumentTypes []string `json:"document_types"`
	DocumentBytes int64    `json:"document_bytes"`
	Scripts       []string `json:"scripts"`
}

func (h limits) install(service *web.Service) { service.Handle("GET /limits", h.answer) }

func (h limits) answer(w http.ResponseWriter, _ *http.Request) error {
	h.PictureTypes = []string{
		"image/jpeg", "image/png", "image/webp", "image/tiff", "image/bmp", "image/gif", "image/heic",
	}
	h.DocumentTypes = []string{"application/pdf", "image/tiff"}
	h.DocumentBytes = upstream.MostJobFiles
	h.Scripts = []string{"latin"}
	return web.JSON(w, http.StatusOK, h)
}
