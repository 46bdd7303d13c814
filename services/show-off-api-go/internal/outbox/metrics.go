package outbox

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
)

// Collector tells how full the outbox is, asked whenever the metrics are.
type Collector struct {
	store                         *Store
	messages, bytes, refused, age *prometheus.Desc
}

// NewCollector returns the collector of a store.
func NewCollector(store *Store) *Collector {
	gauge := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("showoff_outbox_"+name, help, nil, nil)
	}
	return &Collector{
		store:    store,
		messages: gauge("messages", "Messages waiting in the outbox."),
		bytes:    gauge("bytes", "Bytes waiting in the outbox."),
		refused:  gauge("refused", "Messages in the outbox that the broker refused."),
		age:      gauge("age_seconds", "Age of the oldest message waiting in the outbox."),
	}
}

// Describe implements [prometheus.Collector].
func (c *Collector) Describe(to chan<- *prometheus.Desc) {
	to <- c.messages
	to <- c.bytes
	to <- c.refused
	to <- c.age
}

// Collect implements [prometheus.Collector].
func (c *Collector) Collect(to chan<- prometheus.Metric) {
	depth, err := c.store.Depth(context.Background())
	if err != nil {
		to <- prometheus.NewInvalidMetric(c.messages, err)
		return
	}
	for gauge, value := range map[*prometheus.Desc]float64{
		c.messages: float64(depth.Messages), c.bytes: float64(depth.Bytes),
		c.refused: float64(depth.Refused), c.age: depth.Age.Seconds(),
	} {
		to <- prometheus.MustNewConstMetric(gauge, prometheus.GaugeValue, value)
	}
}
