package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// TraceIDHeader names, in each answer, the trace that it belongs to.
const TraceIDHeader = "X-Trace-Id"

// instance tells this process from others of the service.
var instance = uuid.NewString()

const parting = 3 * time.Second // to send what is left; nobody who is away holds up the end

// Traces makes spans. They exist always, so that every answer has a trace id; they leave the process
// only if OTEL_TRACES_EXPORTER is "otlp" or an OTLP endpoint is configured.
type Traces struct {
	Tracer     trace.Tracer
	propagator propagation.TextMapPropagator // no baggage: strangers could send a lot of it
	shutdown   func(context.Context) error
}

// NewTraces returns what makes the spans of a service.
func NewTraces(ctx context.Context, service, version string, log *slog.Logger) (*Traces, error) {
	if strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") {
		return &Traces{
			Tracer:     noop.NewTracerProvider().Tracer(service),
			propagator: propagation.TraceContext{},
			shutdown:   func(context.Context) error { return nil },
		}, nil
	}
	named, err := resourceOf(ctx, service, version)
	if err != nil {
		return nil, err
	}
	options := []sdktrace.TracerProviderOption{sdktrace.WithResource(named)}
	if isWanted() {
		exporter, err := otlptracehttp.New(ctx)
		if err != nil {
			return nil, fmt.Errorf("exporter of traces: %w", err)
		}
		options = append(options, sdktrace.WithBatcher(&oneWarning{SpanExporter: exporter, log: log}))
	}
	provider := sdktrace.NewTracerProvider(options...)
	return &Traces{
		Tracer:     provider.Tracer(service),
		propagator: propagation.TraceContext{},
		shutdown:   provider.Shutdown,
	}, nil
}

// resourceOf says of everything who sends it.
func resourceOf(ctx context.Context, service, version string) (*resource.Resource, error) {
	named, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(semconv.ServiceInstanceID(instance)), resource.WithFromEnv(),
		resource.WithAttributes(semconv.ServiceName(service), semconv.ServiceVersion(version)))
	if err != nil {
		return nil, fmt.Errorf("resource of telemetry: %w", err)
	}
	return named, nil
}

// Close sends what is left, but not for long.
func (t *Traces) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), parting)
	defer cancel()
	_ = t.shutdown(ctx) // what could not be sent has been told
}

// Continue returns a context that goes on from the trace in these headers.
func (t *Traces) Continue(ctx context.Context, carrier propagation.TextMapCarrier) context.Context {
	return t.propagator.Extract(ctx, carrier)
}

// Carry writes the context's trace into headers.
func (t *Traces) Carry(ctx context.Context, carrier propagation.TextMapCarrier) {
	t.propagator.Inject(ctx, carrier)
}

// Parent returns the traceparent to store with what is made now, or "".
func (t *Traces) Parent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	t.Carry(ctx, carrier)
	return carrier["traceparent"]
}

// TraceID returns the trace of what runs under this context, 32 hexadecimal digits, or "".
func TraceID(ctx context.Context) string {
	if span := trace.SpanContextFromContext(ctx); span.HasTraceID() {
		return span.TraceID().String()
	}
	return ""
}

func isWanted() bool {
	if asked := os.Getenv("OTEL_TRACES_EXPORTER"); asked != "" {
		return asksForOTLP(asked)
	}
	return os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" ||
		os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != ""
}

func asksForOTLP(exporters string) bool {
	return slices.Contains(strings.Split(strings.ReplaceAll(exporters, " ", ""), ","), "otlp")
}

// oneWarning tells of an outage once, when it begins, and once of its end; what can't be sent is
// dropped.
type oneWarning struct {
	sdktrace.SpanExporter
	log  *slog.Logger
	away atomic.Bool
}

func (e *oneWarning) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	err := e.SpanExporter.ExportSpans(ctx, spans)
	switch was := e.away.Swap(err != nil); {
	case err != nil && !was:
		e.log.WarnContext(ctx, "trace export failing: spans are dropped", "error", err.Error())
	case err == nil && was:
		e.log.InfoContext(ctx, "trace export recovered")
	}
	return nil // told already
}
