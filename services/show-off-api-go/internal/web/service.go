package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/trace"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

var requestID = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,64}$`)

// Service answers requests over HTTP: each has an id in its log, a span in a trace and a place in the
// metrics; whoever may not is turned away, and every error is told as a problem.
type Service struct {
	Guard     access.Guard
	Hosts     access.Hosts
	Telemetry telemetry.Telemetry
	Log       *slog.Logger
	Draining  *Draining

	router *router
	room   chan struct{} // a place a request that is handled at the same time
}

// NewService returns one without routes, which handles so many requests at the same time.
func NewService(
	guard access.Guard, hosts access.Hosts, told telemetry.Telemetry, log *slog.Logger, atOnce int,
) *Service {
	return &Service{
		Guard: guard, Hosts: hosts, Telemetry: told, Log: log.With("logger", "show_off_api.web"),
		Draining: &Draining{}, router: &router{http.NewServeMux()}, room: make(chan struct{}, atOnce),
	}
}

// Handle adds a route, for example "GET /images/{image_id}".
func (s *Service) Handle(pattern string, handler Handler) { s.router.handle(pattern, handler) }

// ServeHTTP implements [http.Handler].
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := time.Now()
	// As a path, not as it was written: what is escaped stands for itself.
	r = r.Clone(telemetry.WithRequestID(r.Context(), s.nameOf(r)))
	r.URL.RawPath = ""
	if !isMachine(r.URL.Path) {
		select {
		case s.room <- struct{}{}:
			defer func() { <-s.room }()
		case <-r.Context().Done():
			return
		}
	}
	handler, route := s.router.find(r)
	if !isMachine(r.URL.Path) {
		ctx, span := s.Telemetry.StartServing(r, route)
		r = r.WithContext(ctx)
		defer span.End()
	}
	told := &answer{ResponseWriter: w, request: r, origins: s.Guard.Origins, closes: s.Draining.Is()}
	broken := s.serve(told, r, handler, route)
	s.tell(r, told, route, time.Since(started))
	if broken {
		panic(http.ErrAbortHandler)
	}
}

// serve answers, and tells whether the answer has to break off.
func (s *Service) serve(w *answer, r *http.Request, handler Handler, route string) (broken bool) {
	defer func() {
		switch bug := recover(); bug {
		case nil:
		case http.ErrAbortHandler:
			broken, w.outcome = true, http.StatusBadGateway
		default:
			s.Refuse(w, r, route, fmt.Errorf("panic: %v\n%s", bug, debug.Stack()))
		}
	}()
	holder, err := s.check(r)
	if err != nil {
		s.Refuse(w, r, route, err)
		return false
	}
	r = r.WithContext(access.WithHolder(r.Context(), holder))
	if err := handler(w, r); err != nil {
		s.Refuse(w, r, route, err)
	}
	return false
}

// check asks what is asked of every request, and returns the key that it came with.
func (s *Service) check(r *http.Request) (holder access.Key, err error) {
	if tooLong := tooLong(r); tooLong != nil {
		return access.Key{}, tooLong
	}
	sent := r.Host != "" || r.ProtoAtLeast(1, 1)
	if !isProbe(r.URL.Path) && !s.Hosts.Know(r.Host, sent) {
		return access.Key{}, problem.New(http.StatusMisdirectedRequest, "Another host",
			"This service does not answer to the name that was asked for; SHOWOFF_HOSTS tells it "+
				"further ones.")
	}
	return s.Guard.Check(r)
}

// Refuse answers with a problem; one that is none was a bug.
func (s *Service) Refuse(w http.ResponseWriter, r *http.Request, route string, err error) {
	refused := s.Problem(r.Context(), route, err)
	drain(r, refused.Status)
	if a, is := w.(*answer); is && a.status != 0 {
		a.outcome = refused.Status // too late to say so
		return
	}
	for name, value := range refused.Header {
		w.Header().Set(name, value)
	}
	if err := writeProblem(w, refused, telemetry.TraceID(r.Context())); err != nil {
		s.Log.ErrorContext(r.Context(), "answer not written", "error", err.Error())
	}
}

// Problem returns what an error means to a client, counted.
func (s *Service) Problem(ctx context.Context, route string, err error) *problem.Problem {
	var refused *problem.Problem
	if !errors.As(err, &refused) {
		s.Log.ErrorContext(ctx, "unhandled error", "error", err.Error())
		refused = problem.New(http.StatusInternalServerError, "Internal error",
			"The service failed; its log has the reason under this trace_id.")
	}
	s.Telemetry.Problem(route, strconv.Itoa(refused.Status), refused.Title)
	return refused
}

func (s *Service) tell(r *http.Request, told *answer, route string, took time.Duration) {
	ctx, status := r.Context(), told.ended()
	method := r.Method
	if !isKnownMethod(method) {
		method = "_OTHER"
	}
	s.Telemetry.Request(ctx, method, route, strconv.Itoa(status), took)
	telemetry.EndServing(trace.SpanFromContext(ctx), told.status, status)
	if !isMachine(r.URL.Path) {
		s.Log.InfoContext(ctx, "request", "method", r.Method, "path", r.URL.Path, "status", status)
	}
}

// nameOf returns the request id of the caller, or a fresh one.
func (s *Service) nameOf(r *http.Request) string {
	if asked := r.Header.Get(telemetry.RequestIDHeader); requestID.MatchString(asked) {
		return asked
	}
	random := make([]byte, 8)
	_, _ = rand.Read(random) // it never fails: crypto/rand
	return hex.EncodeToString(random)
}

// isProbe: they tell nothing, and are asked under any name.
func isProbe(path string) bool { return path == "/health" || path == "/ready" }

// isMachine: asked every few seconds by machines, a span and a line for each would bury the reads.
func isMachine(path string) bool { return isProbe(path) || path == "/metrics" }
