// Package upstream calls the other services: connections kept alive, one deadline, retried only if
// unsent.
package upstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

const (
	// Idle connections are given up here before the other side (75 s) closes them.
	idleFor = 30 * time.Second
	most    = 64 << 20 // bytes of an answer
)

// errUnsent: nothing has left yet, so another attempt cannot do anything twice.
var errUnsent = errors.New("not connected")

// transport is for one service: without the environment's proxies, as services of one platform reach
// each other; 0 connections stand for any number.
func transport(connections int, connect time.Duration) *http.Transport {
	dialer := &net.Dialer{Timeout: connect}
	return &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			connection, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, errors.Join(errUnsent, err)
			}
			return connection, nil
		},
		MaxConnsPerHost:     connections,
		MaxIdleConnsPerHost: max(connections, 32),
		IdleConnTimeout:     idleFor,
		DisableCompression:  true,
	}
}

// base reads a service's address.
func base(address string) (*url.URL, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("address of a service: %w", err)
	}
	return parsed, nil
}

// content reads all of an answer, and closes it.
func content(answer *http.Response) (body []byte, err error) {
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	body, err = io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err == nil && len(body) > most {
		err = errors.New("too long an answer")
	}
	return body, err
}

// refusal returns the problem that an answer tells; nil where it tells none: a proxy's page, for
// example.
func refusal(answer *http.Response, body []byte) *problem.Problem {
	var told struct{ Title, Detail *string }
	if json.Unmarshal(body, &told) != nil || told.Title == nil || told.Detail == nil {
		return nil
	}
	return later(problem.New(answer.StatusCode, *told.Title, *told.Detail), answer)
}

// later passes on when to come back.
func later(refused *problem.Problem, answer *http.Response) *problem.Problem {
	if after := answer.Header.Get("Retry-After"); after != "" {
		return refused.With("Retry-After", after)
	}
	return refused
}

func failed(service, reason string) *problem.Problem {
	return problem.Newf(http.StatusBadGateway, "A service failed", "%s: %s.", service, reason)
}

func notFromItself(service string, status int) *problem.Problem {
	return failed(service, fmt.Sprintf("status %d, and not from the service itself", status))
}
