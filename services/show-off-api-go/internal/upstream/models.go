package upstream

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/contract"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

const (
	attempts   = 3
	firstPause = 50 * time.Millisecond
	linesACall = 1000 // as many as recognition-api takes at once (SHOWOFF_MAX_LINES)
)

// model is one model service; safe for concurrent use.
type model struct {
	name   string // as shown to clients where it fails
	url    *url.URL
	client *http.Client
	probe  *http.Client // of its own: probes never wait for reads, nor reads for probes
	schema contract.Schema
}

func newModel(
	name, address, schema string, connections int, connect time.Duration, traces *telemetry.Traces,
) (*model, error) {
	parsed, err := base(address)
	if err != nil {
		return nil, err
	}
	fits, err := contract.NewSchema(schema)
	if err != nil {
		return nil, err
	}
	return &model{
		name:   name,
		url:    parsed,
		client: &http.Client{Transport: traces.Transport(transport(connections, connect)), CheckRedirect: stay},
		probe:  &http.Client{Transport: transport(0, connect), CheckRedirect: stay, Timeout: connect},
		schema: fits,
	}, nil
}

// stay answers a redirect as it is: services of one platform send nobody elsewhere.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Ready tells whether it would answer now.
func (m *model) Ready(ctx context.Context) bool {
	asked, err := http.NewRequestWithContext(ctx, http.MethodGet, m.url.JoinPath("ready").String(), nil)
	if err != nil {
		return false
	}
	answer, err := m.probe.Do(asked)
	if err != nil {
		return false
	}
	_, err = content(answer)
	return err == nil && isSuccess(answer)
}

// post sends a picture and further form fields, and reads the answer into value. Its errors are
// problems: what the service refuses and why; 502 it failed, 503 it is full, 504 it was late.
func (m *model) post(ctx context.Context, path string, picture []byte, form url.Values, value any) error {
	body, contentType, err := encode(picture, form)
	if err != nil {
		return err
	}
	var answer *http.Response
	for attempt := 1; ; attempt++ {
		answer, err = m.send(ctx, path, body, contentType)
		if !errors.Is(err, errUnsent) || attempt == attempts || !rest(ctx, firstPause<<(attempt-1)) {
			break
		}
	}
	if err == nil {
		body, err = content(answer)
	}
	if err != nil {
		return m.fault(ctx, err)
	}
	if !isSuccess(answer) {
		return m.refused(answer, body)
	}
	if err := m.schema.Read(body, value); err != nil {
		return failed(m.name, "its answer is not understood")
	}
	return nil
}

func (m *model) send(ctx context.Context, path string, body []byte, contentType string) (*http.Response, error) {
	if err := read.Check(ctx); err != nil {
		return nil, err
	}
	asked, err := http.NewRequestWithContext(ctx, http.MethodPost, m.url.JoinPath(path).String(),
		bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.name, err)
	}
	asked.Header.Set("Content-Type", contentType)
	asked.Header.Set(read.TimeoutHeader, strconv.FormatInt(read.MillisecondsLeft(ctx), 10))
	return m.client.Do(asked)
}

// fault says what an error means to the client.
func (m *model) fault(ctx context.Context, err error) error {
	var told *problem.Problem
	if errors.As(err, &told) {
		return told
	}
	if late := read.Check(ctx); late != nil {
		return late
	}
	var network net.Error
	if errors.As(err, &network) && network.Timeout() {
		return problem.Late()
	}
	if errors.Is(err, errUnsent) {
		return failed(m.name, "no connection to it")
	}
	return failed(m.name, "it broke off")
}

