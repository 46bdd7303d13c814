package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	bridge "go.opentelemetry.io/contrib/bridges/prometheus"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

const ours = "showoff_"

// Push sends what /metrics shows of ours over OTLP, every OTEL_METRIC_EXPORT_INTERVAL milliseconds
// and at the end, where OTEL_METRICS_EXPORTER asks for it. The function returned ends it.
func (m *Metrics) Push(ctx context.Context, service, version string, log *slog.Logger) (func(), error) {
	if !asksForOTLP(os.Getenv("OTEL_METRICS_EXPORTER")) {
		return func() {}, nil
	}
	named, err := resourceOf(ctx, service, version)
	if err != nil {
		return nil, err
	}
	exporter, err := otlpmetrichttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("exporter of metrics: %w", err)
	}
	source := bridge.NewMetricProducer(bridge.WithGatherer(own{m.registry}))
	reader := metric.NewPeriodicReader(&oneWarningOfMetrics{Exporter: exporter, log: log},
		metric.WithProducer(source))
	provider := metric.NewMeterProvider(metric.WithResource(named), metric.WithReader(reader))
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), parting)
		defer cancel()
		_ = provider.Shutdown(ctx) // what could not be sent has been told
	}, nil
}

// own gathers only what is ours, and names counters as OpenTelemetry does.
type own struct{ prometheus.Gatherer }

func (g own) Gather() ([]*dto.MetricFamily, error) {
	all, err := g.Gatherer.Gather()
	var kept []*dto.MetricFamily
	for _, family := range all {
		if !strings.HasPrefix(family.GetName(), ours) {
			continue
		}
		if family.GetType() == dto.MetricType_COUNTER {
			name := strings.TrimSuffix(family.GetName(), "_total")
			family.Name = &name
		}
		kept = append(kept, family)
	}
	return kept, err //nolint:wrapcheck // a Gatherer's errors are the registry's
}

// oneWarningOfMetrics tells of an outage once; the next try sends all that was counted.
type oneWarningOfMetrics struct {
	metric.Exporter
	log  *slog.Logger
	away atomic.Bool
}

func (e *oneWarningOfMetrics) Export(ctx context.Context, metrics *metricdata.ResourceMetrics) error {
	err := e.Exporter.Export(ctx, metrics)
	if was := e.away.Swap(err != nil); err != nil && !was {
		e.log.WarnContext(ctx, "metric export failing", "error", err.Error())
	}
	return nil // told already
}
