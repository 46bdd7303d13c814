// Package telemetry makes each request seen in logs, traces and metrics.
package telemetry

import (
	"context"
	"io"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/trace"
)

// RequestIDHeader carries what a caller calls its request.
const RequestIDHeader = "X-Request-Id"

type requestIDKey struct{}

// WithRequestID makes logs under this context name the request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns what the request is called, or "".
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// NewLogger writes a line of JSON an event, with its trace and request.
func NewLogger(out io.Writer, service, level string) *slog.Logger {
	var least slog.Level
	if level == "WARNING" {
		level = "WARN"
	}
	_ = least.UnmarshalText([]byte(level)) // settings have checked it
	lines := slog.NewJSONHandler(out, &slog.HandlerOptions{Level: least, ReplaceAttr: named})
	return slog.New(identifying{lines.WithAttrs([]slog.Attr{slog.String("service", service)})})
}

// named calls fields as all services of the platform do.
func named(groups []string, field slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return field
	}
	switch field.Key {
	case slog.MessageKey:
		field.Key = "event"
	case slog.TimeKey:
		return slog.String("timestamp", field.Value.Time().UTC().Format("2006-01-02T15:04:05.000000Z"))
	case slog.LevelKey:
		return slog.String("level", levelName(field.Value))
	default:
		if field.Value.Kind() == slog.KindDuration {
			return slog.Float64(field.Key, field.Value.Duration().Round(time.Microsecond).Seconds())
		}
	}
	return field
}

func levelName(value slog.Value) string {
	level, _ := value.Any().(slog.Level)
	switch {
	case level >= slog.LevelError:
		return "error"
	case level >= slog.LevelWarn:
		return "warning"
	case level >= slog.LevelInfo:
		return "info"
	default:
		return "debug"
	}
}

// identifying adds the trace and the request of the context.
type identifying struct{ slog.Handler }

func (h identifying) Handle(ctx context.Context, record slog.Record) error {
	if id := RequestID(ctx); id != "" {
		record.AddAttrs(slog.String("request_id", id))
	}
	var traceID, spanID any
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		traceID, spanID = span.TraceID().String(), span.SpanID().String()
	}
	record.AddAttrs(slog.Any("trace_id", traceID), slog.Any("span_id", spanID))
	return h.Handler.Handle(ctx, record)
}

func (h identifying) WithAttrs(fields []slog.Attr) slog.Handler {
	return identifying{h.Handler.WithAttrs(fields)}
}

func (h identifying) WithGroup(name string) slog.Handler {
	return identifying{h.Handler.WithGroup(name)}
}
