package telemetry

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"
)

// Transport gives each call a span of its own, and tells the other side of it.
func (t *Traces) Transport(base http.RoundTripper) http.RoundTripper {
	return &traced{base, t}
}

type traced struct {
	base   http.RoundTripper
	traces *Traces
}

func (t *traced) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, span := t.traces.Tracer.Start(r.Context(), r.Method,
		trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(asked(r.Method, r.URL)...))
	defer span.End()
	r = r.Clone(ctx)
	t.traces.Carry(ctx, propagation.HeaderCarrier(r.Header))
	answer, err := t.base.RoundTrip(r)
	if err != nil {
		span.SetAttributes(semconv.ErrorTypeKey.String("transport"))
		span.SetStatus(codes.Error, err.Error())
		return nil, err //nolint:wrapcheck // a RoundTripper's errors are the transport's
	}
	span.SetAttributes(semconv.HTTPResponseStatusCode(answer.StatusCode),
		semconv.NetworkProtocolVersion(strings.TrimPrefix(answer.Proto, "HTTP/")))
	if answer.StatusCode >= http.StatusBadRequest {
		span.SetAttributes(semconv.ErrorTypeKey.String(strconv.Itoa(answer.StatusCode)))
		span.SetStatus(codes.Error, "")
	}
	return answer, nil
}

func asked(method string, address *url.URL) []attribute.KeyValue {
	attributes := []attribute.KeyValue{
		semconv.HTTPRequestMethodKey.String(method),
		semconv.URLFull(address.Redacted()),
		semconv.ServerAddress(address.Hostname()),
		semconv.NetworkPeerAddress(address.Hostname()),
	}
	if port, err := strconv.Atoi(address.Port()); err == nil {
		attributes = append(attributes, semconv.ServerPort(port), semconv.NetworkPeerPort(port))
	}
	return attributes
}
