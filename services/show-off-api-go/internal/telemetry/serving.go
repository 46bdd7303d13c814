package telemetry

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"
)

var methods = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"}

// StartServing begins the span of a request, a child of the caller's.
func (t *Traces) StartServing(r *http.Request, route string) (context.Context, trace.Span) {
	method, named := r.Method, r.Method+" "+route
	attributes := []attribute.KeyValue{
		semconv.URLScheme("http"),
		semconv.ServerAddress(r.Host),
		semconv.URLPath(r.URL.Path),
		semconv.NetworkProtocolVersion(strings.TrimPrefix(r.Proto, "HTTP/")),
	}
	if route == "none" {
		named = r.Method + " " + r.URL.Path
	} else {
		attributes = append(attributes, semconv.HTTPRoute(route))
	}
	if !slices.Contains(methods, method) {
		attributes = append(attributes, semconv.HTTPRequestMethodOriginal(method))
		method, named = "_OTHER", "HTTP"
	}
	attributes = append(attributes, semconv.HTTPRequestMethodKey.String(method))
	if r.URL.RawQuery != "" {
		attributes = append(attributes, semconv.URLQuery(r.URL.RawQuery))
	}
	if agent := r.UserAgent(); agent != "" {
		attributes = append(attributes, semconv.UserAgentOriginal(agent))
	}
	attributes = append(attributes, ends(r)...)
	ctx := t.Continue(r.Context(), propagation.HeaderCarrier(r.Header))
	return t.Tracer.Start(ctx, named, trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attributes...))
}

// EndServing says how a request was answered, and how it ended, where that is another status.
func EndServing(span trace.Span, answered, ended int) {
	span.SetAttributes(semconv.HTTPResponseStatusCode(answered))
	if ended != answered || ended >= http.StatusInternalServerError {
		span.SetAttributes(semconv.ErrorTypeKey.String(strconv.Itoa(ended)))
	}
	if ended >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, "")
	}
}

// ends are those of the connection.
func ends(r *http.Request) []attribute.KeyValue {
	var attributes []attribute.KeyValue
	if host, port, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		number, _ := strconv.Atoi(port)
		attributes = append(attributes, semconv.ClientAddress(host), semconv.ClientPort(number))
	}
	local, known := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	if known {
		attributes = append(attributes, semconv.ServerPort(local.Port))
	}
	return attributes
}
