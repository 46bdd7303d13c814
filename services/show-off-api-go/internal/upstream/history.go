package upstream

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/contract"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

const (
	historyPatience = 10 * time.Second
	glance          = time.Second
	// On a 404: there was such a picture, and it was deleted.
	deletedHeader = "Picture-Deleted"
)

var (
	imageID    = regexp.MustCompile(`^[0-9a-f]{32}$`)
	conditions = []string{"If-Modified-Since", "If-None-Match", "If-Range", "Range"}
	passedOn   = []string{
		"Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Range", "Content-Type", "ETag",
		"Last-Modified", "X-Content-Type-Options",
	}
)

// IsImageID tells whether a text has the form of an image id, and so may be looked up.
func IsImageID(text string) bool { return imageID.MatchString(text) }

// Answer is one of image-api's, on its way to the client.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// History is image-api; safe for concurrent use. The errors of its calls are problems: what image-api
// refuses, 502 where something between refuses, or 503 where it does not answer.
type History struct {
	url          *url.URL
	client       *http.Client
	page, detail contract.Schema
}

// NewHistory returns the one at this address.
func NewHistory(address string, connect time.Duration, traces *telemetry.Traces) (*History, error) {
	parsed, err := base(address)
	if err != nil {
		return nil, err
	}
	page, err := contract.NewSchema("Page")
	if err != nil {
		return nil, err
	}
	detail, err := contract.NewSchema("Detail")
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: traces.Transport(transport(0, connect)), CheckRedirect: stay}
	return &History{parsed, client, page, detail}, nil
}

// Page returns a part of the history, newest first: JSON.
func (h *History) Page(ctx context.Context, query url.Values) ([]byte, error) {
	address := h.url.JoinPath("api/image")
	address.RawQuery = query.Encode()
	answer, err := h.call(ctx, http.MethodGet, address, nil, nil)
	if err != nil {
		return nil, err
	}
	return checked(h.page, answer.Body)
}

// Show returns a picture with all that is known about it: JSON.
func (h *History) Show(ctx context.Context, id string) ([]byte, error) {
	answer, err := h.of(ctx, http.MethodGet, id, nil, nil)
	if err != nil {
		return nil, err
	}
	return checked(h.detail, answer.Body)
}

// File returns the picture itself, or the part of it that the client's headers ask for, or word that
// the client's own copy is still right.
// The query tells in which form.
func (h *History) File(
	ctx context.Context, id string, query url.Values, asked http.Header,
) (Answer, error) {
	return h.passedOn(ctx, id, "file", query, asked)
}

func (h *History) passedOn(
	ctx context.Context, id, below string, query url.Values, asked http.Header,
) (Answer, error) {
	header := http.Header{}
	for _, name := range conditions {
		if values := asked.Values(name); len(values) > 0 {
			header[http.CanonicalHeaderKey(name)] = values
		}
	}
	return h.of(ctx, http.MethodGet, id, query, header, below)
}

// Format returns what a picture says in a format; asked as for File.
func (h *History) Format(ctx context.Context, id, format string, asked http.Header) (Answer, error) {
	return h.passedOn(ctx, id, format, nil, asked)
}

// Render returns a reading in a format; it need not be kept. The picture goes along where the format
// shows it.
func (h *History) Render(ctx context.Context, reading, picture []byte, format string) (Answer, error) {
	form := url.Values{"reading": {string(reading)}}
	if format != "pdf" {
		picture = nil
	}
	body, contentType, err := encode(picture, form)
	if err != nil {
		return Answer{}, err
	}
	header := http.Header{"Content-Type": {contentType}}
	return h.call(ctx, http.MethodPost, h.url.JoinPath("api/render", format), header, body)
}

// Delete forgets a picture and all about it.
func (h *History) Delete(ctx context.Context, id string) error {
	_, err := h.of(ctx, http.MethodDelete, id, nil, nil)
	return err
}

// IsDeleted tells whether a picture was here and is deleted; false where that can't be told at once.
func (h *History) IsDeleted(ctx context.Context, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, glance)
	defer cancel()
	address := h.url.JoinPath("api/image", id).String()
	asked, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
	if err != nil {
		return false
	}
	answer, err := h.client.Do(asked)
	if err != nil {
		return false
	}
	if _, err := content(answer); err != nil {
		return false
	}
	_, said := answer.Header[http.CanonicalHeaderKey(deletedHeader)]
	return answer.StatusCode == http.StatusNotFound && said
}

// of asks for something of a picture. Nothing but an id becomes part of an address.
func (h *History) of(
	ctx context.Context, method, id string, query url.Values, header http.Header, below ...string,
) (Answer, error) {
	if !IsImageID(id) {
		return Answer{}, problem.New(http.StatusNotFound, "No such picture",
			"No picture is kept under this id.")
	}
	address := h.url.JoinPath(append([]string{"api/image", id}, below...)...)
	address.RawQuery = query.Encode()
	return h.call(ctx, method, address, header, nil)
}

func (h *History) call(
	ctx context.Context, method string, address *url.URL, header http.Header, sent []byte,
) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, historyPatience)
	defer cancel()
	asked, err := http.NewRequestWithContext(ctx, method, address.String(), bytes.NewReader(sent))
	if err != nil {
		return Answer{}, away()
	}
	for name, values := range header {
		asked.Header[name] = values
	}
	answer, err := h.client.Do(asked)
	if err != nil {
		return Answer{}, away()
	}
	body, err := content(answer)
	if err != nil || answer.StatusCode >= http.StatusInternalServerError {
		return Answer{}, away()
	}
	if answer.StatusCode >= http.StatusBadRequest {
		if refused := refusal(answer, body); refused != nil {
			return Answer{}, refused
		}
		return Answer{}, notFromItself("image-api", answer.StatusCode)
	}
	passed := http.Header{}
	for _, name := range passedOn {
		if value := answer.Header.Get(name); value != "" {
			passed.Set(name, value)
		}
	}
	return Answer{answer.StatusCode, passed, body}, nil
}

func checked(schema contract.Schema, body []byte) ([]byte, error) {
	if schema.Check(body) != nil {
		return nil, away()
	}
	return body, nil
}

func away() *problem.Problem {
	return problem.New(http.StatusServiceUnavailable, "History not available",
		"The pictures kept can't be looked at now; reading goes on and nothing is lost.").
		With("Retry-After", "5")
}
