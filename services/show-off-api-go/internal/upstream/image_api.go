package upstream

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

const (
	// MostJobFiles is how many bytes the files of a job have together at most.
	MostJobFiles = 100 << 20
	// MostJobBytes is the largest request that makes a job: with what multipart adds.
	MostJobBytes = MostJobFiles + 1<<20
	// Without a byte: longer than a client waits for a change, and than events are silent.
	silence = 60 * time.Second
	glance  = time.Second
	// The name of the key that the caller came with; empty without keys.
	ownerHeader = "Job-Owner"
	// Whether the caller may do what reviewers may: then it says review.
	roleHeader = "Caller-Role"
	// On a 404: there was such a picture, and it was deleted.
	deletedHeader = "Picture-Deleted"
)

var (
	imageID     = regexp.MustCompile(`^[0-9a-f]{32}$`)
	addressPart = regexp.MustCompile(`^[a-z0-9]{1,20}$`)
	passedOn    = []string{
		"Accept", "Content-Type", "Idempotency-Key", "If-Modified-Since", "If-None-Match", "If-Range",
		"Last-Event-ID", "Range",
	}
	passedBack = []string{
		"Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Length", "Content-Range",
		"Content-Type", "ETag", "Last-Modified", "Location", "Retry-After", "X-Accel-Buffering",
		"X-Content-Type-Options",
	}
)

// IsImageID tells whether a text has the form of an image id, and so may be looked up.
func IsImageID(text string) bool { return imageID.MatchString(text) }

// ImageAPI is image-api: what goes to it, and comes from it, is passed on, neither held nor looked
// into. Safe for concurrent use.
//
// The errors of its calls are problems: what image-api refuses, 502 where something between refuses,
// or 503 where it does not answer.
type ImageAPI struct {
	url    *url.URL
	client *http.Client
	away   *problem.Problem
}

// NewImageAPI returns the one at this address; away is told where it does not answer.
func NewImageAPI(
	address string, connect time.Duration, traces *telemetry.Traces, away *problem.Problem,
) (*ImageAPI, error) {
	parsed, err := base(address)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: traces.Transport(transport(0, connect)), CheckRedirect: stay}
	return &ImageAPI{parsed, client, away.With("Retry-After", "5")}, nil
}

// Path is an address of image-api's.
type Path []string

// ImagePath is where image-api has a picture, or what belongs to it. Its problem is 404: nothing but
// an id, and plain names, become part of an address.
func ImagePath(id string, parts ...string) (Path, error) {
	if !mayBeAddress(id, parts) {
		return nil, problem.New(http.StatusNotFound, "No such picture",
			"No picture is kept under this id.")
	}
	return append(Path{"api", "image", id}, parts...), nil
}

// JobPath is where image-api has a job, or what belongs to it; its problem is that of ImagePath.
func JobPath(id string, parts ...string) (Path, error) {
	if !mayBeAddress(id, parts) {
		return nil, problem.New(http.StatusNotFound, "No such job",
			"No job is known under this address.")
	}
	return append(Path{"api", "jobs", id}, parts...), nil
}

// GoldPath is where image-api has gold. Its problem is 404: nothing but ids and plain names become
// part of an address.
func GoldPath(parts ...string) (Path, error) {
	for _, part := range parts {
		if !IsImageID(part) && !addressPart.MatchString(part) {
			return nil, problem.New(http.StatusNotFound, "No such gold",
				"Nothing is kept under this address.")
		}
	}
	return append(Path{"api", "gold"}, parts...), nil
}

// The addresses of all of them.
var (
	AllImages = Path{"api", "image"}
	AllJobs   = Path{"api", "jobs"}
)

// Passed is an answer on its way: its head is here, its body still to come, to be closed.
type Passed struct {
	Status int
	Header http.Header
	Body   io.ReadCloser
}

// Ask passes a client's request on, without its body. HEAD becomes GET, for only its answer says
// what was refused.
func (a *ImageAPI) Ask(r *http.Request, path Path) (Passed, error) {
	return a.ask(r, path, http.Header{}, nil)
}

// AskOf passes a request on, likewise, that is about the jobs of a key's holder.
func (a *ImageAPI) AskOf(r *http.Request, owner string, path Path) (Passed, error) {
	return a.ask(r, path, http.Header{ownerHeader: {owner}}, nil)
}

