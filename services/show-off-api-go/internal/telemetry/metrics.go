package telemetry

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are Prometheus' of this process; names, labels and buckets are those of all services.
type Metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	problems   *prometheus.CounterVec
	stages     *prometheus.HistogramVec
	lines      prometheus.Histogram
	confidence prometheus.Histogram
}

// NewMetrics returns metrics that have counted nothing yet.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "showoff_http_requests_total", Help: "Requests answered.",
		}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "showoff_http_request_seconds",
			Help:    "Time from the complete request to its answer.",
			Buckets: []float64{0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6},
		}, []string{"method", "route"}),
		problems: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "showoff_problems_total", Help: "Requests refused, by the problem's title.",
		}, []string{"route", "status", "title"}),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "showoff_stage_seconds",
			Help: "Duration of one stage of a read.",
			Buckets: []float64{
				0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8,
			},
		}, []string{"stage"}),
		lines: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "showoff_read_lines", Help: "Lines of text in a picture.",
			Buckets: []float64{0, 1, 2, 5, 10, 20, 50, 100, 200, 500},
		}),
		confidence: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "showoff_read_confidence",
			Help: "Mean confidence of a picture's lines, 0 to 1; pictures without lines do not count.",
			Buckets: []float64{
				0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1,
			},
		}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.problems, m.stages, m.lines, m.confidence,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Register lets a collector be asked whenever the metrics are.
func (m *Metrics) Register(collector prometheus.Collector) { m.registry.MustRegister(collector) }

// Handler serves them; OpenMetrics where it is asked for: it carries trace ids beside the times.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		EnableOpenMetrics: true, DisableCompression: true,
	})
}

// Request counts and times a request. The route is the rule, not the path: paths are without number.
func (m *Metrics) Request(ctx context.Context, method, route, status string, took time.Duration) {
	m.requests.WithLabelValues(method, route, status).Inc()
	observe(ctx, m.seconds.WithLabelValues(method, route), took.Seconds())
}

// Problem counts a request that was refused.
func (m *Metrics) Problem(route, status, title string) {
	m.problems.WithLabelValues(route, status, title).Inc()
}

// Stage times one stage of a read; name is one of a few.
func (m *Metrics) Stage(ctx context.Context, name string, took time.Duration) {
	observe(ctx, m.stages.WithLabelValues(name), took.Seconds())
}

// Reading counts the lines of a picture that was read, and how sure they are.
func (m *Metrics) Reading(confidences []float64) {
	m.lines.Observe(float64(len(confidences)))
	if len(confidences) == 0 {
		return
	}
	sum := 0.0
	for _, confidence := range confidences {
		sum += confidence
	}
	m.confidence.Observe(sum / float64(len(confidences)))
}

func observe(ctx context.Context, into prometheus.Observer, value float64) {
	id := TraceID(ctx)
	if exemplary, can := into.(prometheus.ExemplarObserver); can && id != "" {
		exemplary.ObserveWithExemplar(value, prometheus.Labels{"trace_id": id})
		return
	}
	into.Observe(value)
}
