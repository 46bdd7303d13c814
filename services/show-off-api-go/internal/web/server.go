package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	keepAlive  = 75 * time.Second // longer than the gateway keeps its connections
	headerWait = 75 * time.Second
)

// Draining tells whether this process was told to stop. From then on /ready says no, so that load
// balancers look elsewhere, and every answer closes its connection.
type Draining struct{ told atomic.Bool }

// Is tells whether it was.
func (d *Draining) Is() bool { return d.told.Load() }

// Serve serves, through the door, until the context ends. Then it goes on for so long as load balancers take to settle,
// closes the door, and gives running requests grace to finish.
func (s *Service) Serve(
	ctx context.Context, door http.Handler, address string, settle, grace time.Duration,
) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", address, err)
	}
	server := &http.Server{
		Handler:           door,
		ReadHeaderTimeout: headerWait,
		IdleTimeout:       keepAlive,
		MaxHeaderBytes:    mostHeader,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
		// Of requests: what runs is finished when told to stop.
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(refusals{listener}) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.Draining.told.Store(true)
	time.Sleep(settle)
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(patience); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}