// Post passes a request on with its body, as it comes in.
func (a *ImageAPI) Post(r *http.Request, owner string, path Path) (Passed, error) {
	return a.ask(r, path, http.Header{ownerHeader: {owner}}, r.Body)
}

// AskForGold passes a request on that is about gold lines, with its body; reviews tells whether the
// owner of that key may do what reviewers may.
func (a *ImageAPI) AskForGold(r *http.Request, owner string, reviews bool, path Path) (Passed, error) {
	header := http.Header{ownerHeader: {owner}}
	if reviews {
		header.Set(roleHeader, "review")
	}
	if r.Method != http.MethodPost {
		return a.ask(r, path, header, nil)
	}
	return a.ask(r, path, header, r.Body)
}

// Render returns a reading in a format; it need not be kept. The picture goes along where the format
// shows it.
func (a *ImageAPI) Render(
	ctx context.Context, reading, picture []byte, format string,
) (Passed, error) {
	if format != "pdf" {
		picture = nil
	}
	body, contentType, err := encode(picture, url.Values{"reading": {string(reading)}})
	if err != nil {
		return Passed{}, err
	}
	ctx, watch := newWatch(ctx)
	address := a.url.JoinPath("api", "render", format)
	asked, err := http.NewRequestWithContext(ctx, http.MethodPost, address.String(), bytes.NewReader(body))
	if err != nil {
		watch.end()
		return Passed{}, a.away
	}
	asked.Header.Set("Content-Type", contentType)
	return a.send(asked, watch)
}

// IsDeleted tells whether a picture was here and is deleted; false where that can't be known at once.
func (a *ImageAPI) IsDeleted(ctx context.Context, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, glance)
	defer cancel()
	address := a.url.JoinPath("api", "image", id).String()
	asked, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
	if err != nil {
		return false
	}
	answer, err := a.client.Do(asked)
	if err != nil {
		return false
	}
	if _, err := content(answer); err != nil {
		return false
	}
	_, said := answer.Header[http.CanonicalHeaderKey(deletedHeader)]
	return answer.StatusCode == http.StatusNotFound && said
}

func (a *ImageAPI) ask(r *http.Request, path Path, header http.Header, body io.Reader) (Passed, error) {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	address := a.url.JoinPath(path...)
	address.RawQuery = r.URL.RawQuery
	ctx, watch := newWatch(r.Context())
	if body != nil && r.ContentLength != 0 {
		body = &bounded{body, watch, MostJobBytes}
	} else {
		body = http.NoBody
	}
	asked, err := http.NewRequestWithContext(ctx, method, address.String(), body)
	if err != nil {
		watch.end()
		return Passed{}, a.away
	}
	if body != http.NoBody {
		asked.ContentLength = r.ContentLength
	}
	for _, name := range passedOn {
		if values := r.Header.Values(name); len(values) > 0 {
			asked.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	for name, values := range header {
		asked.Header[name] = values
	}
	return a.send(asked, watch)
}

func (a *ImageAPI) send(asked *http.Request, watch *watch) (Passed, error) {
	answer, err := a.client.Do(asked)
	if err != nil {
		watch.end()
		var told *problem.Problem
		if errors.As(err, &told) {
			return Passed{}, told // of the body that came in
		}
		return Passed{}, a.away
	}
	if answer.StatusCode >= http.StatusBadRequest {
		defer watch.end()
		return Passed{}, a.refused(answer)
	}
	header := http.Header{}
	for _, name := range passedBack {
		if value := answer.Header.Get(name); value != "" {
			header.Set(name, value)
		}
	}
	return Passed{answer.StatusCode, header, &watched{answer.Body, watch}}, nil
}

func (a *ImageAPI) refused(answer *http.Response) *problem.Problem {
	body, err := content(answer)
	own := refusal(answer, body)
	isServers := answer.StatusCode >= http.StatusInternalServerError
	switch {
	case err != nil:
		return a.away
	case own != nil && (!isServers || answer.StatusCode == http.StatusServiceUnavailable):
		return own
	case isServers:
		return a.away
	default:
		return notFromItself("image-api", answer.StatusCode)
	}
}

func mayBeAddress(id string, parts []string) bool {
	for _, part := range parts {
		if !addressPart.MatchString(part) {
			return false
		}
	}
	return IsImageID(id)
}
