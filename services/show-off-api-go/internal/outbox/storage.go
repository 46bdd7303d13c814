package outbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"go.opentelemetry.io/otel/codes"

	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

const (
	embedded = "embedded" // how traces call what has no broker between
	// For an answer: longer than its database waits for a lock.
	storagePatience = 60 * time.Second
	mostReason      = 4 << 10 // bytes
)

// Storage hands messages to image-api, where there is no broker: one by one, and image-api answers
// once it has kept one.
type Storage struct {
	url    *url.URL
	client *http.Client
	traces *telemetry.Traces
}

// NewStorage returns a sender to the image-api at this address.
func NewStorage(address string, connect time.Duration, traces *telemetry.Traces) (*Storage, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("address of image-api: %w", err)
	}
	dialer := &net.Dialer{Timeout: connect}
	client := &http.Client{
		Transport: &http.Transport{DialContext: dialer.DialContext, IdleConnTimeout: 30 * time.Second},
		Timeout:   storagePatience,
	}
	return &Storage{parsed, client, traces}, nil
}

// Send implements [Sender].
func (s *Storage) Send(ctx context.Context, messages []Message) (map[string]string, error) {
	refused := map[string]string{}
	for _, message := range messages {
		span := startSend(s.traces, embedded, message)
		reason, err := s.put(ctx, message)
		if err != nil {
			span.SetStatus(codes.Error, err.Error())
		}
		span.End()
		if err != nil {
			return nil, fmt.Errorf("image-api: %w", err)
		}
		if reason != "" {
			refused[message.ID] = reason
		}
	}
	return refused, nil
}

// Close implements [Sender].
func (s *Storage) Close() { s.client.CloseIdleConnections() }

// put has a message kept; the reason is why it never will be, where no retry can help it.
func (s *Storage) put(ctx context.Context, message Message) (reason string, err error) {
	address := s.url.JoinPath("api", "messages", message.Queue, message.ID)
	headers := url.Values{}
	for name, value := range message.Headers {
		headers.Set(name, value)
	}
	address.RawQuery = headers.Encode()
	asked, err := http.NewRequestWithContext(ctx, http.MethodPut, address.String(),
		bytes.NewReader(message.Body))
	if err != nil {
		return "", err
	}
	asked.Header.Set("Content-Type", message.ContentType)
	answer, err := s.client.Do(asked)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	told, err := io.ReadAll(io.LimitReader(answer.Body, mostReason))
	switch status := answer.StatusCode; {
	case err != nil:
		return "", err
	case status == http.StatusRequestEntityTooLarge, status == http.StatusUnprocessableEntity:
		return fmt.Sprintf("status %d: %s", status, told), nil
	case status >= http.StatusMultipleChoices:
		return "", fmt.Errorf("status %d", status)
	default:
		return "", nil
	}
}