func (m *model) refused(answer *http.Response, body []byte) *problem.Problem {
	switch answer.StatusCode {
	case http.StatusGatewayTimeout:
		return problem.Late()
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
		http.StatusUnprocessableEntity, http.StatusServiceUnavailable:
	default:
		return failed(m.name, fmt.Sprintf("status %d", answer.StatusCode))
	}
	// What a model service says about the picture is said to the client in the same words.
	if told := refusal(answer, body); told != nil {
		return told
	}
	if answer.StatusCode == http.StatusServiceUnavailable {
		return later(problem.Newf(http.StatusServiceUnavailable, "Service Unavailable",
			"%s is full; try again shortly.", m.name), answer)
	}
	return notFromItself(m.name, answer.StatusCode)
}

// Detection is detection-api.
type Detection struct{ *model }

// NewDetection returns the one at this address, with at most so many connections.
func NewDetection(
	address string, connections int, connect time.Duration, traces *telemetry.Traces,
) (Detection, error) {
	service, err := newModel("detection-api", address, "FoundLines", connections, connect, traces)
	return Detection{service}, err
}

// Find implements [read.Detection].
func (d Detection) Find(ctx context.Context, picture []byte, region read.Region) (read.FoundLines, error) {
	form := url.Values{}
	if region != "" {
		form.Set("roi", string(region))
	}
	var found read.FoundLines
	err := d.post(ctx, "lines", picture, form, &found)
	return found, err
}

// Recognition is recognition-api.
type Recognition struct{ *model }

// NewRecognition returns the one at this address, with at most so many connections.
func NewRecognition(
	address string, connections int, connect time.Duration, traces *telemetry.Traces,
) (Recognition, error) {
	service, err := newModel("recognition-api", address, "ExtractedTexts", connections, connect, traces)
	return Recognition{service}, err
}

// Read implements [read.Recognition]: in parts where there are more lines than it takes at once.
func (r Recognition) Read(ctx context.Context, picture []byte, found read.FoundLines) (read.Texts, error) {
	var all read.Texts
	left := found.Lines
	for first := true; first || len(left) > 0; first = false {
		part := left[:min(linesACall, len(left))]
		left = left[len(part):]
		texts, err := r.extract(ctx, picture, part)
		if err != nil {
			return read.Texts{}, err
		}
		all = all.With(texts)
	}
	if !all.Fit(len(found.Lines)) {
		return read.Texts{}, failed(r.name, "it answered for another number of lines")
	}
	return all, nil
}

func (r Recognition) extract(ctx context.Context, picture []byte, lines []read.FoundLine) (read.Texts, error) {
	quads := make([]read.Quad, len(lines))
	for number, line := range lines {
		quads[number] = line.Points
	}
	boxes, err := json.Marshal(quads)
	if err != nil {
		return read.Texts{}, fmt.Errorf("boxes: %w", err)
	}
	form := url.Values{"boxes": {string(boxes)}, "words": {"1"}, "letters": {"1"}}
	var texts read.Texts
	err = r.post(ctx, "extract", picture, form, &texts)
	return texts, err
}

// encode writes a form; nil stands for no picture.
func encode(picture []byte, form url.Values) (body []byte, contentType string, err error) {
	var parts bytes.Buffer
	parts.Grow(len(picture) + 4096)
	writer := multipart.NewWriter(&parts)
	for name, values := range form {
		err = errors.Join(err, writer.WriteField(name, values[0]))
	}
	if picture != nil {
		part, failed := writer.CreateFormFile("image", "picture")
		if failed != nil {
			return nil, "", fmt.Errorf("form: %w", failed)
		}
		_, failed = part.Write(picture)
		err = errors.Join(err, failed)
	}
	if err = errors.Join(err, writer.Close()); err != nil {
		return nil, "", fmt.Errorf("form: %w", err)
	}
	return parts.Bytes(), writer.FormDataContentType(), nil
}

// rest pauses, and tells whether there is time for another attempt.
func rest(ctx context.Context, pause time.Duration) bool {
	select {
	case <-time.After(pause):
		return true
	case <-ctx.Done():
		return false
	}
}

func isSuccess(answer *http.Response) bool {
	return answer.StatusCode >= http.StatusOK && answer.StatusCode < http.StatusMultipleChoices
}
