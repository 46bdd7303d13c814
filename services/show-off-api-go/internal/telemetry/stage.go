package telemetry

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// Telemetry is where traces and metrics go.
type Telemetry struct {
	*Traces
	*Metrics
}

// Stage traces and times one stage of a read. Attributes are sizes, counts, versions; never what a
// picture says or is called.
func (t Telemetry) Stage(
	ctx context.Context, name string, work func(context.Context, trace.Span) error,
	attributes ...attribute.KeyValue,
) error {
	started := time.Now()
	ctx, span := t.Tracer.Start(ctx, name, trace.WithAttributes(attributes...))
	defer span.End()
	err := work(ctx, span)
	if err != nil {
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
	}
	t.Metrics.Stage(ctx, name, time.Since(started))
	return err
}
