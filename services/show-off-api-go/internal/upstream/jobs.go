package upstream

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

const (
	// MostJobBytes is the largest request that makes a job.
	MostJobBytes = 101 << 20
	// Without a byte: longer than anybody waits for a change, and than events are silent.
	silence = 60 * time.Second
	// The name of the key that the caller came with; empty without keys.
	ownerHeader = "Job-Owner"
)

var (
	addressPart = regexp.MustCompile(`^[a-z0-9]{1,20}$`)
	askedOfJobs = []string{
		"Accept", "Content-Type", "Idempotency-Key", "If-Modified-Since", "If-None-Match", "If-Range",
		"Last-Event-ID", "Range",
	}
	toldOfJobs = []string{
		"Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Length", "Content-Range",
		"Content-Type", "ETag", "Last-Modified", "Location", "Retry-After", "X-Accel-Buffering",
		"X-Content-Type-Options",
	}
)

// Jobs is image-api's jobs: what comes is passed on, and never held or looked into. Safe for
// concurrent use.
type Jobs struct {
	url    *url.URL
	client *http.Client
}

// NewJobs returns those at this address.
func NewJobs(address string, connect time.Duration, traces *telemetry.Traces) (*Jobs, error) {
	parsed, err := base(address)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: traces.Transport(transport(0, connect)), CheckRedirect: stay}
	return &Jobs{parsed, client}, nil
}

// Passed is an answer on its way: its head is here, its body still to come, to be closed.
type Passed struct {
	Status int
	Header http.Header
	Body   io.ReadCloser
}

// Ask passes a request on, to its own address below image-api's: nothing but an id, and plain names,
// become part of it. The error is a problem: 503 where image-api is away, or what it needs; 502 where
// something between refuses.
func (j *Jobs) Ask(r *http.Request, owner string, parts ...string) (Passed, error) {
	if !isJobAddress(parts) {
		return Passed{}, problem.New(http.StatusNotFound, "No such job",
			"No job is known under this address.")
	}
	address := j.url.JoinPath(append([]string{"api/jobs"}, parts...)...)
	address.RawQuery = r.URL.RawQuery
	ctx, cancel := context.WithCancel(r.Context())
	alarm := time.AfterFunc(silence, cancel)
	end := func() { alarm.Stop(); cancel() }
	sent, err := http.NewRequestWithContext(ctx, r.Method, address.String(), sentBody(r, alarm))
	if err != nil {
		end()
		return Passed{}, jobsAway()
	}
	sent.ContentLength = r.ContentLength
	for _, name := range askedOfJobs {
		if values := r.Header.Values(name); len(values) > 0 {
			sent.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	sent.Header.Set(ownerHeader, owner)
	answer, err := j.client.Do(sent)
	if err != nil {
		end()
		var tooLarge *problem.Problem
		if errors.As(err, &tooLarge) {
			return Passed{}, tooLarge
		}
		return Passed{}, jobsAway()
	}
	passed, err := taken(answer)
	if err != nil {
		end()
		return Passed{}, errors.Join(err, answer.Body.Close())
	}
	passed.Body = &heard{answer.Body, alarm, end}
	return passed, nil
}

func taken(answer *http.Response) (Passed, error) {
	header := http.Header{}
	for _, name := range toldOfJobs {
		if value := answer.Header.Get(name); value != "" {
			header.Set(name, value)
		}
	}
	isProblem := strings.HasPrefix(header.Get("Content-Type"), problem.MediaType)
	switch {
	case answer.StatusCode < http.StatusBadRequest || isProblem:
		return Passed{Status: answer.StatusCode, Header: header}, nil
	case answer.StatusCode >= http.StatusInternalServerError:
		return Passed{}, jobsAway()
	default:
		return Passed{}, notFromItself("image-api", answer.StatusCode)
	}
}

func isJobAddress(parts []string) bool {
	for place, part := range parts {
		if place == 0 && !IsImageID(part) || !addressPart.MatchString(part) && place > 0 {
			return false
		}
	}
	return true
}

// sentBody is the request's, as it comes in; each byte tells that somebody is there.
func sentBody(r *http.Request, alarm *time.Timer) io.Reader {
	if r.ContentLength == 0 {
		return http.NoBody
	}
	return &bounded{r.Body, alarm, MostJobBytes}
}

// bounded reads at most so many bytes more; then it fails with a problem.
type bounded struct {
	io.Reader
	alarm *time.Timer
	left  int64
}

func (b *bounded) Read(into []byte) (int, error) {
	count, err := b.Reader.Read(into)
	b.alarm.Reset(silence)
	if b.left -= int64(count); b.left < 0 {
		return 0, problem.TooLarge(MostJobBytes)
	}
	return count, err
}

// heard is a body whose bytes tell that somebody is there; closed, it ends the call.
type heard struct {
	io.ReadCloser
	alarm *time.Timer
	end   func()
}

func (h *heard) Read(into []byte) (int, error) {
	count, err := h.ReadCloser.Read(into)
	h.alarm.Reset(silence)
	return count, err
}

func (h *heard) Close() error {
	defer h.end()
	return h.ReadCloser.Close()
}

func jobsAway() *problem.Problem {
	return problem.New(http.StatusServiceUnavailable, "Jobs not available",
		"Jobs can't be taken or looked at now. Of what was just sent nothing may be kept; with an "+
			"Idempotency-Key it can be sent again without harm.").
		With("Retry-After", "5")
}
